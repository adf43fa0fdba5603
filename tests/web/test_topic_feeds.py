from __future__ import annotations

import json
from dataclasses import replace

import feedparser
import pytest
from django.test import Client

from aitys.values.sources import Shown
from aitys.values.stored import Topic
from tests.builders import COURIER, add_source, keep
from tests.web.world import Page, add_topic, index, post_id, report

pytestmark = pytest.mark.usefixtures("fresh_index")

SITE = "http://127.0.0.1:8000"


@pytest.mark.parametrize(("name", "kind"), [("rss.xml", "rss"), ("atom.xml", "atom")])
def test_a_topic_is_followed_by_feed(client: Client, name: str, kind: str) -> None:
    keep(add_source(), report(1), report(2))
    add_topic()
    index()
    answer = client.get(f"/topics/water/{name}")
    assert answer["Content-Type"] == f"application/{kind}+xml; charset=utf-8"
    read = feedparser.parse(answer.content)
    assert not read.bozo
    assert [entry.title for entry in read.entries] == ["Ferry report 2", "Ferry report 1"]
    assert read.entries[0].id == f"{SITE}/posts/{post_id(report(2))}/"
    assert read.entries[0].link == "https://steppe-courier.example/report-2"
    assert f"{SITE}/topics/water/{name}" in [link.href for link in read.feed.links]


def test_a_topic_is_followed_by_json_feed(client: Client) -> None:
    keep(add_source(), report(1))
    add_topic()
    index()
    answer = client.get("/topics/water/feed.json")
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    read = json.loads(answer.content)
    assert read["feed_url"] == f"{SITE}/topics/water/feed.json"
    assert [item["title"] for item in read["items"]] == ["Ferry report 1"]


def test_feeds_keep_the_limits_of_the_card(client: Client) -> None:
    keep(add_source(replace(COURIER, shown=Shown.HEADLINE)), report(1))
    add_topic()
    index()
    for name in ("rss.xml", "atom.xml", "feed.json"):
        body = client.get(f"/topics/water/{name}").content.decode()
        assert "Ferry report 1" in body
        assert "crossings" not in body


def test_the_topic_page_names_its_feeds(client: Client) -> None:
    add_topic()
    page = Page(client, "/topics/water/")
    assert page.values("//head/link[@rel='alternate']/@href") == [
        "/topics/water/rss.xml",
        "/topics/water/atom.xml",
        "/topics/water/feed.json",
    ]


def test_a_topic_without_rules_has_an_empty_feed(client: Client) -> None:
    keep(add_source(), report(1))
    add_topic(Topic("picked", "Picked by hand"))
    index()
    assert feedparser.parse(client.get("/topics/picked/rss.xml").content).entries == []


def test_no_topic_has_no_feed(client: Client) -> None:
    assert client.get("/topics/none/rss.xml").status_code == 404


def test_a_topic_may_be_named_in_any_script(client: Client) -> None:
    add_topic(Topic("су-тапшылығы", "Су тапшылығы"))
    assert Page(client, "/topics/су-тапшылығы/").texts("//h1") == ["Су тапшылығы"]
    assert client.get("/topics/су-тапшылығы/rss.xml").status_code == 200


def test_a_topics_feed_is_narrowed_as_its_page_is_and_ignores_nothing(client: Client) -> None:
    keep(add_source(), report(1), report(2, text="See https://ferry.example/"))
    add_topic()
    index()
    read = json.loads(client.get("/topics/water/feed.json", {"has": "link"}).content)
    assert [item["title"] for item in read["items"]] == ["Ferry report 2"]
    assert read["feed_url"] == f"{SITE}/topics/water/feed.json?has=link"
    assert read["home_page_url"] == f"{SITE}/topics/water/?has=link"
    for asked, says in (
        ({"q": "ferry"}, "There is no parameter “q”."),
        ({"has": "soul"}, "A post cannot have that."),
    ):
        answer = client.get("/topics/water/rss.xml", asked)
        assert (answer.status_code, answer.content.decode()) == (400, says + "\n")
