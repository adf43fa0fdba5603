from __future__ import annotations

import calendar
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from lxml import etree

from aitys.publish.feeds import Feed, atom, json_feed, post_entry, rss
from aitys.publish.items import shown
from aitys.values.sources import Shown
from aitys.values.stored import StoredPost
from tests.publish.cast import ARTICLE, COURIER, FOUND, MESSAGE, words

SITE = "https://desk.example"
Write = Callable[[Feed], bytes]
XML_FEEDS = pytest.mark.parametrize("write", [rss, atom])


def feed(*posts: StoredPost) -> Feed:
    return Feed(
        title="Lake & river · Aitys",
        about="What is said about water",
        page=f"{SITE}/topics/water/",
        itself=f"{SITE}/topics/water/feed",
        entries=tuple(post_entry(shown(post, 60), f"{SITE}/posts/{post.id}/") for post in posts),
    )


def moment(parsed: object) -> datetime:
    assert isinstance(parsed, tuple)
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC)


@XML_FEEDS
def test_a_reader_finds_the_feed_and_its_entries(write: Write) -> None:
    read = feedparser.parse(write(feed(ARTICLE, MESSAGE)))
    assert not read.bozo
    assert read.feed.title == "Lake & river · Aitys"
    assert read.feed.link == f"{SITE}/topics/water/"
    assert {"self": f"{SITE}/topics/water/feed"}.items() <= {
        link.rel: link.href for link in read.feed.links
    }.items()
    entry = read.entries[0]
    assert (entry.title, entry.link, entry.id) == (ARTICLE.title, ARTICLE.url, f"{SITE}/posts/7/")
    assert entry.author == "Steppe Courier"
    assert moment(entry.published_parsed) == datetime(2026, 5, 12, 4, 14, tzinfo=UTC)


@XML_FEEDS
def test_a_feed_keeps_the_limits_of_the_card(write: Write) -> None:
    bare = replace(ARTICLE, id=9, card=replace(COURIER, shown=Shown.HEADLINE))
    cut, none = feedparser.parse(write(feed(ARTICLE, bare))).entries
    assert cut.summary == f"<p>{words(1, 60)}…</p>"
    assert none.summary == ""


@XML_FEEDS
def test_words_from_outside_are_never_markup(write: Write) -> None:
    hostile = replace(ARTICLE, title="<b>Bold</b> & more", text="<script>alert(1)</script> stays")
    body = write(feed(hostile))
    root = etree.fromstring(body)
    titles = [node.text for node in root.iter("{*}title")]
    assert "<b>Bold</b> & more" in titles
    told = [node.text for node in root.iter("{*}description", "{*}summary")]
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt; stays</p>" in told


@XML_FEEDS
def test_the_markdown_of_a_channel_is_no_part_of_a_feed(write: Write) -> None:
    marked = "**Трамвай сошёл**\n\n[Подписаться](https://t.me/bazaar_talk)"
    entry = feedparser.parse(write(feed(replace(MESSAGE, text=marked)))).entries[0]
    assert (entry.title, entry.summary) == ("Трамвай сошёл", "<p>Подписаться</p>")


@XML_FEEDS
def test_signs_that_xml_forbids_are_left_out(write: Write) -> None:
    odd = replace(ARTICLE, title="Fer\x00ry\x0b \ud800returns\ufffe", text="Wa\x1bter 🌊 rises")
    entry = feedparser.parse(write(feed(odd))).entries[0]
    assert entry.title == "Ferry returns"
    assert "Water 🌊 rises" in entry.summary


@XML_FEEDS
def test_a_post_without_a_safe_origin_links_to_its_page_here(write: Write) -> None:
    entry = feedparser.parse(write(feed(replace(ARTICLE, url="javascript:alert(1)")))).entries[0]
    assert entry.link == f"{SITE}/posts/7/"


@XML_FEEDS
def test_a_feed_without_posts_is_a_feed_and_the_same_at_every_look(write: Write) -> None:
    body = write(feed())
    assert feedparser.parse(body).entries == []
    assert not feedparser.parse(body).bozo
    assert body == write(feed())


def test_dates_are_in_the_form_each_format_wants() -> None:
    assert b"<pubDate>Tue, 12 May 2026 09:14:00 +0500</pubDate>" in rss(feed(ARTICLE))
    assert b"<published>2026-05-12T09:14:00+05:00</published>" in atom(feed(ARTICLE))


def test_an_atom_entry_is_updated_when_its_words_changed() -> None:
    later = FOUND + timedelta(hours=9)
    entry = feedparser.parse(atom(feed(replace(ARTICLE, versions=2, changed_at=later)))).entries[0]
    assert moment(entry.updated_parsed) == later


def test_an_atom_entry_says_its_language_and_names_our_page() -> None:
    root = etree.fromstring(atom(feed(ARTICLE)))
    entry = root.find("{*}entry")
    assert entry is not None
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    links = {link.get("rel"): link.get("href") for link in entry.findall("{*}link")}
    assert links == {"alternate": ARTICLE.url, "related": f"{SITE}/posts/7/"}


def test_a_json_feed_says_the_same() -> None:
    read = json.loads(json_feed(feed(ARTICLE, MESSAGE)))
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert (read["home_page_url"], read["feed_url"]) == (f"{SITE}/topics/water/", f"{SITE}/topics/water/feed")
    first = read["items"][0]
    assert first["id"] == first["url"] == f"{SITE}/posts/7/"
    assert first["external_url"] == ARTICLE.url
    assert first["content_text"] == words(1, 60) + "…"
    assert first["date_published"] == "2026-05-12T09:14:00+05:00"
    assert first["language"] == "en"
    assert first["authors"] == [{"name": "Steppe Courier"}]


def test_a_json_feed_names_no_origin_that_is_not_safe() -> None:
    read = json.loads(json_feed(feed(replace(ARTICLE, url="javascript:alert(1)", language=""))))
    assert "external_url" not in read["items"][0]
    assert "language" not in read["items"][0]
