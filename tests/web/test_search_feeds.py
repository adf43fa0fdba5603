from __future__ import annotations

import json
from dataclasses import replace

import feedparser
import pytest
from django.test import Client

from aitys.settings import current
from aitys.values.sources import Shown
from tests.builders import COURIER, add_source, keep
from tests.web.world import Page, index, post_id, report

pytestmark = pytest.mark.usefixtures("fresh_index")

SITE = "http://127.0.0.1:8000"


@pytest.fixture
def ferry(db: None) -> None:
    keep(add_source(), report(1, title="Ferry, ferry, ferry"), report(2), report(3, text="A bridge stands."))
    index()


@pytest.mark.parametrize(("name", "kind"), [("rss.xml", "rss"), ("atom.xml", "atom")])
def test_a_search_is_followed_by_feed_newest_first(client: Client, ferry: None, name: str, kind: str) -> None:
    answer = client.get(f"/search/{name}", {"q": "ferry crossings", "source": COURIER.slug})
    assert answer["Content-Type"] == f"application/{kind}+xml; charset=utf-8"
    assert answer["ETag"]
    read = feedparser.parse(answer.content)
    assert not read.bozo
    assert [entry.title for entry in read.entries] == ["Ferry report 2", "Ferry, ferry, ferry"]
    assert read.entries[0].id == f"{SITE}/posts/{post_id(report(2))}/"
    assert read.feed.title.startswith("Search: ferry crossings · ")
    itself = f"{SITE}/search/{name}?q=ferry+crossings&source=steppe-courier"
    assert itself in [link.href for link in read.feed.links]


def test_a_search_is_followed_by_json_feed(client: Client, ferry: None) -> None:
    answer = client.get("/search/feed.json", {"q": "bridge"})
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    read = json.loads(answer.content)
    assert read["home_page_url"] == f"{SITE}/search/?q=bridge"
    assert read["description"] == "“bridge”"
    assert [item["title"] for item in read["items"]] == ["Ferry report 3"]


def test_a_feed_that_did_not_change_is_not_sent_again(client: Client, ferry: None) -> None:
    first = client.get("/search/rss.xml?q=ferry")
    again = client.get("/search/rss.xml?q=ferry", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_the_page_names_the_feeds_and_the_address_for_programs_of_its_search(
    client: Client, ferry: None
) -> None:
    page = Page(client, "/search/", {"q": "ferry -bridge", "order": "newest", "page": "1"})
    asked = "?q=ferry+-bridge"
    feeds = [f"/search/{name}{asked}" for name in ("rss.xml", "atom.xml", "feed.json")]
    assert page.values("//head/link[@rel='alternate']/@href") == feeds
    links = page.values("//p[@class='feeds']//a/@href")
    assert links == [*feeds, f"/api/v1/search{asked}", "/api/v1/openapi.json"]
    assert [client.get(link).status_code for link in links] == [200] * 5


def test_feeds_keep_the_limits_of_the_card(client: Client) -> None:
    keep(add_source(replace(COURIER, shown=Shown.HEADLINE)), report(1))
    index()
    for name in ("rss.xml", "atom.xml", "feed.json"):
        body = client.get(f"/search/{name}", {"q": "crossings"}).content.decode()
        assert "Ferry report 1" in body
        assert "made 1" not in body


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"q": "lang:klingon"}, "does not read a language"),
        ({"since": "soon"}, "This is not a day"),
        ({"country": "zz"}, "There is no source of that country here."),
        ({"language": "kk"}, "There is no parameter “language”."),
        ({"limit": "5"}, "There is no parameter “limit”."),
        ({"utm_source": "wire"}, "There is no parameter “utm_source”."),
        ({"order": "best"}, "A feed holds the newest: leave “order” out."),
        ({"q": "ferry\x00"}, "Null characters are not allowed."),
    ],
)
def test_a_feed_of_what_cannot_be_right_is_refused_with_the_sentence(
    client: Client, asked: dict[str, str], says: str
) -> None:
    answer = client.get("/search/rss.xml", asked)
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert [says in line for line in answer.content.decode().splitlines()] == [True]


def test_a_feed_is_narrowed_by_country_and_by_what_a_post_has(client: Client, ferry: None) -> None:
    keep(
        add_source(replace(COURIER, slug="other", country="kz"), "https://other.example/rss.xml"),
        report(4, text="By the ferry."),
    )
    index()

    def titles(**asked: str) -> list[str]:
        items = json.loads(client.get("/search/feed.json", {"q": "ferry", **asked}).content)["items"]
        return [item["title"] for item in items]

    assert titles(country="kz") == ["Ferry report 4"]
    said = client.get("/search/feed.json?q=ferry&country=kz&has=link,photo&since=2026").content
    assert json.loads(said)["description"] == (
        "“ferry”; country of the source: Kazakhstan; with: link; with: photo; from 1 January 2026 on"
    )
    assert titles(country="KZ", has="number") == []
    assert titles(has="number") == ["Ferry report 2", "Ferry, ferry, ferry"]


def test_a_feed_that_is_asked_for_too_often_is_refused_with_the_sentence_alone(
    client: Client, ferry: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(current().__dict__, "searches_a_minute", 1)
    assert client.get("/search/rss.xml").status_code == 200
    answer = client.get("/search/rss.xml")
    assert (answer.status_code, answer["Content-Type"]) == (429, "text/plain; charset=utf-8")
    assert answer.content.decode().startswith("Too many searches from your address; ask again in ")
    assert answer["Retry-After"] in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
