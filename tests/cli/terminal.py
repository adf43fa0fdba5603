"""A desk of its own for each test, used as people use it: by the terminal, in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection

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
    """An initialised desk on the database that this run of the tests is about."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with _database() as extra:
        made = Desk(folder, {**inherited, "AITYS_PACE": "0", **extra, **environment})
        made.run("init", str(folder))
        yield made


@contextmanager
def _database() -> Iterator[dict[str, str]]:
    """On PostgreSQL a database of its own, dropped in the end; on SQLite the desk's file."""
    if connection.vendor == "sqlite":
        yield {}
        return
    name = f"desk_{uuid4().hex}"
    server = os.environ["AITYS_DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"'.encode())
        yield {"AITYS_DATABASE_URL": server.replace("/postgres?", f"/{name}?")}
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def lines(posts: Sequence[dict[str, object]]) -> str:
    """JSON Lines of posts."""
    return "".join(json.dumps(post, ensure_ascii=False) + "\n" for post in posts)
