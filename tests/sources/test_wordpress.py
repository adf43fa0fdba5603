from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.errors import UnreadableSource
from aitys.sources import contract, feed, wordpress
from aitys.sources.kinds import kind
from aitys.values.captures import Document, Purpose
from aitys.values.posts import Left, Post
from aitys.values.readings import Parsed
from aitys.values.sources import Route, RouteKind, RouteState
from tests.sources import cast
from tests.sources.cast import COURIER, FOLLOWED, NOW, STATE

API = "https://steppe-courier.example/wp-json/wp/v2"
KIND = kind("wordpress")
ROW: dict[str, object] = {
    "id": 41,
    "date": "2026-05-12T14:05:00",
    "date_gmt": "2026-05-12T09:05:00",
    "modified": "2026-05-12T15:00:00",
    "modified_gmt": "2026-05-12T10:00:00",
    "guid": {"rendered": "https://steppe-courier.example/?p=41&#038;lang=ru"},
    "link": "https://steppe-courier.example/2026/05/bridge/",
    "status": "publish",
    "lang": "ru",
    "title": {"rendered": "Мост &#8211; открыт &#8220;насовсем&#8221;"},
    "content": {"rendered": "<h2>Открытие</h2><p>Мост открыт\u00a0в полдень.</p>", "protected": False},
    "excerpt": {"rendered": "<p>Мост открыт [&hellip;]</p>\n", "protected": False},
    "_embedded": {
        "wp:term": [
            [{"id": 5, "taxonomy": "category", "name": "Дороги &amp; мосты"}],
            [{"id": 77, "taxonomy": "post_tag", "name": "Чу"}, {"id": 78, "taxonomy": "nav_menu"}],
        ]
    },
}
TAG = {"id": 77, "slug": "bridge", "name": "Мост", "link": "https://steppe-courier.example/tag/bridge/"}


def answer(found: object, url: str = f"{API}/posts?per_page=50") -> Document:
    return Document(url, json.dumps(found).encode(), "application/json; charset=UTF-8", NOW)


def read(found: object, url: str = f"{API}/posts?per_page=50") -> Parsed:
    return wordpress.parse(answer(found, url), COURIER)


def post(**changed: object) -> Post:
    (found,) = read([{**ROW, **changed}]).posts
    return found


def first_ask(address: str) -> tuple[str, dict[str, list[str]]]:
    (ask,) = wordpress.plan(Route(1, "steppe-courier", RouteKind.WORDPRESS, address), RouteState())
    place, _, query = ask.url.partition("?")
    return place, parse_qs(query)


def printed(one: Post) -> str:
    return f"{one.posted.at:%d %H:%M} {one.posted.offset or 'guessed'}" if one.posted else ""


def test_it_reads_a_whole_post_as_plain_words() -> None:
    one = post()
    assert one.title == "Мост – открыт “насовсем”"
    assert one.text == "Открытие\n\nМост открыт в полдень."
    assert one.tags == ("Дороги & мосты", "Чу")
    assert one.language == "ru"
    assert one.url == "https://steppe-courier.example/2026/05/bridge/"


def test_it_names_a_post_as_the_site_s_own_feed_does() -> None:
    item = cast.item(
        "<title>Мост</title><link>https://steppe-courier.example/2026/05/bridge/?utm_source=rss</link>"
        '<guid isPermaLink="false">https://steppe-courier.example/?p=41&#038;lang=ru</guid>'
    )
    (of_feed,) = feed.parse(cast.document(cast.rss(item)), COURIER).posts
    assert post().addresses == of_feed.addresses
    assert len(of_feed.addresses) == 2


@pytest.mark.parametrize(
    ("clocks", "says"),
    [
        ({}, "12 09:05 +05:00"),
        ({"date": "2026-05-12T03:35:00"}, "12 09:05 -05:30"),
        ({"date": ""}, "12 09:05 +00:00"),
        ({"date": "2026-05-10T14:05:00"}, "12 09:05 +00:00"),
        ({"date": "2026-05-12T14:05:20"}, "12 09:05 +00:00"),
        ({"date_gmt": "0000-00-00T00:00:00"}, "12 14:05 guessed"),
        ({"date_gmt": None}, "12 14:05 guessed"),
        ({"date": None, "date_gmt": None}, ""),
    ],
)
def test_it_takes_the_moment_from_gmt_and_the_offset_from_the_difference(
    clocks: dict[str, object], says: str
) -> None:
    assert printed(post(**clocks)) == says


def test_it_tells_an_edit_and_not_the_work_on_a_post_that_waited_for_its_hour() -> None:
    edited = post().edited
    assert edited is not None
    assert f"{edited.at:%H:%M} {edited.offset}" == "10:00 +05:00"
    assert post(modified="2026-05-11T14:00:00", modified_gmt="2026-05-11T09:00:00").edited is None


def test_an_excerpt_stands_in_for_content_that_is_not_given_and_the_page_is_asked_for() -> None:
    cut = {**ROW, "content": {"rendered": ""}}
    assert post(content={"rendered": ""}).text == "Мост открыт"
    parsed = wordpress.parse(answer([cut]), FOLLOWED)
    assert [(ask.purpose, ask.about) for ask in parsed.asks] == [
        (Purpose.PAGE, "https://steppe-courier.example/2026/05/bridge")
    ]
    assert wordpress.parse(answer([ROW]), FOLLOWED).asks == ()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({**ROW, "content": {"rendered": "", "protected": True}}, "protected"),
        ({**ROW, "status": "private"}, "not-published"),
        ({**ROW, "title": {}, "content": None, "excerpt": []}, "no-text"),
        ({**ROW, "link": "mailto:x", "guid": {}}, "no-address"),
        ({**ROW, "link": "https://steppe-courier.example/", "guid": None}, "no-address"),
        ("41", "no-post"),
    ],
)
def test_it_leaves_what_is_no_public_post_and_says_why(row: object, reason: str) -> None:
    assert [left.reason for left in read([row]).left] == [reason]


def test_it_keeps_one_of_two_posts_with_one_address() -> None:
    parsed = read([ROW, {**ROW, "id": 42}])
    assert len(parsed.posts) == 1
    assert [left.reason for left in parsed.left] == ["repeated"]


@pytest.mark.parametrize(
    "address",
    [
        "https://steppe-courier.example",
        "https://steppe-courier.example/",
        f"{API}/posts",
        f"{API}/posts/?per_page=50",
    ],
)
def test_it_asks_a_site_for_its_newest_posts(address: str) -> None:
    place, query = first_ask(address)
    assert place.rstrip("/") == f"{API}/posts"
    assert (query["per_page"], query["orderby"], query["_embed"]) == (["50"], ["date"], ["wp:term"])
    assert {"date_gmt", "content", "_links", "_embedded"} <= set(query["_fields"][0].split(","))
    assert "author" not in query["_fields"][0]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://steppe-courier.example/tag/bridge/", f"{API}/tags?slug=bridge"),
        ("https://steppe-courier.example/tag/bridge/page/3/", f"{API}/tags?slug=bridge"),
        ("https://steppe-courier.example/tag/%d1%87%d1%83", f"{API}/tags?slug=чу"),
        ("https://steppe-courier.example/category/news/roads/", f"{API}/categories?slug=roads"),
        (f"{API}/posts?tags=bridge", f"{API}/tags?slug=bridge"),
        (f"{API}/posts?tags=77", f"{API}/posts?tags=77"),
        (f"{API}/posts?tags=77,78", f"{API}/posts?tags=77,78"),
        (f"{API}/tags/77", f"{API}/posts?tags=77"),
        (f"{API}/categories?slug=roads", f"{API}/categories?slug=roads"),
        (
            "https://steppe-courier.example/?rest_route=/wp/v2/posts&tags=bridge",
            "https://steppe-courier.example/?rest_route=/wp/v2/tags&slug=bridge",
        ),
    ],
)
def test_it_looks_a_slug_up_and_asks_a_number_at_once(address: str, asked: str) -> None:
    place, query = first_ask(address)
    wanted, _, about = asked.partition("?")
    assert place == wanted
    assert {name: query.get(name) for name in parse_qs(about)} == parse_qs(about)


def test_the_answer_to_a_look_up_asks_for_the_posts_of_that_tag() -> None:
    parsed = read([TAG], f"{API}/tags?slug=bridge&_fields=id%2Cslug&lang=kk")
    (ask,) = parsed.asks
    query = parse_qs(urlsplit(ask.url).query)
    assert (query["tags"], query["lang"], query["per_page"]) == (["77"], ["kk"], ["50"])
    assert "slug" not in query
    assert parsed.left == (Left("bridge", "looked-up"),)


def test_a_tag_and_a_category_are_looked_up_one_after_the_other() -> None:
    (ask,) = read([TAG], f"{API}/tags?slug=bridge&categories=roads").asks
    assert ask.url.startswith(f"{API}/categories?slug=roads&")
    (last,) = read([{"id": 5, "slug": "roads"}], ask.url).asks
    query = parse_qs(urlsplit(last.url).query)
    assert (query["tags"], query["categories"]) == (["77"], ["5"])


def test_it_says_that_a_site_has_no_such_tag() -> None:
    with pytest.raises(UnreadableSource, match="no «bridge» among its tags") as refused:
        read([], f"{API}/tags?slug=bridge")
    assert refused.value.name == "no-such-term"


def rows(count: int) -> list[object]:
    return [
        {**ROW, "link": f"https://steppe-courier.example/n/{n}/", "guid": {"rendered": str(n)}}
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("url", "count", "page"),
    [
        ("per_page=2", 2, ["2"]),
        ("per_page=2&page=7", 2, ["8"]),
        ("tags=77", 10, ["2"]),
        ("per_page=3", 2, None),
        ("per_page=0", 2, None),
        ("per_page=x&page=x", 10, ["2"]),
    ],
)
def test_a_full_page_asks_for_the_older_one(url: str, count: int, page: list[str] | None) -> None:
    asks = read(rows(count), f"{API}/posts?{url}").asks
    assert [parse_qs(urlsplit(ask.url).query).get("page") for ask in asks] == ([page] if page else [])


@pytest.mark.parametrize(
    "found",
    [
        [],
        {"code": "rest_post_invalid_page_number", "message": "Beyond the last.", "data": {"status": 400}},
    ],
)
def test_a_page_past_the_end_is_the_end_and_no_error(found: object) -> None:
    parsed = read(found, f"{API}/posts?page=9")
    assert [left.reason for left in parsed.left] == ["past-the-end"]
    assert parsed.asks == ()


def test_a_site_without_posts_is_an_empty_reading() -> None:
    assert read([]) == Parsed("wordpress@1")


@pytest.mark.parametrize(
    ("found", "name"),
    [
        ({"code": "rest_cannot_access", "message": "<b>Out</b>.", "data": {"status": 401}}, "rest-closed"),
        ({"code": "rest_forbidden", "message": "No.", "data": {"status": 403}}, "rest-closed"),
        ({"code": "shield", "message": "No.", "data": {"status": 403}}, "rest-closed"),
        ({"code": "rest_disabled"}, "rest-closed"),
        ({"code": "rest_no_route", "message": "None.", "data": {"status": 404}}, "no-rest"),
        ({"posts": []}, "no-rest"),
        ("posts", "no-rest"),
        ({"code": "rest_invalid_param", "message": "tags", "data": {"status": 400}}, "unreadable"),
    ],
)  # fmt: skip
def test_it_tells_a_closed_interface_from_a_missing_one(found: object, name: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        read(found)
    assert refused.value.name == name
    assert "<" not in refused.value.says


@pytest.mark.parametrize(
    ("body", "says", "name"),
    [
        ("<!doctype html><title>Checking your browser</title>", "an HTML page", "no-rest"),
        ("", "an empty answer", "no-rest"),
        ("Forbidden", "plain text", "no-rest"),
        (json.dumps([ROW])[:-40], "broken or cut off", "unreadable"),
        ("[" * 100_000, "broken or cut off", "unreadable"),
    ],
)
def test_it_says_what_came_instead_of_posts(body: str, says: str, name: str) -> None:
    with pytest.raises(UnreadableSource, match=says) as refused:
        wordpress.parse(Document(f"{API}/posts", body.encode(), "text/html", NOW), COURIER)
    assert refused.value.name == name


def test_it_reads_past_a_notice_that_a_server_prints_first() -> None:
    body = (
        b"<br />\n<b>Notice</b>: Undefined [index] in <b>/home/x/a.php</b><br />" + json.dumps([ROW]).encode()
    )
    parsed = wordpress.parse(Document(f"{API}/posts", b"\xef\xbb\xbf" + body, "text/html", NOW), COURIER)
    assert len(parsed.posts) == 1


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="https://api.w.org/" href="https://steppe-courier.example/wp-json/">', f"{API}/posts"),
        (
            '<link rel="https://api.w.org/" href="/?rest_route=/">',
            "https://steppe-courier.example/?rest_route=/wp/v2/posts",
        ),
        (
            '<link rel="https://api.w.org/" href="/wp-json/">'
            '<link rel="alternate" title="JSON" type="application/json" href="/wp-json/wp/v2/tags/77">',
            f"{API}/posts?tags=77",
        ),
        (
            '<link rel="https://api.w.org/" href="/wp-json/">'
            '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/9">',
            f"{API}/posts",
        ),
        ('<link rel="https://api.w.org/" href="https://other.example/wp-json/">', ""),
        ('<link rel="alternate" type="application/rss+xml" href="/feed/">', ""),
    ],
)
def test_a_page_tells_where_its_posts_are_given(head: str, address: str) -> None:
    page = cast.page(f"<html><head>{head}</head><body>Мост</body></html>")
    assert wordpress.find(page) == address
    assert wordpress.find(cast.page("")) == ""


@pytest.mark.parametrize(
    ("address", "of_feed"),
    [
        ("https://steppe-courier.example/", "https://steppe-courier.example/feed/"),
        ("https://steppe-courier.example/blog/", "https://steppe-courier.example/blog/feed/"),
        ("https://steppe-courier.example/tag/bridge/", "https://steppe-courier.example/?tag=bridge&feed=rss2"),
        (f"{API}/posts?tags=77", "https://steppe-courier.example/?tag_id=77&feed=rss2"),
        (f"{API}/posts?categories=roads", "https://steppe-courier.example/?category_name=roads&feed=rss2"),
    ],
)  # fmt: skip
def test_a_closed_interface_leads_to_the_feed_of_the_same_posts(address: str, of_feed: str) -> None:
    assert wordpress.feed_of(address) == of_feed


def test_it_keeps_the_contract() -> None:
    whole = answer([ROW, {**ROW, "status": "draft"}, 7])
    assert contract.problems(KIND, contract.Sample(whole, COURIER, items=3)) == []
    route = Route(1, "steppe-courier", RouteKind.WORDPRESS, "https://steppe-courier.example/tag/bridge/")
    assert contract.plan_problems(KIND, route, STATE) == []
    assert contract.plan_problems(KIND, cast.ROUTE, STATE) == []
    for damaged in contract.damaged(whole):
        assert contract.problems(KIND, contract.Sample(damaged, COURIER)) == []


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
ANY = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
)
FIELDS = st.dictionaries(st.sampled_from([*ROW, "slug", "name"]), ANY, max_size=6)


@settings(max_examples=150)
@given(
    st.lists(FIELDS.map(lambda changed: {**ROW, **changed}) | FIELDS | ANY, max_size=4) | ANY,
    st.sampled_from(["posts", "tags", "categories", "posts?page=99999999&per_page=-1"]),
)
def test_no_shape_of_an_answer_breaks_it(found: object, resource: str) -> None:
    assert contract.problems(KIND, contract.Sample(answer(found, f"{API}/{resource}"), COURIER)) == []


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_no_address_breaks_its_plan(path: str) -> None:
    route = Route(1, "steppe-courier", RouteKind.WORDPRESS, f"https://steppe-courier.example/{path}")
    assert contract.plan_problems(KIND, route, STATE) == []
