from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.terminal import Desk, lines

_POST = {"source": "Steppe Courier", "id": 1, "date": "2026-05-12T09:00:00+05:00", "text": "Snow on the pass"}


def test_a_lost_index_is_whole_again_after_upgrade(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text(lines([_POST]))
    desk.run("import", "posts", str(file))
    shutil.rmtree(desk.folder / "index")
    assert "reindex" in desk.run("search", "snow", expect=1).err
    desk.run("upgrade")
    assert desk.json("search", "snow")["total"] == 1


def test_a_database_that_is_down_is_one_sentence(desk: Desk) -> None:
    down = Desk(
        desk.folder, {**desk.environment, "AITYS_DATABASE_URL": "postgresql://desk:hush@127.0.0.1:1/desk"}
    )
    said = down.run("search", "snow", expect=1).err
    assert said.startswith("aitys: the database: ")
    assert said.count("\n") == 1
    assert "hush" not in said


def test_verify_says_what_torn_end_it_moved_aside(reading_desk: Desk) -> None:
    reading_desk.run("collect", "--once")
    file = next((reading_desk.folder / "evidence").glob("*.warc.gz"))
    with file.open("ab") as stream:
        stream.write(b"\x1f\x8btorn")
    said = reading_desk.json("verify")
    assert said["ok"] is True
    assert "(6 bytes) was moved beside it" in said["notes"][0]
    assert "notes" not in reading_desk.json("verify")
