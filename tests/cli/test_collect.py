from __future__ import annotations

import json
import signal
import subprocess

from tests.cli.site import Site, item
from tests.cli.terminal import Desk


def test_a_feed_found_from_a_home_page_is_read_whole(reading_desk: Desk) -> None:
    (done,) = reading_desk.json("collect", "--once")["rounds"]
    assert done == {
        "source": "courier",
        "captures": 1,
        "read": 4,
        "stored": 4,
        "unchanged": 0,
        "left": {},
        "pages": {"read": 0, "left": {}},
        "error": None,
    }
    found = reading_desk.json("search", '"river is calm"')
    assert found["total"] == 4
    assert [post["title"] for post in found["posts"]] == [f"Bulletin {n} of the valley" for n in (4, 3, 2, 1)]


def test_a_second_round_asks_with_the_validators_and_changes_nothing(reading_desk: Desk, site: Site) -> None:
    reading_desk.run("collect", "--once")
    (done,) = reading_desk.json("collect", "--once")["rounds"]
    assert (done["stored"], done["error"]) == (0, None)
    assert site.asked[-1] == ("/rss.xml", 304)


def test_an_edited_article_has_two_versions_and_is_found_by_its_new_words(
    reading_desk: Desk, site: Site
) -> None:
    reading_desk.run("collect", "--once")
    site.publish([item(4, text="The river has risen."), *[item(n) for n in (3, 2, 1)]])
    (done,) = reading_desk.json("collect", "--once")["rounds"]
    assert (done["read"], done["stored"], done["unchanged"]) == (4, 1, 3)
    assert reading_desk.json("search", "risen")["total"] == 1
    assert reading_desk.rows("SELECT max(number) FROM store_version") == [(2,)]


def test_a_dead_source_is_named_and_does_not_stop_the_others(reading_desk: Desk, site: Site) -> None:
    site.pages["/second.xml"] = site.pages["/rss.xml"]
    reading_desk.run("source", "add", "http://steppe-courier.example/second.xml", "--slug", "second")
    reading_desk.rows("UPDATE store_route SET address = 'http://steppe-courier.example/gone' WHERE id = 1")
    dead, alive = reading_desk.json("collect", "--once")["rounds"]
    assert (dead["source"], dead["error"]["name"], dead["error"]["permanent"]) == (
        "courier",
        "http-404",
        True,
    )
    assert (alive["source"], alive["stored"]) == ("second", 4)
    assert "http-404" in reading_desk.run("doctor", expect=1).out


def test_an_html_page_where_the_feed_was_is_an_error_and_never_no_news(
    reading_desk: Desk, site: Site
) -> None:
    reading_desk.run("collect", "--once")
    site.pages["/rss.xml"] = ("text/html", b"<html><body>We are moving house.</body></html>")
    (done,) = reading_desk.json("collect", "--once")["rounds"]
    assert done["error"]["name"] == "unreadable"
    assert reading_desk.json("search", "river")["total"] == 4


def test_a_feed_that_is_suddenly_empty_is_an_error(reading_desk: Desk, site: Site) -> None:
    reading_desk.run("collect", "--once")
    site.publish([])
    (done,) = reading_desk.json("collect", "--once")["rounds"]
    assert done["error"]["name"] == "empty"


def test_a_source_nobody_knows_is_a_named_failure(reading_desk: Desk) -> None:
    assert "no such source" in reading_desk.run("collect", "valley-wire", "--once", expect=1).err


def test_a_private_address_that_nobody_allowed_is_refused(desk: Desk, site: Site) -> None:
    said = desk.run("source", "add", f"http://127.0.0.1:{site.port}/", expect=1)
    assert "127.0.0.1" in said.err
    assert site.asked == []


def test_a_site_that_does_not_answer_now_is_kept_with_a_warning(reading_desk: Desk) -> None:
    reading_desk.environment["AITYS_NETWORK_CONNECT_TO"] = "steppe-courier.example=127.0.0.1:9"
    said = reading_desk.run("source", "add", "http://steppe-courier.example/feed", "--slug", "late")
    assert "does not answer now" in said.err
    rounds = reading_desk.json("collect", "late", "--once")["rounds"]
    assert rounds[0]["error"]["name"] == "connect"


def test_the_page_behind_an_item_is_read_where_the_card_asks_for_it(reading_desk: Desk, site: Site) -> None:
    paragraphs = "".join(
        f"<p>Paragraph {n}: engineers measured the river at dawn and found it low.</p>" for n in range(9)
    )
    article = f"<html><body><article><h1>Bulletin 4</h1>{paragraphs}</article></body></html>"
    site.pages["/news/4"] = ("text/html", article.encode())
    site.pages["/whole.xml"] = site.pages["/rss.xml"]
    reading_desk.run("source", "add", "http://steppe-courier.example/whole.xml", "--slug", "whole", "--pages")
    (done,) = reading_desk.json("collect", "whole", "--once")["rounds"]
    assert done["pages"] == {"read": 1, "left": {"http-404": 3}}
    assert reading_desk.json("search", '"measured the river at dawn"')["total"] == 1


def test_a_feed_that_is_read_already_is_not_read_twice(reading_desk: Desk) -> None:
    said = reading_desk.run("source", "add", "http://steppe-courier.example/", "--slug", "again", expect=2)
    assert "already, as courier" in said.err
    reading_desk.run("source", "add", "http://steppe-courier.example/", "--slug", "courier")


def test_a_broken_document_served_again_is_an_error_again(reading_desk: Desk, site: Site) -> None:
    reading_desk.run("collect", "--once")
    site.pages["/rss.xml"] = ("text/html", b"<html><body>We are moving house.</body></html>")
    for _ in range(3):
        (done,) = reading_desk.json("collect", "--once")["rounds"]
        assert done["error"]["name"] == "unreadable"
    site.publish([item(5)])
    assert reading_desk.json("collect", "--once")["rounds"][0]["stored"] == 1


def test_a_route_of_a_kind_that_nobody_reads_leaves_the_others_their_round(
    reading_desk: Desk, site: Site
) -> None:
    site.pages["/second.xml"] = site.pages["/rss.xml"]
    reading_desk.run("source", "add", "http://steppe-courier.example/second.xml", "--slug", "second")
    reading_desk.rows("UPDATE store_route SET kind = 'pigeon' WHERE id = 1")
    first, second = reading_desk.json("collect", "--once")["rounds"]
    assert "pigeon" in first["error"]["says"]
    assert second["stored"] == 4


def test_a_collection_that_goes_on_tells_its_rounds_as_one_json_value_when_it_is_stopped(
    reading_desk: Desk,
) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        going_on = subprocess.Popen(
            reading_desk.command("collect", "--json"),
            env=reading_desk.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert going_on.stderr is not None
        told = going_on.stderr.readline()
        assert told.startswith("courier: "), told
        going_on.send_signal(number)
        out, _ = going_on.communicate(timeout=30)
        assert going_on.returncode == 0
        assert [done["source"] for done in json.loads(out)["rounds"]] == ["courier"]
        reading_desk.rows("UPDATE store_route SET due_at = NULL, leased_until = NULL")


def test_a_collection_without_a_source_says_so_at_once(desk: Desk) -> None:
    assert "aitys source add URL" in desk.run("collect", "--once").out
    waiting = subprocess.Popen(
        desk.command("collect"), env=desk.environment, stderr=subprocess.PIPE, text=True
    )
    assert waiting.stderr is not None
    assert "no source is asked" in waiting.stderr.readline()
    waiting.terminate()
    waiting.communicate(timeout=30)


def test_a_page_without_a_feed_is_one_sentence(desk: Desk, site: Site) -> None:
    site.pages["/"] = ("text/html", b"<html><body><h1>No feed here</h1></body></html>")
    site.pages.pop("/rss.xml")
    reading = Desk(desk.folder, {**desk.environment, **site.environment})
    said = reading.run("source", "add", "http://steppe-courier.example/", expect=1).err
    assert "give the feed's own address" in said
    assert said.count("\n") == 1
    told = Desk(desk.folder, {**reading.environment, "AITYS_LOG_LEVEL": "debug"})
    assert "no feed: " in told.run("source", "add", "http://steppe-courier.example/", expect=1).err
