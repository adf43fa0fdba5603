from __future__ import annotations

from pathlib import Path

from tests.cli.site import Site, item
from tests.cli.terminal import Desk, lines


def test_the_words_of_every_version_can_be_read(reading_desk: Desk, site: Site) -> None:
    site.publish([item(1, "Rivers", text="The river is calm.")])
    reading_desk.run("collect", "--once")
    site.publish([item(1, "Rivers", text="The river has risen.")])
    reading_desk.run("collect", "--once")
    (found,) = reading_desk.json("search", "river")["posts"]
    post = reading_desk.json("post", str(found["id"]))
    assert (post["source"], post["tags"]) == ("courier", ["Rivers"])
    assert "https://steppe-courier.example/news/1" in post["addresses"]
    first, second = post["versions"]
    assert (first["text"], second["text"]) == ("The river is calm.", "The river has risen.")
    assert first["posted"] == {"at": "2026-11-19T19:01:00+00:00", "offset": "+05:00", "guessed": False}
    assert first["last_seen_without"] is None
    assert first["last_seen_with"] == second["last_seen_without"] < second["first_seen_with"]
    said = reading_desk.run("post", str(found["id"])).out
    assert said.index("The river is calm.") < said.index("last seen without: ") < said.index("has risen.")
    assert "posted: 2026-11-19 19:01 UTC, printed with +05:00" in said


def test_a_post_nobody_has_is_a_named_failure(desk: Desk) -> None:
    assert "no such post" in desk.run("post", "77", expect=1).err


def test_a_search_prints_one_short_line_a_post(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    text = "**Old notes**\n\nstay [valid](https://valley-wire.example/x) " + "until the long spring " * 20
    posts = [{"source": "@valley_wire", "id": id_, "date": "2026-11-20", "text": text} for id_ in (1, 2)]
    file.write_text(lines([dict(post) for post in posts]))
    desk.run("import", "posts", str(file))
    said = desk.run("search", "notes").out.splitlines()
    assert said[0] == "2 found"
    assert len(said) == 3
    assert all("  Old notes stay valid until the long spring" in line for line in said[1:])
    assert all(len(line) < 300 for line in said)


def test_it_marks_the_words_that_an_edit_changed(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    row = {"source": "@bazaar_talk", "id": 9, "date": "2026-11-20"}
    file.write_text(lines([{**row, "text": "Opens on Monday."}, {**row, "text": "Opens on Friday."}]))
    desk.run("import", "posts", str(file))
    number = str(desk.json("search", "Friday")["posts"][0]["id"])
    assert "  Opens on [-Monday-]{+Friday+}." in desk.run("post", number).out.splitlines()
    (changed,) = desk.json("post", number)["changes"]["2"]
    assert changed == [{"kept": "Opens on "}, {"removed": "Monday"}, {"added": "Friday"}, {"kept": "."}]
