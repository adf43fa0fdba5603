"""Which words of a text a query found, in the text's own spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aitys.text.amounts import amounts_among
from aitys.text.dates import dates_among, without_year
from aitys.text.queries import Phrase, Prefix, Query, Word
from aitys.text.terms import Spans, index_keys, language_at
from aitys.text.tokens import Token, fold_token, tokens

Hit = tuple[int, int]
"""The (start, end) of a word in a text."""


def hits(text: str, query: Query, language: str, spans: Spans = ()) -> tuple[Hit, ...]:
    """The words of a text in `language` (in those of `spans`, where it is in several) that `query` found.

    In order, each once; the words of a phrase only where they stand in a row.
    """
    asked = _asked(query)
    if not asked:
        return ()
    found = [(token, folded) for token in tokens(text) if (folded := fold_token(token.text))]
    places = _single(found, asked, language, spans) | _in_a_row(found, asked.phrases)
    places |= _numbers(text, found, asked.keys)
    return tuple((found[place][0].start, found[place][0].end) for place in sorted(places))


@dataclass(frozen=True, slots=True)
class _Asked:
    """`keys` are forms and keys of words."""

    keys: frozenset[str]
    starts: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.keys or self.starts or self.phrases)

    def finds(self, folded: str, keys: Iterable[str]) -> bool:
        return folded in self.keys or folded.startswith(self.starts) or not self.keys.isdisjoint(keys)


def _asked(query: Query) -> _Asked:
    words = [term for term in query.terms if isinstance(term, Word)]
    return _Asked(
        frozenset().union(*({word.exact, *word.keys} for word in words)),
        tuple(term.start for term in query.terms if isinstance(term, Prefix)),
        tuple(term.words for term in query.terms if isinstance(term, Phrase)),
    )


def _single(found: list[tuple[Token, str]], asked: _Asked, language: str, spans: Spans) -> set[int]:
    return {
        place
        for place, (token, folded) in enumerate(found)
        if asked.finds(folded, index_keys(token.text, language_at(token.start, spans, language)))
    }


def _numbers(text: str, found: list[tuple[Token, str]], keys: frozenset[str]) -> set[int]:
    """The words of the days and amounts that were asked for, in whichever form they are written."""
    words = [token for token, _ in found]
    if not any(word.text[0].isdecimal() for word in words):
        return set()
    asked = [
        (start, end)
        for start, end, key in (*dates_among(text, words), *amounts_among(text, words))
        if key in keys or without_year(key) in keys
    ]
    return {
        place
        for place, word in enumerate(words)
        if any(start <= word.start and word.end <= end for start, end in asked)
    }


def _in_a_row(found: list[tuple[Token, str]], phrases: tuple[tuple[str, ...], ...]) -> set[int]:
    return {
        place
        for phrase in phrases
        for start in _starts([folded for _, folded in found], phrase)
        for place in range(start, start + len(phrase))
    }


def _starts(folded: list[str], phrase: tuple[str, ...]) -> Iterator[int]:
    for start in range(len(folded) - len(phrase) + 1):
        if folded[start] == phrase[0] and tuple(folded[start : start + len(phrase)]) == phrase:
            yield start
