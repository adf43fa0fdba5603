from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.errors import UnreadableSource
from aitys.sources import contract, sitemap, sitemap_entries
from aitys.sources.kinds import kind
from aitys.sources.sitemap import Dating
from aitys.values.captures import Ask, Document, Purpose
from aitys.values.posts import Left, Post
from aitys.values.readings import Parsed
from tests.sources import cast
from tests.sources.cast import COURIER, NOW, STATE

KIND = kind("sitemap")
SITE = "https://steppe-courier.example"
NEWS = (
    f"<url><loc>{SITE}/n/1/?utm_source=map</loc><lastmod>2026-05-12T11:00:00+05:00</lastmod><news:news>"
    "<news:publication><news:name>Steppe Courier</news:name><news:language>kk</news:language>"
    "</news:publication><news:publication_date>2026-05-12T14:05:00+05:00</news:publication_date>"
    "<news:title>Көпір &amp; жол</news:title><news:keywords>жол, Чу,</news:keywords></news:news>"
    f"<image:image><image:loc>{SITE}/i.jpg</image:loc><image:title>Сурет</image:title></image:image></url>"
)
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def urlset(*entries: str, spaces: str = SPACES) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {spaces}>{"".join(entries)}</urlset>'.encode()


def index(*entries: str) -> bytes:
    return f"<sitemapindex {SPACES}>{''.join(entries)}</sitemapindex>".encode()


def url(path: str, days_old: float | None = None, name: str = "url") -> str:
    changed = NOW - timedelta(days=days_old or 0)
    lastmod = "" if days_old is None else f"<lastmod>{changed.isoformat()}</lastmod>"
    return f"<{name}><loc>{SITE}/{path}</loc>{lastmod}</{name}>"


def document(content: bytes, url: str = f"{SITE}/sitemap.xml") -> Document:
    return Document(url, content, "application/xml", NOW)


def read(content: bytes) -> Parsed:
    return sitemap.parse(document(content), COURIER)


def pages(parsed: Parsed) -> list[str]:
    return [ask.url.removeprefix(f"{SITE}/") for ask in parsed.asks]


def left(parsed: Parsed, reason: str) -> list[str]:
    return [one.subject.removeprefix(f"{SITE}/") for one in parsed.left if one.reason == reason]


def test_an_entry_of_a_news_list_is_a_post_and_an_ask_for_its_page() -> None:
    parsed = read(urlset(NEWS))
    (post,) = parsed.posts
    assert post.posted is not None
    told = replace(post, posted=None)
    assert told == Post(
        (f"{SITE}/n/1",), f"{SITE}/n/1/?utm_source=map", "Көпір & жол", tags=("жол", "Чу"), language="kk"
    )
    assert (post.posted.at, post.posted.offset) == (datetime(2026, 5, 12, 9, 5, tzinfo=UTC), "+05:00")
    assert parsed.asks == (Ask(f"{SITE}/n/1/?utm_source=map", Purpose.PAGE, about=f"{SITE}/n/1"),)


@pytest.mark.parametrize(
    "spaces",
    [
        SPACES.replace("http://www.sitemaps", "https://www.sitemaps"),
        SPACES.replace("sitemap-news/0.9", "sitemap-news/0.84"),
        "",
    ],
)
def test_a_wrong_namespace_hides_nothing(spaces: str) -> None:
    assert [post.title for post in read(urlset(NEWS, spaces=spaces)).posts] == ["Көпір & жол"]


def test_a_page_that_changed_lately_is_asked_for_and_an_older_one_is_not() -> None:
    parsed = read(urlset(url("n/1", 400), url("n/2", 2), url("n/3", 0.5), url("n/4")))
    assert pages(parsed) == ["n/3", "n/2"]
    assert parsed.asks[0].about == f"{SITE}/n/3"
    assert left(parsed, "older") == ["n/1", "n/4"]
    assert left(parsed, "page-asked") == ["n/3", "n/2"]


def test_a_date_of_today_on_every_page_is_no_evidence() -> None:
    many = urlset(*(url(f"n/{number}", 0.01) for number in range(1200)))
    parsed = read(many)
    asked = pages(parsed)
    assert (asked[:1], asked[499:501], asked[-1:]) == (["n/0"], ["n/499", "n/700"], ["n/1199"])
    assert len(left(parsed, "too-many")) == 200
    assert sitemap.survey(document(many), "x").dating is Dating.SAME


def test_a_list_that_has_not_moved_for_a_month_asks_for_nothing_and_says_so() -> None:
    still = urlset(*(url(f"n/{number}", 31 + number) for number in range(5)))
    parsed = read(still)
    assert parsed.asks == ()
    assert len(left(parsed, "frozen")) == 5
    told = sitemap.survey(document(still), "x")
    assert (told.dating, told.newest) == (Dating.FROZEN, NOW - timedelta(days=31))


def test_a_list_without_dates_asks_for_all_of_its_pages() -> None:
    assert pages(read(urlset(url("n/1"), url("n/2")))) == ["n/1", "n/2"]


def test_it_asks_for_no_front_page_tag_or_picture() -> None:
    paths = ["", "tag/bridge/", "category/roads", "author/x/", "i/1.JPG", "n/page/2/", "n/tagged-1"]
    parsed = read(urlset(*(url(path) for path in paths)))
    assert pages(parsed) == ["n/tagged-1"]
    assert len(left(parsed, "not-an-article")) == 6


def test_it_asks_for_pages_of_its_own_site_alone_and_each_once() -> None:
    foreign = "<url><loc>https://issyk-herald.example/n/9</loc></url>"
    own = f"<url><loc>{SITE.replace('//', '//kk.')}/n/8</loc></url>"
    odd = "<url><loc>mailto:a@b.example</loc></url><url/>"
    parsed = read(urlset(url("n/1/"), url("n/1"), foreign, own, odd))
    assert pages(parsed) == ["n/1/", "https://kk.steppe-courier.example/n/8"]
    assert [one.reason for one in parsed.left[:4]] == ["repeated", "other-site", "no-address", "no-address"]


def test_relative_and_lower_case_addresses_are_one_page() -> None:
    parsed = read(urlset("<url><loc>/n/%d1%87</loc></url>", f"<url><loc>{SITE}./n/%D1%87</loc></url>"))
    assert [ask.about for ask in parsed.asks] == [f"{SITE}/n/%D1%87"]
    assert [one.reason for one in parsed.left] == ["repeated", "page-asked"]


def sitemaps(*paths: str, days_old: float | None = None) -> bytes:
    return index(*(url(path, days_old, "sitemap") for path in paths))


def test_an_index_asks_for_news_first_and_for_no_list_of_tags_or_authors() -> None:
    parsed = read(
        sitemaps(
            "post-sitemap.xml", "post_tag-sitemap.xml", "author-sitemap.xml", "page-sitemap.xml", "news.xml"
        )
    )
    assert pages(parsed) == ["news.xml", "post-sitemap.xml"]
    assert {ask.purpose for ask in parsed.asks} == {Purpose.ROUTE}
    assert left(parsed, "not-articles") == ["post_tag-sitemap.xml", "author-sitemap.xml", "page-sitemap.xml"]


def test_an_index_asks_for_the_sitemaps_that_changed() -> None:
    content = index(url("s1.xml", 400, "sitemap"), url("s2.xml", 1, "sitemap"), url("s3.xml", 0.2, "sitemap"))
    assert pages(read(content)) == ["s3.xml", "s2.xml"]
    assert left(read(content), "older-sitemap") == ["s1.xml"]


def test_an_index_without_dates_asks_for_both_ends_of_a_row() -> None:
    months = [f"map-{year}-{month}.xml" for year in (2024, 2025) for month in range(1, 13)]
    assert pages(read(sitemaps(*months))) == ["map-2025-12.xml", "map-2025-11.xml", "map-2024-1.xml"]


def test_a_site_that_calls_every_list_news_has_its_last_ones_read() -> None:
    assert pages(read(sitemaps(*(f"news-{number}.xml" for number in range(40))))) == [
        "news-39.xml",
        "news-38.xml",
        "news-0.xml",
    ]


def test_an_index_does_not_ask_for_itself_and_for_ten_sitemaps_at_most() -> None:
    parsed = read(sitemaps("sitemap.xml", *(f"s{chr(97 + number)}.xml" for number in range(20))))
    assert len(parsed.asks) == 10
    assert left(parsed, "repeated") == ["sitemap.xml"]
    assert len(left(parsed, "older-sitemap")) == 10


def test_a_packed_sitemap_and_one_of_plain_lines_are_read() -> None:
    assert len(read(gzip.compress(urlset(NEWS))).posts) == 1
    assert pages(read(f"{SITE}/n/1\r\n{SITE}/n/2\n".encode())) == ["n/1", "n/2"]


@pytest.mark.parametrize(
    ("content", "says", "name"),
    [
        (b"", "an empty answer", "not-a-sitemap"),
        (b"No such file", "plain text", "not-a-sitemap"),
        (b"<!doctype html><html><body>404</body></html>", "an HTML page", "not-a-sitemap"),
        (cast.rss(), "an XML document of <rss>", "not-a-sitemap"),
        (b"<", "neither a page nor a sitemap", "not-a-sitemap"),
        (urlset(NEWS)[:-20], "breaks off", "cut-off"),
        (gzip.compress(urlset(NEWS))[:-20], "breaks off", "cut-off"),
    ],
)
def test_it_says_what_came_instead_of_a_sitemap(content: bytes, says: str, name: str) -> None:
    with pytest.raises(UnreadableSource, match=says) as refused:
        read(content)
    assert refused.value.name == name


def test_what_a_cache_writes_behind_the_end_does_not_cut_it_off() -> None:
    assert len(read(urlset(NEWS) + b"<!-- cached in 0.1 s -->\n").posts) == 1
    assert read(b"<urlset/>") == Parsed("sitemap@1")


def test_a_packed_sitemap_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap_entries, "_LARGEST", 100_000)
    with pytest.raises(UnreadableSource, match="more than 100,000 bytes"):
        read(gzip.compress(b" " * 200_000))


def test_a_sitemap_of_more_entries_than_any_site_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap_entries, "MOST_ENTRIES", 3)
    with pytest.raises(UnreadableSource, match="more than 3 entries"):
        read(urlset(*(url(f"n/{number}") for number in range(4))))


def test_entities_of_a_sitemap_are_not_expanded() -> None:
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        + urlset(f"<url><loc>{SITE}/n/1?a=1&b=2&f;</loc></url>").removeprefix(
            b'<?xml version="1.0" encoding="UTF-8"?>'
        )
    )
    assert pages(read(bomb)) == ["n/1?a=1&b=2&f;"]


def test_it_keeps_the_contract() -> None:
    whole = document(urlset(NEWS, url("n/2", 1), url("tag/x/"), "<url/>"))
    assert contract.problems(KIND, contract.Sample(whole, COURIER, items=4)) == []
    assert contract.plan_problems(KIND, cast.ROUTE, STATE) == []
    for damaged in contract.damaged(whole):
        assert contract.problems(KIND, contract.Sample(damaged, COURIER)) == []
    lists = document(sitemaps("a.xml", "tags.xml", "news.xml"))
    assert contract.problems(KIND, contract.Sample(lists, COURIER, items=3)) == []


SCRAPS = st.sampled_from(
    [
        b"<urlset>", b"</urlset>", b"<sitemapindex>", b"</sitemapindex>", b"<url>", b"</url>", b"<sitemap>",
        b"<loc>https://steppe-courier.example/n/1</loc>", b"<loc>http://[</loc>", b"<lastmod>99999</lastmod>",
        b"<news:news>", b"<news:title>\x00\xff</news:title>", b"<![CDATA[", b"]]>", b"<!--", b"&nbsp;&#0;",
        b"<?xml version='1.0'?>", b"<!DOCTYPE x [", b"\x1f\x8b\x08",
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(st.binary(), st.lists(SCRAPS).map(b"".join)))
def test_no_bytes_break_it(content: bytes) -> None:
    assert contract.problems(KIND, contract.Sample(document(content), COURIER)) == []


def test_each_reason_of_an_entry_s_absence_is_told_once() -> None:
    parsed = read(urlset(url("n/1"), url("n/2")))
    assert parsed.left == (Left(f"{SITE}/n/1", "page-asked"), Left(f"{SITE}/n/2", "page-asked"))
