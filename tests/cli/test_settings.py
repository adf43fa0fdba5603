"""What a person gets wrong in `aitys.toml` or the environment is one sentence and exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Desk

_NO_DATABASE = "this is no PostgreSQL address"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("AITYS_LOG_LEVEL", "loud", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("AITYS_DATABASE_URL", "mysql://desk:hush@host/name", _NO_DATABASE),
        ("AITYS_DATABASE_URL", "host=localhost password=hush", _NO_DATABASE),
        ("AITYS_ZONE", "Asia/Atlantis", "there is no such zone"),
        ("AITYS_NETWORK", "fast", "AITYS_NETWORK_PARALLEL"),
        ("AITYS_NETWORK_CONNECT_TO", "127.0.0.1", "a.example=127.0.0.1:8081"),
    ],
)
def test_a_wrong_value_of_a_variable_is_one_sentence(
    tmp_path: Path, name: str, value: str, says: str
) -> None:
    said = Desk(tmp_path, {name: value}).run("doctor", expect=2).err
    assert says in said
    assert name in said
    assert said.count("\n") == 1
    assert "hush" not in said


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('title = "A"\ntitle = "B"\n', "a setting stands there twice (at line 2"),
        ("network = 5\n", "[network]"),
    ],
)
def test_a_wrong_file_is_one_sentence(tmp_path: Path, written: str, says: str) -> None:
    (tmp_path / "aitys.toml").write_text(written)
    said = Desk(tmp_path).run("doctor", expect=2).err
    assert says in said
    assert "aitys.toml" in said
    assert said.count("\n") == 1


def test_a_log_level_may_be_written_in_small_letters(desk: Desk) -> None:
    quiet = Desk(desk.folder, {**desk.environment, "AITYS_LOG_LEVEL": "warning"})
    assert quiet.json("doctor")["settings"]["log_level"] == "WARNING"


def test_a_value_in_a_file_beats_the_plain_variable(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "title").write_text("From a file\n")
    for order in (("AITYS_TITLE", "AITYS_TITLE_FILE"), ("AITYS_TITLE_FILE", "AITYS_TITLE")):
        values = {"AITYS_TITLE": "Plain", "AITYS_TITLE_FILE": str(tmp_path / "title")}
        given = Desk(desk.folder, {**desk.environment, **{name: values[name] for name in order}})
        assert given.json("doctor")["settings"]["title"] == "From a file"
