"""The stamp of a SQLite file that others write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from aitys.store.stamps import stamp

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's files are looked at")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "desk.sqlite3"
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE posts (words)")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    return file


@pytest.fixture
def writer(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("PRAGMA synchronous=OFF")
        yield writer


def test_it_moves_with_each_of_a_quick_row_of_commits(writer: sqlite3.Connection) -> None:
    seen = []
    for number in range(2000):
        writer.execute("INSERT INTO posts VALUES (?)", [number])
        seen.append(stamp())
    assert len(set(seen)) == 2000


def test_it_stays_while_nothing_is_written(database: Path, writer: sqlite3.Connection) -> None:
    writer.execute("INSERT INTO posts VALUES ('one')")
    before = stamp()
    with closing(sqlite3.connect(database)) as reader:
        assert reader.execute("SELECT count(*) FROM posts").fetchone() == (1,)
        assert stamp() == before
    assert stamp() == before


def test_it_moves_when_a_process_writes_and_ends(database: Path) -> None:
    before = stamp()
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("INSERT INTO posts VALUES ('one')")
    assert stamp() != before


def test_a_database_in_memory_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "file:memorydb_default?mode=memory&cache=shared")
    assert stamp() == ""
