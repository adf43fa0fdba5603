from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.sources import discover
from aitys.sources.discover import FoundFeed, SiteDescription
from aitys.values.captures import Document
from tests.sources.cast import ATOM_ENTRY, NOW, atom, document, page, rss

HOME = "https://issyk-herald.example/"


def found(content: str, url: str = HOME + "ru/news/") -> list[str]:
    return [feed.url for feed in discover.find_feeds(page(content, url))]


def test_it_finds_what_the_head_names_before_what_the_body_links_to() -> None:
    content = (
        '<html><head><link rel="alternate" type="application/rss+xml" title="Лента" href="/rss.xml">'
        '<link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="atom"></head>'
        '<body><a href="/feed/">RSS</a><a href="http://issyk-herald.example/rss.xml#x">again</a></body></html>'
    )
    assert discover.find_feeds(page(content, HOME + "ru/")) == (
        FoundFeed(HOME + "rss.xml", "Лента"),
        FoundFeed(HOME + "ru/atom", ""),
        FoundFeed(HOME + "feed/", "RSS"),
    )


def test_it_puts_feeds_of_comments_last() -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'
    comments = link.format("Steppe » Comments Feed", "/comments/feed/")
    assert found(comments + link.format("", "/feed/")) == [HOME + "feed/", HOME + "comments/feed/"]


def test_it_resolves_links_against_the_base_a_page_names() -> None:
    content = '<base href="/kk/"><link rel="alternate" type="application/feed+json" href="feed.json">'
    assert found(content) == [HOME + "kk/feed.json"]


@pytest.mark.parametrize(
    "href", ["/?rss", "/rss", "/xml/rss.xml", "/export/rss2/archive/index.xml", "/news.rss", "/uz/rss/"]
)
def test_it_knows_the_usual_looks_of_a_feed_s_address(href: str) -> None:
    assert found(f'<a href="{href}">RSS</a>') == [HOME.rstrip("/") + href]


@pytest.mark.parametrize(
    "content",
    [
        '<link rel="stylesheet" type="application/rss+xml" href="/style">',
        '<link rel="alternate" hreflang="kk" href="/kk/">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/7">',
        '<a href="/news/crossed">news</a><a href="javascript:rss()">x</a><a href="/compress/">x</a>',
        '<a href="mailto:rss@issyk-herald.example">x</a>',
        "",
    ],
)
def test_it_finds_no_feed_where_there_is_none(content: str) -> None:
    assert found(content) == []


def test_it_tells_feeds_from_pages() -> None:
    assert discover.is_feed(document(rss()))
    assert discover.is_feed(document(atom(ATOM_ENTRY)))
    assert not discover.is_feed(page("<html><body>rss</body></html>"))
    assert not discover.is_feed(document(b""))


def test_it_describes_a_site_by_its_feed() -> None:
    assert discover.describe(document(rss())) == SiteDescription(
        "Steppe Courier", "ru", "https://steppe-courier.example/"
    )


def test_it_describes_a_site_by_its_page() -> None:
    content = (
        '<html lang="ky_KG"><head><title>Башкы бет — Issyk Herald</title>'
        '<meta property="og:site_name" content="Issyk &amp; Herald"></head></html>'
    )
    assert discover.describe(page(content, HOME + "ky/news")) == SiteDescription(
        "Issyk & Herald", "ky-KG", HOME
    )
    assert discover.describe(page("<title>Issyk Herald</title>", HOME)) == SiteDescription(
        "Issyk Herald", "", HOME
    )
    assert discover.describe(page("", HOME + "x")) == SiteDescription("", "", HOME)


def test_it_guesses_below_the_given_address_first() -> None:
    guesses = discover.guesses(HOME + "uz/?page=2")
    assert guesses[:2] == (HOME + "uz/feed/", HOME + "uz/rss")
    assert HOME + "rss.xml" in guesses
    assert len(set(guesses)) == len(guesses)
    assert discover.guesses(HOME)[0] == HOME + "feed/"
    assert discover.guesses("about:blank") == ()


@given(
    st.one_of(
        st.binary(),
        st.text().map(lambda s: f"<link rel=alternate type=application/rss+xml href='{s}'>".encode()),
    )
)
def test_it_never_raises_and_gives_only_addresses_of_the_web(content: bytes) -> None:
    asked = Document(HOME, content, "text/html", NOW)
    discover.describe(asked)
    assert all(feed.url.startswith(("http://", "https://")) for feed in discover.find_feeds(asked))
