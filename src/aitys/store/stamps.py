"""Whether anything was written since: a mark of the record's state that costs less than any query of it."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from threading import Lock

from django.db import connection

_turn = Lock()


def stamp() -> str:
    """A text that is another one after every commit; empty where nobody can say. It is this process's own.

    SQLite: `PRAGMA data_version` of a connection that never writes. (Times and sizes of the files missed one
    commit in two of a quick row: a clock tick is 4 ms long and the log is written over from its beginning.)
    PostgreSQL: how far its write-ahead log reaches, which moves with every write to the server.
    """
    if connection.vendor == "postgresql":
        return _log_position()
    name = str(connection.settings_dict["NAME"])
    return "" if "memory" in name else _data_version(name)


def _data_version(name: str) -> str:
    with _turn:
        found: tuple[int] = _watcher(name).execute("PRAGMA data_version").fetchone()
    return str(found[0])


@lru_cache(maxsize=1)
def _watcher(name: str) -> sqlite3.Connection:
    return sqlite3.connect(name, timeout=20, isolation_level=None, check_same_thread=False)


def _log_position() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn()::text")
        return str(cursor.fetchone()[0])
