"""What a killed process leaves is taken up by the next one that is asked to do the same work."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import reading_desk, site
from tests.cli.site import Site, item
from tests.cli.terminal import Desk, lines

__all__ = ["reading_desk", "site"]


def test_a_piece_that_a_killed_import_kept_is_read_by_the_next_import(
    reading_desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text(lines([{"source": "@bazaar_talk", "id": 1, "date": "2026-11-20", "text": "Hello."}]))
    reading_desk.run("import", "posts", str(file))
    reading_desk.rows("INSERT INTO store_toread (capture_id, attempts) SELECT max(id), 0 FROM store_capture")
    reading_desk.run("import", "posts", str(file))
    assert reading_desk.rows("SELECT count(*) FROM store_toread") == [(0,)]


def test_a_page_that_a_killed_collection_had_claimed_is_asked_by_the_next_one(
    reading_desk: Desk, site: Site
) -> None:
    reading_desk.run("collect", "--once")
    reading_desk.rows(
        "INSERT INTO store_toask"
        " (route_id, host, priority, purpose, url, about, due_at, leased_until, attempts)"
        " SELECT id, 'steppe-courier.example', 2, 'page',"
        " 'http://steppe-courier.example/news/1', 'x', '2026-01-01', '2999-01-01', 0 FROM store_route"
    )
    (done,) = reading_desk.json("collect", "--once")["rounds"]
    assert done["pages"] == {"read": 0, "left": {"http-404": 1}}
    assert reading_desk.rows("SELECT count(*) FROM store_toask") == [(0,)]


def test_a_feed_left_unread_shows_its_hole_though_the_next_answer_is_the_same(
    reading_desk: Desk, site: Site
) -> None:
    reading_desk.run("collect", "--once")
    site.publish([item(number) for number in (9, 8)])
    reading_desk.run("collect", "--once")
    reading_desk.rows("DELETE FROM store_coverage WHERE id > (SELECT min(id) FROM store_coverage)")
    reading_desk.rows("UPDATE store_coverage SET since = '2020-01-01', until = '2020-01-02'")
    reading_desk.rows("INSERT INTO store_toread (capture_id, attempts) SELECT max(id), 0 FROM store_capture")
    reading_desk.run("collect", "--once")
    assert reading_desk.rows("SELECT count(*) FROM store_coverage") == [(2,)]
