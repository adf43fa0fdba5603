"""What the demo's checks see on a page, and that they would notice a wrong one."""

from __future__ import annotations

import httpx
import pytest

from demo.pages import Elements, Visitor, check_telegram, tagged

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


def telegram_page(counter: str) -> str:
    titles = "".join(f'<h2 class="headline">{item.title}</h2>' for item in tagged("telegram"))
    return f"<p>{counter}</p>{titles}"


def test_a_right_topic_page_has_nothing_wrong() -> None:
    visitor = visitor_of(telegram_page("Viewing results 1–4 of 4"), POLICY)
    check_telegram(visitor)
    assert visitor.wrong == []


def test_a_counter_that_counts_six_of_four_is_wrong() -> None:
    visitor = visitor_of(telegram_page("Viewing results 1–6 of 4"), POLICY)
    check_telegram(visitor)
    assert visitor.wrong == ["/topics/telegram/: it does not say 'Viewing results 1–4 of 4'"]


def test_a_title_listed_twice_is_wrong() -> None:
    page = telegram_page("Viewing results 1–4 of 4")
    visitor = visitor_of(page + f'<h2 class="headline">{tagged("telegram")[0].title}</h2>', POLICY)
    check_telegram(visitor)
    assert len(visitor.wrong) == 1
