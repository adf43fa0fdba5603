from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.cli.terminal import Desk, lines

_POST = {"source": "@bazaar_talk", "id": 1, "date": "2026-11-20", "text": "Hello there."}


def _import(desk: Desk, folder: Path) -> None:
    file = folder / "posts.jsonl"
    file.write_text(lines([_POST]))
    desk.run("import", "posts", str(file))


def test_a_folder_that_is_no_desk_is_said_to_be_none_and_stays_empty(desk: Desk, tmp_path: Path) -> None:
    for folder in (tmp_path / "empty", tmp_path / "not" / "there"):
        stranger = Desk(folder, desk.environment)
        assert stranger.json("doctor", expect=1)["not_ready"] == ["no-desk"]
        assert "aitys init" in stranger.run("doctor", expect=1).out
        assert not folder.exists()
    (tmp_path / "empty").mkdir()
    Desk(tmp_path / "empty", desk.environment).run("doctor", expect=1)
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_database_elsewhere_takes_no_room_in_the_folder(desk: Desk) -> None:
    size = desk.json("doctor")["disk"]["database"]
    assert (size == 0) == ("AITYS_DATABASE_URL" in desk.environment)
    (desk.folder / "aitys.sqlite3-journal").write_text("left by a desk that began on SQLite")
    assert (desk.json("doctor")["disk"]["database"] == 0) == (size == 0)


def test_a_person_reads_no_program_in_it(desk: Desk, tmp_path: Path) -> None:
    _import(desk, tmp_path)
    said = desk.run("doctor").out
    assert [sign for sign in "{}()'" if sign in said.replace("(+self-hosted", "").replace("only)", "")] == []
    assert "e-0" not in said
    assert "  languages = ru, en, kk" in said
    assert "  network.pace = 0.0" in said
    assert "bazaar_talk: well; 1 post, " in said
    assert said.endswith("ready\n")


def test_evidence_without_its_database_is_no_new_desk(desk: Desk, tmp_path: Path) -> None:
    """As when the variable that names PostgreSQL was forgotten."""
    _import(desk, tmp_path)
    environment = {name: value for name, value in desk.environment.items() if name != "AITYS_DATABASE_URL"}
    forgetful = Desk(tmp_path / "copy", environment)
    shutil.copytree(desk.folder, forgetful.folder, ignore=shutil.ignore_patterns("aitys.sqlite3*"))
    for command in (["upgrade"], ["search", "hello"], ["collect", "--once"], ["run"]):
        said = forgetful.run(*command, expect=1).err
        assert "AITYS_DATABASE_URL" in said
        assert said.count("\n") == 1
    assert forgetful.json("doctor", expect=1)["not_ready"] == ["database"]
    assert not (forgetful.folder / "aitys.sqlite3").exists()


def test_it_counts_articles_and_says_which_bank_s_tables_are_old(desk: Desk, tmp_path: Path) -> None:
    for name, state in (("first", "published"), ("second", "draft")):
        file = tmp_path / f"{name}.md"
        file.write_text(f"---\ntitle: {name}\nlang: en\nstate: {state}\n---\nThe wells are dry.\n")
        desk.run("article", "add", str(file))
    row = {"id": 1, "Code": "840", "Ccy": "USD", "Nominal": "1", "Rate": "12000.00", "Diff": "1"}
    (tmp_path / "table.json").write_text(json.dumps([{**row, "Date": "01.06.2026"}]))
    desk.run("import", "rates", "cbu", str(tmp_path / "table.json"))
    found = desk.json("doctor")
    assert found["articles"] == {"published": 1, "drafts": 1}
    assert [each["latest_rate_day"] for each in found["sources"] if each["slug"] == "cbu"] == ["2026-06-01"]
    said = desk.run("doctor").out
    assert "articles: 1 published, 1 draft\n" in said
    assert "cbu: nothing newer than 2026-06-01 has come; 1 official rate" in said
