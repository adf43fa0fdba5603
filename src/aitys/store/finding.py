"""The one search behind page, terminal, API and feeds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aitys import settings
from aitys.store import search
from aitys.store.found import look_up
from aitys.text.queries import Problem, ProblemName, Query, parse_query
from aitys.values.articles import StoredArticle
from aitys.values.search import Counts, Filter, Order
from aitys.values.stored import StoredPost


@dataclass(frozen=True, slots=True)
class Wish:
    """What to find: `limit` results from `offset` on, with or without `Counts` of all of them."""

    filter: Filter
    order: Order
    limit: int
    offset: int = 0
    with_counts: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """`total` of all that fit, `items` of one page in order, `took_ms` inside the search engine.

    `query` is how the words of the filter were understood: where it is `stopped`, nothing was searched.
    `counts` are there where they were wished for. `meant` is a whole query that is known to find more, where
    this one found little; "" otherwise.
    """

    total: int
    took_ms: float
    items: tuple[StoredPost | StoredArticle, ...]
    query: Query
    counts: Counts | None = None
    meant: str = ""


def find(wish: Wish) -> Found:
    """What fits the wish, looked up. Raises `SearchUnavailable` when there is no index."""
    query = parse_query(wish.filter.words, settings.current().languages)
    if query.stopped:
        return Found(0, 0.0, (), query, Counts() if wish.with_counts else None)
    hits = search.search(wish.filter, wish.order, wish.limit, wish.offset)
    return Found(hits.total, hits.took_ms, look_up(hits.ids), _with_bounds(query, hits.wide))


def _with_bounds(query: Query, wide: tuple[str, ...]) -> Query:
    said = tuple(Problem(ProblemName.WIDE_PREFIX, written) for written in wide)
    return replace(query, problems=(*query.problems, *said))
