"""Searching: a filter and an order in; ids, an exact total and counts out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Protocol, TypedDict, cast

from tantivy import DocAddress, Query

from aitys import settings
from aitys.store.search.asking import EPOCH, Asked, Compiler, ask
from aitys.store.search.opening import searcher
from aitys.store.search.schema import DAY, SCHEMA, day_of
from aitys.values.search import Counts, Filter, Hits, Order

# Tantivy keeps a heap of offset + limit hits: a far page is asked for only once it is known to exist.
_NEAR = 1000
_SOURCES_COUNTED = 20
# More than any desk has. Of each segment all must be counted, or the most of all might not be the most.
_EVERY_LANGUAGE = 200
_EVERY_SOURCE = 10_000
_COUNTED = {
    "languages": {"terms": {"field": "language", "size": _EVERY_LANGUAGE}},
    "sources": {
        "terms": {"field": "source", "size": _SOURCES_COUNTED + 1, "segment_size": _EVERY_SOURCE},
    },
    "days": {"histogram": {"field": "listed", "interval": DAY, "min_doc_count": 1}},
}


def search(wanted: Filter, order: Order, limit: int, offset: int, folder: Path | None = None) -> Hits:
    """One page of the posts that fit `wanted`, in the desk's index as of the last commit of any process
    (`folder`: `Settings.index` of another one).

    `total` is exact on every page; a page past the end has no ids. Newest first goes by time, then by id;
    best first by BM25, and is newest first where no words are given.
    Raises `SearchUnavailable` when there is no index.
    """
    began = time.perf_counter()
    found = Snapshot(folder).page(ask(wanted, settings.current().languages), order, limit, offset)
    return Hits(found.total, (time.perf_counter() - began) * 1000, found.ids, found.wide)


class _Found(Protocol):
    """What Tantivy answers; its own type leaves out the count."""

    count: int
    hits: list[tuple[object, DocAddress]]


class Snapshot:
    """The index as of the last commit, for several questions of one moment.

    Raises `SearchUnavailable` when there is no index.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._searcher = searcher(folder or settings.current().index)
        self._compiled: dict[Asked, tuple[Query, tuple[str, ...]]] = {}

    def page(self, asked: Asked, order: Order, limit: int, offset: int) -> Hits:
        """As `search`, of a query that is read already."""
        began = time.perf_counter()
        query, wide = self._query(asked)
        total, ids = self._page(query, order if asked.words.wanted else Order.NEWEST, limit, offset)
        return Hits(total, (time.perf_counter() - began) * 1000, ids, wide)

    def total(self, asked: Asked) -> int:
        """How many fit."""
        return self._count(self._query(asked)[0])

    def counts(self, asked: Asked) -> Counts:
        """Of all that fit; see `Counts`."""
        found = self._searcher.aggregate(self._query(asked)[0], _COUNTED)
        sources = [(str(slug), number) for slug, number in _buckets(found["sources"]) if slug]
        return Counts(
            languages=tuple((str(code), number) for code, number in _buckets(found["languages"])),
            sources=tuple(sources[:_SOURCES_COUNTED]),
            days=tuple(
                (EPOCH + timedelta(day_of(float(place))), number) for place, number in _buckets(found["days"])
            ),
        )

    def frequency(self, word: str) -> int:
        """How many posts have this folded form; replaced ones may count until their segment is merged."""
        return self._searcher.doc_freq("words", word)

    def near(self, word: str, slips: int, limit: int) -> tuple[int, ...]:
        """The newest posts that have a word at most so many slips (0, 1, 2) from the folded `word`."""
        return self._page(Query.fuzzy_term_query(SCHEMA, "words", word, slips), Order.NEWEST, limit, 0)[1]

    def _query(self, asked: Asked) -> tuple[Query, tuple[str, ...]]:
        """As Tantivy takes it, and its prefixes that stand for too many words; each made once."""
        if asked not in self._compiled:
            compiler = Compiler(self._searcher)
            self._compiled[asked] = compiler.asked(asked), tuple(compiler.wide)
        return self._compiled[asked]

    def _page(self, query: Query, order: Order, limit: int, offset: int) -> tuple[int, tuple[int, ...]]:
        if limit <= 0 or offset > _NEAR:
            total = self._count(query)
            if limit <= 0 or offset >= total:
                return total, ()
        size = max(1, min(limit, self._searcher.num_docs))
        by = "listed" if order is Order.NEWEST else None
        found = cast("_Found", self._searcher.search(query, limit=size, offset=offset, order_by_field=by))
        ids = self._searcher.fast_field_values("id", [where for _, where in found.hits])
        return found.count, tuple(int(post_id) for post_id in ids if post_id is not None)

    def _count(self, query: Query) -> int:
        return cast("_Found", self._searcher.search(query, limit=1)).count


class _Bucket(TypedDict):
    key: str | float
    doc_count: int


def _buckets(found: Mapping[str, Sequence[_Bucket]]) -> Iterator[tuple[str | float, int]]:
    return ((bucket["key"], bucket["doc_count"]) for bucket in found["buckets"])
