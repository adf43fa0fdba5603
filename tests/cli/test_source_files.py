from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aitys.sources import wordpress
from aitys.values.sources import Route, RouteKind, RouteState
from tests.cli.site import HOST, Site
from tests.cli.terminal import Desk, new_desk

SITE = f"http://{HOST}"
API = "/wp-json/wp/v2/posts"
LISTED = (
    f'<opml version="2.0"><body><outline text="Дала"><outline text="Steppe Courier" language="kk"'
    f' xmlUrl="{SITE}/rss.xml" htmlUrl="{SITE}/"/></outline>'
    f'<outline text="The Courier, roads" xmlUrl="{SITE}/roads.xml" htmlUrl="{SITE}/"/>'
    f'<outline text="again" xmlUrl="{SITE}/rss.xml"/><outline text="Nowhere" htmlUrl="{SITE}/nowhere"/>'
    "</body></opml>"
)
CARD = f"""
slug = "courier-list"
title = "Steppe Courier, list"
country = "kz"
[[routes]]
kind = "rules"
address = "{SITE}/list"
every = 600
[rules]
items = "li"
date = "time"
"""
LIST = """<html><body><ul>
<li><a href="/n/1">Мост открыт</a> <time>20.11.2026 14:05</time></li>
<li><a href="/n/2">Дорога закрыта</a> <time>19.11.2026 14:05</time></li>
<li><a href="/">Все новости</a></li>
</ul></body></html>"""
POSTS = [
    {
        "id": 41,
        "link": f"{SITE}/n/41/",
        "guid": {"rendered": f"{SITE}/?p=41"},
        "date": "2026-11-20T14:05:00",
        "date_gmt": "2026-11-20T09:05:00",
        "title": {"rendered": "Мост &#8211; открыт"},
        "content": {"rendered": "<p>Мост открыт в полдень.</p>"},
    }
]


@pytest.fixture
def near(tmp_path: Path, site: Site) -> Iterator[Desk]:
    """A desk that can reach Steppe Courier and reads nothing yet."""
    with new_desk(tmp_path / "desk", **site.environment) as made:
        yield made


def with_posts(site: Site) -> None:
    """Let the site be one of WordPress."""
    home = f'<html><head><link rel="https://api.w.org/" href="{SITE}/wp-json/"></head><body>x</body></html>'
    site.pages["/"] = ("text/html", home.encode())
    route = Route(1, "courier", RouteKind.WORDPRESS, f"{SITE}/")
    (ask,) = wordpress.plan(route, RouteState())
    site.pages[ask.url.removeprefix(SITE)] = ("application/json", json.dumps(POSTS).encode())


def test_a_list_of_feeds_is_added_whole_and_again_without_change(near: Desk, tmp_path: Path) -> None:
    (tmp_path / "list.opml").write_text(LISTED, encoding="utf-8")
    said = near.run("source", "add", str(tmp_path / "list.opml"), "--json")
    rows = json.loads(said.out)
    assert [(row["slug"], row["route"], row["address"]) for row in rows] == [
        ("steppe-courier-example", "feed", f"{SITE}/rss.xml"),
        ("steppe-courier-example-2", "feed", f"{SITE}/roads.xml"),
    ]
    assert "repeated" in said.err
    assert "/nowhere" in said.err
    assert near.rows("SELECT title, languages->>0 FROM store_source ORDER BY id") == [
        ("Steppe Courier", "kk"),
        ("The Courier, roads", None),
    ]
    assert near.json("source", "add", str(tmp_path / "list.opml")) == rows
    (tmp_path / "out.opml").write_text(near.run("source", "list", "--opml").out, encoding="utf-8")
    assert near.json("source", "add", str(tmp_path / "out.opml")) == rows


def test_a_file_that_is_no_list_and_a_slug_for_one_are_refused(near: Desk, tmp_path: Path) -> None:
    (tmp_path / "list.opml").write_text("<html></html>", encoding="utf-8")
    path = str(tmp_path / "list.opml")
    assert "not an OPML file" in near.run("source", "add", path, expect=1).err
    assert "leave --slug" in near.run("source", "add", path, "--slug", "x", expect=2).err
    assert "an @channel" in near.run("source", "add", "steppe-courier", expect=2).err


def test_a_card_is_checked_added_and_read_by_its_rules(near: Desk, site: Site, tmp_path: Path) -> None:
    (tmp_path / "courier.toml").write_text(CARD, encoding="utf-8")
    card = str(tmp_path / "courier.toml")
    site.pages["/list"] = ("text/html; charset=utf-8", LIST.encode())
    shown = near.run("source", "check", card).out
    assert "2026-11-20 14:05 (guessed)  Мост открыт" in shown
    assert "LEFT: no-address" in shown
    assert near.rows("SELECT count(*) FROM store_source") == [(0,)]
    (added,) = near.json("source", "add", card)
    assert (added["slug"], added["route"]) == ("courier-list", "rules")
    (done,) = near.json("collect", "--once")["rounds"]
    assert (done["stored"], done["left"], done["error"]) == (2, {"no-address": 1}, None)
    assert near.json("search", "Дорога")["total"] == 1


def test_a_changed_card_is_taken_when_it_is_added_again(near: Desk, tmp_path: Path) -> None:
    file = tmp_path / "courier.toml"
    file.write_text(CARD, encoding="utf-8")
    near.run("source", "add", str(file))
    feed = f'[[routes]]\nkind = "feed"\naddress = "{SITE}/rss.xml"\n[rules]\n'
    file.write_text(CARD.replace('"li"', '"li.item"').replace("[rules]\n", feed), encoding="utf-8")
    assert [row["route"] for row in near.json("source", "add", str(file))] == ["rules", "feed"]
    assert near.rows("SELECT rules->>'items' FROM store_source") == [("li.item",)]


def test_a_check_names_the_rule_that_finds_nothing(near: Desk, site: Site, tmp_path: Path) -> None:
    (tmp_path / "courier.toml").write_text(CARD.replace('"time"', '"b.when"'), encoding="utf-8")
    site.pages["/list"] = ("text/html; charset=utf-8", LIST.encode())
    (found,) = near.json("source", "check", str(tmp_path / "courier.toml"), expect=1)
    assert found["says"] == ['date = "b.when" finds nothing in any of them']
    assert [item["posted"] for item in found["items"]] == [None, None, None]


def test_a_site_of_wordpress_is_read_by_its_interface(near: Desk, site: Site) -> None:
    with_posts(site)
    (added,) = near.json("source", "add", f"{SITE}/", "--slug", "courier")
    assert (added["route"], added["address"]) == ("wordpress", f"{SITE}{API}")
    (done,) = near.json("collect", "--once")["rounds"]
    assert (done["stored"], done["error"]) == (1, None)
    assert near.json("search", "полдень")["posts"][0]["title"] == "Мост – открыт"


def test_a_site_of_wordpress_that_closed_its_interface_is_read_by_its_feed(near: Desk, site: Site) -> None:
    # Checked, which keeps nothing, as it would be added.
    home = site.pages["/"][1].replace(b"<head>", b'<head><link rel="https://api.w.org/" href="/wp-json/">')
    site.pages["/"] = ("text/html", home)
    (found,) = near.json("source", "check", f"{SITE}/")
    assert (found["route"], found["address"]) == ("feed", f"{SITE}/rss.xml")
    assert (len(found["items"]), found["says"]) == (4, [])
    assert near.rows("SELECT count(*) FROM store_source") == [(0,)]


def test_a_site_without_a_feed_is_read_by_its_news_sitemap(near: Desk, site: Site) -> None:
    now = datetime.now(UTC).isoformat()
    site.pages = {
        "/": ("text/html", b"<html><body>No feed</body></html>"),
        "/news-sitemap.xml": (
            "application/xml",
            f"<urlset xmlns:news='x'><url><loc>{SITE}/n/1</loc><news:news><news:title>Bridge</news:title>"
            f"<news:publication_date>{now}</news:publication_date></news:news></url></urlset>".encode(),
        ),
    }
    (found,) = near.json("source", "check", f"{SITE}/")
    assert (found["route"], found["address"]) == ("sitemap", f"{SITE}/news-sitemap.xml")
    assert ([item["title"] for item in found["items"]], found["pages"]) == (["Bridge"], 1)
