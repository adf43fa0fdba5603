from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.terminal import AITYS, Desk


def _init(desk: Desk, folder: str, inside: Path, *options: str) -> str:
    """What `aitys init FOLDER OPTIONS` says in the folder `inside`; on SQLite, for the desks are many."""
    environment = {**desk.environment}
    environment.pop("AITYS_DATABASE_URL", None)
    command = [str(AITYS), "init", folder, *options]
    return subprocess.run(
        command, cwd=inside, env=environment, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(
    ("folder", "next_step"),
    [
        (".", "Next: aitys source add URL"),
        ("my desk", "Next: aitys --desk 'my desk' source add URL"),
    ],
)
def test_the_next_step_can_be_typed_as_it_stands(
    desk: Desk, tmp_path: Path, folder: str, next_step: str
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    assert _init(desk, folder, inside).endswith(f"{next_step}\n")


def test_a_folder_may_have_quotes_in_its_name(desk: Desk, tmp_path: Path) -> None:
    _init(desk, 'the "wire"', tmp_path)
    assert (tmp_path / 'the "wire"' / "aitys.toml").exists()
    made = Desk(tmp_path / 'the "wire"', {**desk.environment, "AITYS_DATABASE_URL": ""})
    assert made.json("doctor")["settings"]["title"] == 'The "Wire"'


def test_a_database_that_only_a_variable_names_is_reminded_of(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "none").write_text("")
    given = Desk(tmp_path / "given", {"AITYS_DATABASE_URL_FILE": str(tmp_path / "none")})
    said = given.run("init", str(given.folder), "--json")
    assert "AITYS_DATABASE_URL_FILE" in said.err
    assert said.json() == {"desk": str(given.folder), "sources": [], "paused": {}}


def test_the_pack_of_banks_is_the_central_banks(desk: Desk, tmp_path: Path) -> None:
    said = _init(desk, "wire", tmp_path, "--pack", "banks")
    assert said.startswith("added: nbkr, nbk, nbt, cbu, cbt, ecb, cbr\n")
    assert said.endswith("Next: aitys --desk wire collect --once\n")
    made = Desk(tmp_path / "wire", {**desk.environment, "AITYS_DATABASE_URL": ""})
    listed = {row["slug"]: (row["kind"], row["route"]) for row in made.json("source", "list")}
    codes = ("nbkr", "nbk", "nbt", "cbu", "cbt", "ecb", "cbr")
    assert listed == dict.fromkeys(codes, ("bank", "bank"))


def test_the_pack_of_central_asia_says_what_is_paused_and_how_that_ends(desk: Desk, tmp_path: Path) -> None:
    said = _init(desk, "wire", tmp_path, "--pack", "central-asia").splitlines()
    assert said[0] == "added: nbkr, nbk, nbt, cbu, cbt, ecb, cbr"
    assert said[1].startswith("and 80 sources: kg ")
    assert "kloop-kg (kg)" in said[2]
    assert "`aitys source resume SLUG`" in said[3]
    made = Desk(tmp_path / "wire", {**desk.environment, "AITYS_DATABASE_URL": ""})
    rows = made.json("source", "pack", "central-asia")
    assert [row["slug"] for row in rows if row["paused"] != bool(row["restricted_in"])] == []


def test_the_sources_of_a_pack_that_are_paused_are_listed_for_programs(desk: Desk, tmp_path: Path) -> None:
    said = json.loads(_init(desk, "wire", tmp_path, "--pack", "central-asia", "--json"))
    assert said["paused"]["kloop-kg"] == ["kg"]
    assert set(said["paused"]) < set(said["sources"])
    assert len(said["sources"]) == len(set(said["sources"])) == 87


def test_an_upgrade_with_nothing_to_do_says_so(desk: Desk) -> None:
    schema = desk.json("doctor")["schema"]
    assert desk.run("upgrade").out == f"nothing to do: the schema is {schema}\n"


def test_every_command_is_described_in_one_whole_line(desk: Desk) -> None:
    for group in ([], ["source"], ["topic"], ["import"]):
        said = desk.run(*group, "--help").out.partition("Commands:")[2]
        assert said
        assert "..." not in said


def test_one_is_not_many(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text('{"source": "@bazaar_talk", "id": 1, "date": "2026-11-20", "text": "Hello there."}\n')
    desk.run("import", "posts", str(file))
    assert desk.run("verify").out == "1 capture, 0 problems\n"
    assert desk.run("verify", "--reread").out == "1 capture, 0 problems, 0 readings by earlier readers\n"
    assert desk.run("reindex").out == "the new index has 1 post\n"


def test_what_init_makes_is_its_owners_alone(desk: Desk, tmp_path: Path) -> None:
    _init(desk, "wire", tmp_path)
    made = [tmp_path / "wire", *(tmp_path / "wire").rglob("*")]
    assert len(made) > 3
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []
