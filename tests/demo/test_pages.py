"""What the demo's checks see on a page, and that they would notice a wrong one."""

from __future__ import annotations

from html import escape

import httpx
import pytest

from demo.article_pages import check_excerpts
from demo.pages import check_telegram, on_telegram
from demo.visitor import HEAVIEST, Elements, Visitor
from demo.written import Written, read_articles

POLICY = {"Content-Security-Policy": "default-src 'none'; style-src 'self'"}


def visitor_of(html: str, headers: dict[str, str]) -> Visitor:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, html=html, headers=headers))
    return Visitor(httpx.Client(transport=transport, base_url="http://desk.example"))


@pytest.mark.parametrize(
    "html",
    [
        "<p><script>alert('steppe')</script>",
        '<img src="x" onerror="alert(3)">',
        '<a href=" JavaScript:alert(4)">read</a>',
        '<a href="data:text/html,hello">read</a>',
    ],
)
def test_markup_that_would_run_is_seen(html: str) -> None:
    assert Elements(html).running


def test_escaped_markup_is_only_words() -> None:
    page = Elements("<h2 class='headline'>Wells &lt;script&gt;alert(1)&lt;/script&gt;</h2>")
    assert (page.running, page.headlines) == ([], ["Wells <script>alert(1)</script>"])


def test_a_headline_ends_with_its_element() -> None:
    page = Elements('<h2 class="headline"><a href="/posts/1/">The <b>bridge</b></a></h2><p>It stands.</p>')
    assert page.headlines == ["The bridge"]


def test_a_page_without_the_strict_policy_is_wrong() -> None:
    visitor = visitor_of("<p>fine</p>", {})
    visitor.page("/")
    assert visitor.wrong == ["/: Content-Security-Policy is ''"]


def test_a_block_of_data_is_no_script_and_no_text() -> None:
    page = Elements('<p>The bridge.</p><script type="application/ld+json">{"@type": "NewsArticle"}</script>')
    assert (page.running, page.text, page.data) == ([], "The bridge.", ['{"@type": "NewsArticle"}'])


def visitor_of_pages(pages: dict[str, str]) -> Visitor:
    """Pages by path and query; an address that is none of them is nine tenths of what a page may weigh."""

    def answer(request: httpx.Request) -> httpx.Response:
        found = pages.get(request.url.raw_path.decode())
        if found is None:
            return httpx.Response(200, stream=httpx.ByteStream(b"x" * (HEAVIEST * 9 // 10)))
        return httpx.Response(200, html=found, headers=POLICY)

    client = httpx.Client(transport=httpx.MockTransport(answer), base_url="http://desk.example")
    return Visitor(client)


def test_a_page_is_weighed_with_what_it_loads_and_each_thing_once() -> None:
    loads = '<link rel="stylesheet" href="/a.css"><link rel="preload" href="/a.css">'
    visitor = visitor_of_pages({"/": f"<p>{'x' * 5000}</p>{loads}", "/two": f'{loads}<img src="/b.webp">'})
    visitor.page("/")
    assert visitor.wrong == []
    visitor.page("/two")
    (wrong,) = visitor.wrong
    assert wrong.startswith("/two: it weighs 108,")


def telegram_pages(titles: list[str], first: str = "1–6 of 8") -> dict[str, str]:
    heads = [f'<h2 class="headline">{escape(title)}</h2>' for title in titles]
    counters = (f"<p>Viewing results {first}</p>", "<p>Viewing results 7–8 of 8</p>")
    path = "/topics/telegram/?page="
    return {f"{path}1": counters[0] + "".join(heads[:6]), f"{path}2": counters[1] + "".join(heads[6:])}


def test_a_right_topic_page_has_nothing_wrong() -> None:
    visitor = visitor_of_pages(telegram_pages(on_telegram()))
    check_telegram(visitor)
    assert visitor.wrong == []


def test_a_counter_that_counts_six_of_four_is_wrong() -> None:
    visitor = visitor_of_pages(telegram_pages(on_telegram(), first="1–6 of 4"))
    check_telegram(visitor)
    assert visitor.wrong == ["/topics/telegram/: page 1 does not say '1–6 of 8'"]


def test_a_title_listed_twice_is_wrong() -> None:
    visitor = visitor_of_pages(telegram_pages([*on_telegram(), on_telegram()[0]]))
    check_telegram(visitor)
    assert len(visitor.wrong) == 1


def item_of(written: Written, words: list[str], headings: list[str]) -> str:
    heads = "".join(f'<h3 class="heading">{escape(head)}</h3>' for head in headings)
    text = f'<p class="words">{escape(" ".join(words))}</p>'
    return (
        f'<article class="item own"><h2 class="headline">{escape(written.title)}</h2>'
        f'<div class="excerpt">{heads}{text}</div></article>'
    )


def excerpt_of(words: int, dots: str = "…", headings: int = 2) -> list[str]:
    """What is wrong with a list that shows `words` words of the long article about the notes."""
    long = next(each for each in read_articles() if each.slug == "old-notes-rumour")
    heads = [*long.headings[:headings]]
    left = words - sum(len(head.split()) for head in heads)
    item = item_of(long, ["word"] * (left - 1) + ["end" + dots], heads)
    visitor = visitor_of_pages({"/topics/telegram/?page=1": item, "/topics/telegram/?page=2": "<p></p>"})
    check_excerpts(visitor)
    return visitor.wrong


def test_a_long_article_is_cut_after_five_hundred_words() -> None:
    assert excerpt_of(500) == []


@pytest.mark.parametrize(("words", "dots", "headings"), [(500, "", 2), (700, "…", 2), (500, "…", 0)])
def test_an_excerpt_that_is_whole_too_long_or_without_its_headings_is_wrong(
    words: int, dots: str, headings: int
) -> None:
    assert len(excerpt_of(words, dots, headings)) == 1
