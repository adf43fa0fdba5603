"""Searching: a filter and an order in, ids and an exact total out."""

from __future__ import annotations

import time
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol, cast

from tantivy import DocAddress, FieldType, Occur, Query, Searcher

from aitys import settings
from aitys.errors import SearchUnavailable
from aitys.store.search.folders import current_folder
from aitys.store.search.schema import SCHEMA, open_index, place
from aitys.text.queries import parse_query
from aitys.values.search import Filter, Hits, Order

_EPOCH = date(1970, 1, 1)
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
    total, ids = _page(searcher, _query(wanted), by, limit, offset)
    return Hits(total, (time.perf_counter() - began) * 1000, ids)


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


def _query(wanted: Filter) -> Query:
    """Every part that is given must fit; only `words` weigh in the order."""
    exact = {"language": wanted.language, "source": wanted.source, "kind": wanted.kind}
    parts = [_exactly(field, value) for field, value in exact.items() if value]
    if wanted.since or wanted.until:
        parts.append(_days(wanted.since, wanted.until))
    if wanted.tags or wanted.queries:
        parts.append(_rules(wanted))
    if wanted.words.strip():
        parts.append(_words(wanted.words))
    query = _all(parts) if parts else Query.all_query()
    return _without_articles(query) if wanted.posts_only else query


def _without_articles(query: Query) -> Query:
    """Every post has a source, and no article has one."""
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, _exactly("source", ""))])


def _exactly(field: str, value: str) -> Query:
    return Query.const_score_query(Query.term_query(SCHEMA, field, value, index_option="basic"), 0.0)


def _days(since: date | None, until: date | None) -> Query:
    first = place(_seconds(since), 0) if since else None
    last = place(_seconds(until) + 86_400, 0) - 1 if until else None
    return Query.const_score_query(Query.range_query(SCHEMA, "listed", FieldType.Integer, first, last), 0.0)


def _seconds(day: date) -> int:
    return (day - _EPOCH).days * 86_400


def _rules(wanted: Filter) -> Query:
    """The rules of a topic: any tag or any stored query is enough."""
    rules = [_words(query) for query in wanted.queries]
    if wanted.tags:
        rules.append(Query.term_set_query(SCHEMA, "tags", list(wanted.tags)))
    any_of = Query.boolean_query([(Occur.Should, rule) for rule in rules])
    return Query.const_score_query(any_of, 0.0)


def _words(typed: str) -> Query:
    """All words and phrases of what was typed; signs without a word fit nothing."""
    asked = parse_query(typed)
    words = [Query.term_query(SCHEMA, "words", word, index_option="freq") for word in asked.words]
    phrases = [Query.phrase_query(SCHEMA, "words", list(phrase)) for phrase in asked.phrases]
    return _all(words + phrases) if asked else Query.empty_query()


def _all(parts: list[Query]) -> Query:
    return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Must, part) for part in parts])
