from __future__ import annotations

import gzip
import re
from pathlib import Path

from tests.cli.site import feed, item
from tests.cli.terminal import Desk, lines

POSTS: list[dict[str, object]] = [
    {
        "source": "@bazaar_talk" if number % 2 else "@valley_wire",
        "id": number,
        "date": f"2026-11-{1 + number % 20:02}T09:00:00+00:00",
        "text": f"Rumour number {number}: the old notes stay valid until spring.",
    }
    for number in range(1, 701)
]


def _file(folder: Path, text: str) -> str:
    path = folder / "posts.jsonl"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_every_line_is_stored_or_counted_and_a_second_import_changes_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    path = _file(tmp_path, lines(POSTS) + 'not json\n{"source": "@bazaar_talk", "id": 9000}\n\n')
    first = desk.json("import", "posts", path)
    assert (first["read"], first["stored"], sum(first["left"].values())) == (702, 700, 2)
    again = desk.json("import", "posts", path)
    assert again == {**first, "stored": 0, "unchanged": 700}
    assert desk.json("search", '"rumour number 77"')["total"] == 1
    assert desk.json("search", "notes")["total"] == 700
    assert desk.json("verify")["ok"]


def test_two_archives_of_one_name_leave_the_months_between_them_unread(desk: Desk, tmp_path: Path) -> None:
    for month in ("2026-08", "2026-10"):
        posts = [{**post, "date": f"{month}-{1 + int(str(post['id'])) % 30:02}"} for post in POSTS]
        (tmp_path / month).mkdir()
        desk.run("import", "posts", _file(tmp_path / month, lines(posts)))
    stretches = desk.rows("SELECT since, until FROM store_coverage ORDER BY since")
    months = [[str(moment)[:7] for moment in stretch] for stretch in stretches]
    assert months == [["2026-08", "2026-08"]] * 2 + [["2026-10", "2026-10"]] * 2
    assert desk.json("verify")["ok"]


def test_unknown_sources_are_made_as_channels(desk: Desk, tmp_path: Path) -> None:
    desk.run("import", "posts", _file(tmp_path, lines(POSTS[:2])))
    assert {(row["slug"], row["kind"], row["route"]) for row in desk.json("source", "list")} == {
        ("bazaar_talk", "channel", "import"),
        ("valley_wire", "channel", "import"),
    }


def test_an_edited_line_is_a_new_version_of_its_post(desk: Desk, tmp_path: Path) -> None:
    desk.run("import", "posts", _file(tmp_path, lines(POSTS[:3])))
    edited = {**POSTS[1], "text": "Rumour withdrawn."}
    assert desk.json("import", "posts", _file(tmp_path, lines([edited])))["stored"] == 1
    assert desk.json("search", "withdrawn")["total"] == 1
    assert desk.rows("SELECT count(*) FROM store_post") == [(3,)]


def test_a_broken_archive_keeps_what_came_before_the_break_and_says_where_it_is(
    desk: Desk, tmp_path: Path
) -> None:
    whole = gzip.compress(lines(POSTS).encode())
    path = tmp_path / "posts.jsonl.gz"
    path.write_bytes(whole[: len(whole) * 9 // 10])
    whole_file = _file(tmp_path, lines(POSTS[600:]))
    said = desk.json("import", "posts", str(path), whole_file, expect=1)
    (error,) = said["errors"]
    last = re.search(r"breaks off after line (\d+)", error["says"])
    assert last is not None
    assert error["name"] == "broken-off"
    assert said["read"] == int(last[1]) + 100
    assert desk.json("search", "notes")["total"] == said["stored"] > 600


def test_a_file_that_is_not_there_is_named(desk: Desk) -> None:
    assert "nowhere.jsonl" in desk.run("import", "posts", "nowhere.jsonl", expect=1).err


def test_lines_without_a_source_take_the_one_named(desk: Desk, tmp_path: Path) -> None:
    bare = [{key: value for key, value in post.items() if key != "source"} for post in POSTS[:2]]
    desk.run("import", "posts", _file(tmp_path, lines(bare)), "--source", "tip-line")
    assert [row["slug"] for row in desk.json("source", "list")] == ["tip-line"]


def test_a_saved_feed_is_imported_under_its_source(desk: Desk, tmp_path: Path) -> None:
    good, bad = tmp_path / "rss.xml.gz", tmp_path / "page.html"
    good.write_bytes(gzip.compress(feed([item(number, "Water") for number in (2, 1)])))
    bad.write_text("<html><body>We are moving house.</body></html>")
    said = desk.json("import", "feed", str(bad), str(good), "--source", "courier", expect=1)
    assert (said["stored"], [error["name"] for error in said["errors"]]) == (2, ["unreadable"])
    assert desk.json("import", "feed", str(good), "--source", "courier")["unchanged"] == 2
    assert [post["source"] for post in desk.json("search", "bulletin")["posts"]] == ["courier", "courier"]


def test_the_same_file_under_another_name_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    text = lines([POSTS[0], {**POSTS[0], "text": "Rumour withdrawn."}])
    desk.run("import", "posts", _file(tmp_path, text))
    other = tmp_path / "copy.jsonl"
    other.write_text(text, encoding="utf-8")
    assert desk.json("import", "posts", str(other))["stored"] == 0
    assert desk.rows("SELECT count(*) FROM store_version") == [(2,)]
    assert desk.json("verify")["ok"]
