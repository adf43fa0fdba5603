from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.errors import UnreadableSource
from aitys.sources import contract, page
from aitys.sources.kinds import PAGE
from aitys.values.captures import Document
from aitys.values.posts import Post
from tests.sources import cast
from tests.sources.cast import COURIER, NOW, ROUTE, STATE, rss

FIRST = "Мост через реку Чу открыли в полдень, и первыми по нему проехали дорожники. " * 3
SECOND = "Проезд бесплатный, сказали в дирекции, но грузовикам придётся ждать осени. " * 3
ABOUT = "https://steppe-courier.example/n/1"


def article(head: str = "", before: str = "", *, lang: str = "ru") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><title>Мост открыт | Steppe Courier</title>'
        f"{head}</head><body>"
        '<nav><a href="/">Главная</a> <a href="/rates">USD 87.45</a></nav>'
        f"<article><h1>Мост открыт</h1>{before}<p>{FIRST}</p><h2>Кому ждать</h2><p>{SECOND}</p></article>"
        "<footer>Steppe Courier</footer></body></html>"
    )


def read(content: str, about: str = ABOUT, url: str = "https://steppe-courier.example/n/1") -> Post:
    (post,) = page.parse(cast.page(content, url, about), COURIER).posts
    return post


def printed(post: Post) -> str:
    return f"{post.posted.at:%d %H:%M} {post.posted.offset}" if post.posted else ""


def test_it_reads_the_article_and_nothing_around_it() -> None:
    post = read(article())
    assert post.title == "Мост открыт"
    assert post.text == f"{FIRST.strip()}\n\nКому ждать\n\n{SECOND.strip()}"
    assert post.language == "ru"


def test_it_is_known_by_the_feed_s_name_first() -> None:
    head = '<link rel="canonical" href="/news/bridge/">'
    post = read(article(head), about="guid:steppe-courier/1")
    assert post.addresses == (
        "guid:steppe-courier/1",
        "https://steppe-courier.example/news/bridge",
        "https://steppe-courier.example/n/1",
    )


@pytest.mark.parametrize(
    "canonical", ["/", "https://steppe-courier.example", "https://issyk-herald.example/n/9", "x:y"]
)
def test_it_believes_no_canonical_link_to_the_front_page_or_another_site(canonical: str) -> None:
    assert read(article(f'<link rel="canonical" href="{canonical}">')).addresses == (ABOUT,)


JSON_LD = (
    '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2026-05-01"},'
    '{"@type":["NewsArticle"],"datePublished":"2026-05-11T08:00:00+05:00","dateModified":"2026-05-11T09:00:00+05:00",'
    '"keywords":["мост","Чу"]}]}</script>'
)
META = '<meta property="article:published_time" content="2026-05-10T08:00:00+06:00">'
ODD_META = '<meta property="og:article:published_time" content="2026-05-10T08:00:00+06:00">'
ITEMPROP = '<span itemprop="datePublished" content="2026-05-09T08:00:00+05:00"></span>'
CLOCK = '<time datetime="2026-05-08T08:00:00+05:00">8 мая</time>'


@pytest.mark.parametrize(
    ("head", "before", "said"),
    [
        (JSON_LD + META, ITEMPROP + CLOCK, "11 03:00 +05:00"),
        (META, ITEMPROP + CLOCK, "10 02:00 +06:00"),
        (ODD_META, CLOCK, "10 02:00 +06:00"),
        ("", ITEMPROP + CLOCK, "09 03:00 +05:00"),
        ("", CLOCK, "08 03:00 +05:00"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", </script>', CLOCK, "08 03:00 +05:00"),
    ],
)
def test_it_believes_the_best_of_the_dates_a_page_prints(head: str, before: str, said: str) -> None:
    assert printed(read(article(head, before))) == said


def test_it_takes_the_day_of_the_address_for_a_guess() -> None:
    post = read(article(), url="https://steppe-courier.example/2026/05/07/bridge")
    assert printed(post) == "07 00:00 "
    assert post.posted is not None
    assert post.posted.guessed


def test_it_tells_an_edited_article() -> None:
    post = read(article(JSON_LD))
    assert post.edited is not None
    assert f"{post.edited.at:%H:%M}" == "04:00"


def test_it_prefers_the_tags_a_reader_sees() -> None:
    keywords = '<meta name="keywords" content="новости, Чу , дороги,">'
    assert read(article(keywords)).tags == ("новости", "Чу", "дороги")
    assert read(article(JSON_LD)).tags == ("мост", "Чу")
    assert read(article(keywords, '<a rel="tag" href="/t/1">Мосты</a>')).tags == ("Мосты",)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "not an HTML page"),
        (rss().decode(), "not an HTML page"),
        ("<html><body></body></html>", "a page without an article"),
        ("<html><body><script>location='/'</script></body></html>", "a page without an article"),
    ],
)
def test_it_says_why_a_page_gives_no_post(content: str, says: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        page.parse(cast.page(content), COURIER)
    assert (caught.value.subject, caught.value.says) == ("steppe-courier", says)


def test_it_keeps_the_contract() -> None:
    whole = cast.page(article(JSON_LD + META, ITEMPROP + CLOCK), about=ABOUT)
    assert contract.problems(PAGE, contract.Sample(whole, COURIER, items=1)) == []
    assert contract.plan_problems(PAGE, ROUTE, STATE) == []
    for damaged in contract.damaged(whole):
        assert contract.problems(PAGE, contract.Sample(damaged, COURIER)) == []


SCRAPS = st.sampled_from(
    [
        b"<html>",
        b"<body>",
        b"<article>",
        b"<p>" + SECOND.encode() + b"</p>",
        b"<table><tr><td>",
        b"<time datetime='99999'>",
        b"<script type='application/ld+json'>[[[{\"@type\":1",
        b"</script>",
        b"<link rel=canonical href='http://['>",
        b"<meta property='article:published_time' content='-1'>",
        b"<!--",
        b"<![CDATA[",
        b"\xff\x00",
        b"<img src=x>",
        b"<a rel=tag>",
        b"<?xml version='1.0'?>",
    ]
)


@settings(max_examples=100)
@given(st.one_of(st.binary(), st.lists(SCRAPS).map(b"".join)))
def test_it_never_raises_anything_but_unreadable_source(content: bytes) -> None:
    document = Document("https://steppe-courier.example/n/1", content, "text/html", NOW, ABOUT)
    assert contract.problems(PAGE, contract.Sample(document, COURIER)) == []


def test_an_article_that_leads_to_the_front_page_is_gone_and_not_rewritten() -> None:
    with pytest.raises(UnreadableSource, match="front page") as refused:
        read(article(), url="https://steppe-courier.example/?from=gone")
    assert refused.value.name == "moved-home"
