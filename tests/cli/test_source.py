from __future__ import annotations

from tests.cli.site import Site
from tests.cli.terminal import Desk

_FEED = "http://steppe-courier.example/rss.xml"


def test_a_paused_source_is_left_in_peace_until_it_is_resumed(reading_desk: Desk, site: Site) -> None:
    site.pages.pop("/rss.xml")
    reading_desk.run("collect", "--once")
    assert reading_desk.json("doctor", expect=1)["sources"][0]["error"] == "http-404"
    assert "is paused" in reading_desk.run("source", "pause", "courier").out
    asked = list(site.asked)
    said = reading_desk.run("collect", "courier", "--once")
    assert "aitys source resume courier" in said.out
    assert reading_desk.json("collect", "--once") == {"rounds": []}
    assert site.asked == asked
    (source,) = reading_desk.json("doctor")["sources"]
    assert (source["paused"], source["error"]) == (True, None)
    assert "courier: paused" in reading_desk.run("doctor").out
    assert "paused" in reading_desk.run("source", "list").out
    assert reading_desk.json("source", "resume", "courier") == {"slug": "courier", "paused": False}
    assert len(reading_desk.json("collect", "--once")["rounds"]) == 1


def test_every_field_of_a_card_has_its_option(reading_desk: Desk) -> None:
    given = {
        "--title": "The Courier",
        "--kind": "official",
        "--lang": "kk",
        "--shown": "full",
        "--country": "KZ",
        "--owner": "Steppe Press",
        "--affiliation": "state",
        "--contact": "desk@steppe-courier.example",
        "--restricted-in": "tm",
    }
    options = [word for pair in given.items() for word in pair]
    changed = reading_desk.json("source", "set", "courier", "--pages", *options)["changed"]
    assert len(changed) == len(given) + 1
    (row,) = reading_desk.rows(
        "SELECT title, kind, shown, country, owner, affiliation, follow_pages FROM store_source"
    )
    assert row == ("The Courier", "official", "full", "kz", "Steppe Press", "state", True)
    assert "nothing to change" in reading_desk.run("source", "set", "courier", "--lang", "kk").out
    assert reading_desk.json("source", "set", "courier", "--owner", "", "--restricted-in", "")["changed"] == [
        "owner",
        "restricted_in",
    ]


def test_a_card_that_cannot_be_is_refused(reading_desk: Desk) -> None:
    assert "two letters" in reading_desk.run("source", "set", "courier", "--country", "kaz", expect=2).err
    assert "no such source" in reading_desk.run("source", "set", "herald", "--country", "kz", expect=1).err


def test_adding_a_known_source_says_that_nothing_was_changed(reading_desk: Desk) -> None:
    said = reading_desk.run("source", "add", _FEED, "--slug", "courier", "--shown", "full")
    assert "nothing was changed" in said.err
    assert "aitys source set courier" in said.err
    assert reading_desk.rows("SELECT shown FROM store_source") == [("excerpt",)]
    other = reading_desk.run("source", "add", _FEED, "--slug", "again", expect=2)
    assert "aitys source set courier" in other.err


def test_topics_are_listed_and_removed_by_rule_or_whole(reading_desk: Desk) -> None:
    reading_desk.run("collect", "--once")
    reading_desk.run("topic", "add", "water", "--title", "Water", "--tag", "telegram")
    said = reading_desk.run("topic", "add", "water", "--title", "Water", "--query", "dry wells").out
    assert said == "/topics/water/ was open already; added: query «dry wells»\n"
    assert reading_desk.json("topic", "list") == [
        {"slug": "water", "title": "Water", "tags": ["Telegram"], "queries": ["dry wells"]}
    ]
    reading_desk.run("topic", "remove", "water", "--tag", "Telegram")
    assert reading_desk.run("topic", "list").out == "water: “Water”: query «dry wells»\n"
    assert reading_desk.run("topic", "remove", "water").out == "/topics/water/ is closed\n"
    assert reading_desk.json("topic", "list") == []
