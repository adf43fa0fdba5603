"""A desk of its own for each test, used as people use it: by the terminal, in processes of their own."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

AITYS = Path(sys.executable).with_name("aitys")


@dataclass(frozen=True, slots=True)
class Done:
    """A command that ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:  # noqa: ANN401 - each command has its own shape, and tests say which
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Desk:
    """`environment` is all that its commands see of the world."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def command(self, *args: str) -> list[str]:
        return [str(AITYS), "--desk", str(self.folder), *args]

    def run(self, *args: str, expect: int = 0) -> Done:
        """Run `aitys ARGS` to its end; the exit code must be the one expected."""
        ended = subprocess.run(
            self.command(*args),
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ended.returncode == expect, f"{args}: {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
        return Done(ended.returncode, ended.stdout, ended.stderr)

    def json(self, *args: str, expect: int = 0) -> Any:  # noqa: ANN401 - as above
        return self.run(*args, "--json", expect=expect).json()

    def start(self, *args: str) -> subprocess.Popen[bytes]:
        """Start `aitys ARGS` in a group of its own, so that it and its children can be killed at once."""
        return subprocess.Popen(
            self.command(*args),
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the desk's own database answers; what changes rows is committed."""
        url = self.environment.get("AITYS_DATABASE_URL")
        if url:
            with psycopg.connect(url, autocommit=True) as there:
                cursor = there.execute(query.encode())
                return cursor.fetchall() if cursor.description else []
        import sqlite3  # noqa: PLC0415 - only this half has need of it

        with closing(sqlite3.connect(self.folder / "aitys.sqlite3", timeout=20)) as here, here:
            return here.execute(query).fetchall()


@contextmanager
def new_desk(folder: Path, **environment: str) -> Iterator[Desk]:
    """An initialised desk on the database that this run of the tests is about.

    A copy of one that `aitys init` made once in this process: making it takes two seconds.
    """
    first = _first_desk()
    shutil.copytree(first.folder, folder)
    with _database(first) as extra:
        yield Desk(folder, {**first.environment, **extra, **environment})


@cache
def _first_desk() -> Desk:
    folder = Path(tempfile.mkdtemp(prefix="aitys-test-first-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    made = Desk(folder / "desk", {**inherited, "AITYS_PACE": "0", **_make_database("")})
    made.run("init", str(made.folder))
    return made


@contextmanager
def _database(first: Desk) -> Iterator[dict[str, str]]:
    """On PostgreSQL a copy of the first desk's database, dropped in the end; on SQLite the desk's file."""
    if connection.vendor == "sqlite":
        yield {}
        return
    template = str(conninfo_to_dict(first.environment["AITYS_DATABASE_URL"])["dbname"])
    made = _make_database(template)
    yield made
    name = conninfo_to_dict(made["AITYS_DATABASE_URL"])["dbname"]
    with psycopg.connect(os.environ["AITYS_DATABASE_URL"], autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _make_database(template: str) -> dict[str, str]:
    """A database of its own, empty or a copy of `template`; nothing on SQLite."""
    if connection.vendor == "sqlite":
        return {}
    name, server = f"desk_{uuid4().hex}", os.environ["AITYS_DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as admin:
        copied = f' TEMPLATE "{template}"' if template else ""
        admin.execute(f'CREATE DATABASE "{name}"{copied}'.encode())
    return {"AITYS_DATABASE_URL": server.replace("/postgres?", f"/{name}?")}


def lines(posts: Sequence[dict[str, object]]) -> str:
    """JSON Lines of posts."""
    return "".join(json.dumps(post, ensure_ascii=False) + "\n" for post in posts)
