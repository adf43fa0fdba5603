"""The one search behind page, terminal, API and feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from aitys import settings
from aitys.store import search, sources
from aitys.store.found import look_up
from aitys.store.suggesting import suggest
from aitys.text.operators import Field
from aitys.text.queries import Problem, ProblemName, Query, parse_query
from aitys.text.tokens import search_terms
from aitys.values.articles import StoredArticle
from aitys.values.search import Counts, Filter, Order
from aitys.values.stored import StoredPost

_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)

# Where a desk has more, those beyond are found by their slug or exact title only.
_MOST_SOURCES = 2000


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
    asked = _with_known_sources(search.ask(wish.filter, settings.current().languages))
    if asked.words.stopped:
        return Found(0, 0.0, (), asked.words, Counts() if wish.with_counts else None)
    index = search.Snapshot()
    hits = index.page(asked, wish.order, wish.limit, wish.offset)
    counts = index.counts(asked) if wish.with_counts else None
    meant = suggest(index, asked, hits.total, read_query)
    query = _with_bounds(asked.words, hits.wide)
    return Found(hits.total, hits.took_ms, look_up(hits.ids), query, counts, meant)


def read_query(words: str) -> Query:
    """How a query would be understood by `find`, with what would stop it; needs no index."""
    return _known_sources(parse_query(words, settings.current().languages))


def source_slug(name: str) -> str:
    """The slug of the one source that a person calls so; "" where none is, or several are."""
    found = _slugs({name}).get(name, ()) if name else ()
    return found[0] if len(found) == 1 else ""


def _with_known_sources(asked: search.Asked) -> search.Asked:
    """Names of sources made slugs: a person writes a title or @channel as well."""
    rules = tuple(_known_sources(query) for query in asked.rules)
    return replace(asked, words=_known_sources(asked.words), rules=rules)


def _known_sources(query: Query) -> Query:
    names = {name for test in query.tests if test.field is Field.SOURCE for name in test.values}
    if not names:
        return query
    slugs = _slugs(names)
    tests = (
        replace(test, values=tuple(slug for name in test.values for slug in slugs.get(name, (name,))))
        if test.field is Field.SOURCE
        else test
        for test in query.tests
    )
    unknown = tuple(Problem(ProblemName.UNKNOWN_SOURCE, name) for name in sorted(names - slugs.keys()))
    return replace(query, tests=tuple(tests), problems=(*query.problems, *unknown))


def _slugs(names: set[str]) -> dict[str, tuple[str, ...]]:
    """Of the sources that are called so: by slug, @name, title in any spelling of the words, or address; a
    site may be several sources.
    """
    bare = {name: _address(name).removeprefix("t.me/").removeprefix("@") for name in names}
    exact = sources.find_slugs({*names, *bare.values()})
    found = {name: (slug,) for name in names if (slug := exact.get(name) or exact.get(bare[name]))}
    left = names - found.keys()
    by_words = _slugs_by_words() if left else {}
    found |= {name: (slug,) for name in left if (slug := by_words.get(_words(bare[name])))}
    addresses = {name: _address(name) for name in left - found.keys() if "." in name}
    by_address = _slugs_by_address() if addresses else {}
    return found | {name: by_address[address] for name, address in addresses.items() if address in by_address}


def _slugs_by_address() -> dict[str, tuple[str, ...]]:
    """By the address of a source's own page, and by the host alone."""
    found: dict[str, tuple[str, ...]] = {}
    for card in sources.cards(_MOST_SOURCES):
        page = _address(card.homepage)
        for address in {page, page.split("/", 1)[0]} - {""}:
            found[address] = (*found.get(address, ()), card.slug)
    return found


def _address(written: str) -> str:
    """Without the scheme, "www." and the stroke at its end."""
    return _SCHEME.sub("", written).rstrip("/").lower() if "." in written else written


def _slugs_by_words() -> dict[tuple[str, ...], str]:
    """The first source by title that has these words for its title or its slug."""
    found: dict[tuple[str, ...], str] = {}
    for slug, title in sources.names(_MOST_SOURCES):
        found.setdefault(_words(title), slug)
        found.setdefault(_words(slug), slug)
    # A title of signs alone is not that of every other such name.
    found.pop((), None)
    return found


@lru_cache(maxsize=2 * _MOST_SOURCES)
def _words(name: str) -> tuple[str, ...]:
    return tuple(search_terms(name))


def _with_bounds(query: Query, wide: tuple[str, ...]) -> Query:
    said = tuple(Problem(ProblemName.WIDE_PREFIX, written) for written in dict.fromkeys(wide))
    return replace(query, problems=(*query.problems, *said))
