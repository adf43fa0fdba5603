"""A filter, and the query in it, as Tantivy is asked for them.

A word is found by its folded form or any of its keys, in `words` or in `keys`, whichever weighs most: the
form that was typed counts double. Only words weigh in the order; what narrows the search does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tantivy import FieldType, Occur, Query, Searcher

from aitys.store.search.schema import SCHEMA, place
from aitys.text.operators import Field
from aitys.text.queries import Phrase, Prefix, Term, Test, Word, parse_query
from aitys.text.queries import Query as ReadQuery
from aitys.values.search import Filter

MOST_OF_A_PREFIX = 1000
"""Words of the index that a prefix stands for: the most frequent that begin so."""

EPOCH = date(1970, 1, 1)
_EXACT_WEIGHS = 2.0
_FIELDS = {
    Field.LANG: "language",
    Field.SOURCE: "source",
    Field.KIND: "kind",
    Field.COUNTRY: "country",
    Field.HAS: "has",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter whose words, and whose stored queries, have been read."""

    filter: Filter
    words: ReadQuery
    rules: tuple[ReadQuery, ...]


def ask(wanted: Filter, languages: tuple[str, ...]) -> Asked:
    """Read the words of the filter, and of its stored queries, for a desk of these languages."""
    rules = tuple(parse_query(query, languages) for query in wanted.queries)
    return Asked(wanted, parse_query(wanted.words, languages), rules)


class Compiler:
    """Makes queries for one state of the index; `wide` names the prefixes that begin too many words."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self.wide: list[str] = []

    def asked(self, asked: Asked) -> Query:
        """Every part that is given must fit; words that cannot be searched fit nothing."""
        wanted = asked.filter
        parts = [*_narrowing(wanted)]
        if wanted.tags or wanted.queries:
            parts.append(self._rules(wanted.tags, asked.rules))
        if wanted.words.strip():
            parts.append(self._read(asked.words))
        # Every post has a source, and no article has one.
        return _all(parts, [_exactly("source", [""])] if wanted.posts_only else [])

    def _rules(self, tags: tuple[str, ...], queries: tuple[ReadQuery, ...]) -> Query:
        """The rules of a topic: any tag or any stored query is enough."""
        rules = [self._read(query) for query in queries]
        if tags:
            rules.append(Query.term_set_query(SCHEMA, "tags", list(tags)))
        return Query.const_score_query(_any(rules), 0.0)

    def _read(self, asked: ReadQuery) -> Query:
        if asked.stopped:
            return Query.empty_query()
        wanted = [_any([self._term(term) for term in group]) for group in asked.wanted]
        wanted += [_test(test) for test in asked.tests if not test.excluded]
        wanted += _days(asked.since, asked.until)
        unwanted = [self._term(term) for term in asked.unwanted]
        unwanted += [_test(test) for test in asked.tests if test.excluded]
        return _all(wanted, unwanted)

    def _term(self, term: Term) -> Query:
        if isinstance(term, Word):
            return _word(term)
        if isinstance(term, Prefix):
            return self._prefix(term)
        return _phrase(term)

    def _prefix(self, prefix: Prefix) -> Query:
        found = self._searcher.terms_with_prefix("words", prefix.start, limit=MOST_OF_A_PREFIX)
        if len(found) == MOST_OF_A_PREFIX:
            self.wide.append(prefix.written)
        if not found:
            return Query.empty_query()
        words = Query.term_set_query(SCHEMA, "words", [word for word, _ in found])
        return Query.const_score_query(words, 1.0)


def _word(word: Word) -> Query:
    """A key is looked for among the words too: `document` keeps no key that stands there as a word."""
    exact = Query.boost_query(_weighed("words", word.exact), _EXACT_WEIGHS)
    keys = sorted(word.keys - {word.exact})
    forms = [_weighed("words", key) for key in keys]
    return Query.disjunction_max_query(
        [exact, *forms, *(_weighed("keys", key) for key in [word.exact, *keys])]
    )


def _weighed(field: str, term: str) -> Query:
    return Query.term_query(SCHEMA, field, term, index_option="freq")


def _phrase(phrase: Phrase) -> Query:
    """Where the last word may be in any form: what begins alike, in a post that has one of its keys."""
    if len(phrase.words) == 1:
        return _weighed("words", phrase.words[0])
    exact = Query.phrase_query(SCHEMA, "words", list(phrase.words))
    if not phrase.last:
        return exact
    patterns = [*map(re.escape, phrase.words[:-1]), f"{re.escape(phrase.last_start)}.*"]
    keys = [_weighed(field, key) for field in ("words", "keys") for key in sorted(phrase.last)]
    forms = _all([Query.regex_phrase_query(SCHEMA, "words", list(patterns)), _any(keys)], [])
    return Query.disjunction_max_query([Query.boost_query(exact, _EXACT_WEIGHS), forms])


def _narrowing(wanted: Filter) -> Iterable[Query]:
    exact = {
        "language": wanted.language,
        "source": wanted.source,
        "kind": wanted.kind,
        "country": wanted.country,
    }
    yield from (_exactly(field, [value]) for field, value in exact.items() if value)
    yield from (_exactly("has", [each]) for each in wanted.has)
    yield from _days(wanted.since, wanted.until)


def _test(test: Test) -> Query:
    return _exactly(_FIELDS[test.field], test.values)


def _exactly(field: str, values: Sequence[str]) -> Query:
    """Any of the values."""
    terms = [Query.term_query(SCHEMA, field, value, index_option="basic") for value in values]
    return Query.const_score_query(_any(terms), 0.0)


def _days(since: date | None, until: date | None) -> Iterable[Query]:
    if not (since or until):
        return
    first = place(_seconds(since), 0) if since else None
    last = place(_seconds(until) + 86_400, 0) - 1 if until else None
    yield Query.const_score_query(Query.range_query(SCHEMA, "listed", FieldType.Integer, first, last), 0.0)


def _seconds(day: date) -> int:
    return (day - EPOCH).days * 86_400


def _any(parts: list[Query]) -> Query:
    return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Should, part) for part in parts])


def _all(wanted: list[Query], unwanted: list[Query]) -> Query:
    """A query that only leaves out leaves out of everything."""
    if len(wanted) == 1 and not unwanted:
        return wanted[0]
    must = [(Occur.Must, part) for part in wanted or [Query.all_query()]]
    return Query.boolean_query(must + [(Occur.MustNot, part) for part in unwanted])
