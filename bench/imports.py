"""Posts a second of `aitys import posts`, against a bare `executemany` of the very same rows.

`AITYS_DATA=… python -m bench.imports [--runs 3]` times the whole command (start of the program, evidence with
fsync, parsing, languages, rows, index, seals), then reads every row it made and puts them into an empty
SQLite file of the same schema: one `executemany` a table, one transaction, same journal and fsync settings.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench.desks import new_desk, posts_file

Rows = dict[str, list[tuple[object, ...]]]


def timed_import() -> tuple[int, float, list[str], Rows]:
    """Posts, seconds, and the tables and rows that came of it."""
    path = posts_file()
    with new_desk() as desk:
        began = time.perf_counter()
        read = json.loads(desk.run("import", "posts", str(path), "--json"))["stored"]
        took = time.perf_counter() - began
        schema, rows = copy(desk.folder / "aitys.sqlite3")
    return read, took, schema, rows


def copy(database: Path) -> tuple[list[str], Rows]:
    """The statements that make the tables and indexes, and every row of our tables."""
    with closing(sqlite3.connect(database)) as here:
        made = here.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
        )
        statements = made.fetchall()
        tables = [name for name, sql in statements if sql.startswith("CREATE TABLE")]
        rows = {name: here.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}  # noqa: S608 - names from the schema itself
    return [sql for _, sql in statements], {name: found for name, found in rows.items() if found}


def bare(schema: list[str], rows: Rows) -> float:
    """Seconds to put the rows into an empty file."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "bare")) as there:
        there.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;")
        for statement in schema:
            there.execute(statement)
        there.commit()
        began = time.perf_counter()
        there.execute("PRAGMA defer_foreign_keys=ON")
        with there:
            there.execute("PRAGMA defer_foreign_keys=ON")
            for table, found in rows.items():
                marks = ",".join("?" * len(found[0]))
                there.executemany(f'INSERT INTO "{table}" VALUES ({marks})', found)  # noqa: S608 - as above
        return time.perf_counter() - began


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--runs", type=int, default=3)
    runs = options.parse_args().runs
    ours, theirs, posts = [], [], 0
    for _ in range(runs):
        posts, took, schema, rows = timed_import()
        ours.append(took)
        theirs.append(bare(schema, rows))
    mine, bare_seconds = statistics.median(ours), statistics.median(theirs)
    print(f"aitys import posts   {posts:,} posts  {mine:6.2f} s  {posts / mine:8,.0f} posts/s")
    print(
        f"bare executemany     {posts:,} posts  {bare_seconds:6.2f} s  {posts / bare_seconds:8,.0f} posts/s"
    )
    print(f"ours takes {mine / bare_seconds:.1f} times as long (median of {runs}, one after the other)")


if __name__ == "__main__":
    main()
