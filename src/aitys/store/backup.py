"""A copy of the database as it stands, before its schema changes.

It is the database's own form, not the neutral archive: a newer program cannot read the older tables as rows.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from aitys.errors import AitysError, WrongUse
from aitys.settings import Settings


def copy_database(settings: Settings) -> Path:
    """Copy the database into the desk's `backups/` and say where; writers may go on meanwhile.

    Raises WrongUse where PostgreSQL's `pg_dump` is not at hand, AitysError where the copy fails.
    """
    folder = settings.desk / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}"
    url = settings.database_url.get_secret_value()
    return _dump(url, folder / f"{name}.dump") if url else _copy(settings.sqlite, folder / f"{name}.sqlite3")


def _copy(database: Path, target: Path) -> Path:
    target.touch(mode=0o600)
    with closing(sqlite3.connect(database)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)
    return target


def _dump(url: str, target: Path) -> Path:
    program = shutil.which("pg_dump")
    if program is None:
        raise WrongUse(
            "pg_dump", "not found; back the database up yourself, then `aitys upgrade --no-backup`"
        )
    target.touch(mode=0o600)
    # By the environment: a password among the arguments would be seen by everybody on the machine.
    done = subprocess.run(  # noqa: S603 - a fixed program with our own arguments
        [program, "--format=custom", f"--file={target}"],
        env={**os.environ, "PGDATABASE": url},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise AitysError(str(target), f"pg_dump failed: {done.stderr.strip()}", name="backup-failed")
    return target
