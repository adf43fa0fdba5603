"""Searching: a filter and an order in, ids and an exact total out."""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path
from typing import Protocol, cast

from tantivy import DocAddress, Query, Searcher

from aitys import settings
from aitys.errors import SearchUnavailable
from aitys.store.search.asking import Compiler
from aitys.store.search.folders import current_folder
from aitys.store.search.schema import open_index
from aitys.values.search import Filter, Hits, Order

# Tantivy keeps a heap of offset + limit hits: a far page is asked for only once it is known to exist.
_NEAR = 1000


def search(wanted: Filter, order: Order, limit: int, offset: int, folder: Path | None = None) -> Hits:
    """One page of the posts that fit `wanted`, in the desk's index as of the last commit of any process
    (`folder`: `Settings.index` of another one).

    `total` is exact on every page; a page past the end has no ids. Newest first goes by time, then by id;
    best first by BM25, and is newest first where no words are given.
    Raises `SearchUnavailable` when there is no index.
    """
    began = time.perf_counter()
    searcher = _searcher(folder or settings.current().index)
    by = order if wanted.words.strip() else Order.NEWEST
    compiler = Compiler(searcher, settings.current().languages)
    total, ids = _page(searcher, compiler.filter(wanted), by, limit, offset)
    return Hits(total, (time.perf_counter() - began) * 1000, ids, tuple(compiler.wide))


class _Found(Protocol):
    """What Tantivy answers; its own type leaves out the count."""

    count: int
    hits: list[tuple[object, DocAddress]]


def _page(
    searcher: Searcher, query: Query, order: Order, limit: int, offset: int
) -> tuple[int, tuple[int, ...]]:
    if limit <= 0 or offset > _NEAR:
        total = cast("_Found", searcher.search(query, limit=1)).count
        if limit <= 0 or offset >= total:
            return total, ()
    size = max(1, min(limit, searcher.num_docs))
    by = "listed" if order is Order.NEWEST else None
    found = cast("_Found", searcher.search(query, limit=size, offset=offset, order_by_field=by))
    ids = searcher.fast_field_values("id", [where for _, where in found.hits])
    return found.count, tuple(int(post_id) for post_id in ids if post_id is not None)


class _Reader:
    """An open generation and the state of it that was last loaded."""

    def __init__(self, folder: Path) -> None:
        self._state = folder / "meta.json"
        self._index = open_index(folder)
        self._loaded = b""

    def searcher(self) -> Searcher:
        """Of the last commit. Tantivy writes `meta.json` anew at each: the same bytes, the same index."""
        state = self._state.read_bytes()
        if state != self._loaded:
            self._index.reload()
            self._loaded = state
        return self._index.searcher()


@lru_cache(maxsize=1)
def _reader(folder: Path) -> _Reader:
    return _Reader(folder)


def _searcher(index: Path) -> Searcher:
    folder = current_folder(index)
    try:
        return _reader(folder).searcher()
    except (ValueError, OSError) as error:
        # Swapped and removed between our look and our opening? Then there is another one now.
        again = current_folder(index)
        if again == folder:
            raise SearchUnavailable(
                str(folder), f"the index cannot be read ({error}): run `aitys reindex`", permanent=True
            ) from error
        return _reader(again).searcher()
