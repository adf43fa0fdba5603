"""Which words of a text a query found, in the text's own spelling."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aitys.text.amounts import amounts_among
from aitys.text.dates import dates_among, without_year
from aitys.text.excerpts import Snippet, snippet
from aitys.text.queries import Phrase, Prefix, Query, Word
from aitys.text.terms import Spans, held, language_at
from aitys.text.tokens import Token, tokens

Hit = tuple[int, int]
"""The (start, end) of a word in a text."""

MOST_CHARACTERS = 30_000
_LONGEST_WORD = 100


def hits(text: str, query: Query, language: str, spans: Spans = ()) -> tuple[Hit, ...]:
    """The words of a text in `language` (in those of `spans`, where it is in several) that `query` found.

    In order, each once; the words of a phrase only where they stand in a row. Of a longer text the first
    `MOST_CHARACTERS` are read: a list shows many, and somebody waits for it.
    """
    asked = _asked(query)
    if not asked:
        return ()
    words = _held(_beginning(text), language, spans)
    places = {place for place, word in enumerate(words) if asked.finds(word)}
    places |= _in_a_row(words, asked.phrases) | _numbers(text, words, asked.keys)
    return tuple((words[place].token.start, words[place].token.end) for place in sorted(places))


def found_words(text: str, query: Query, languages: Iterable[str], words: int) -> Snippet:
    """The `words` words of a text that hold most of what `query` found.

    Of a text in several languages each word is read in each: where Markdown was taken out, nobody knows any
    more which of them stands where.
    """
    primary = {language.partition("-")[0] for language in languages}
    found = {hit for language in primary for hit in hits(text, query, language)}
    return snippet(text, sorted(found), words)


@dataclass(frozen=True, slots=True)
class _Held:
    """A word of the text as the index holds it."""

    token: Token
    folded: str
    keys: tuple[str, ...]

    def has_any(self, keys: frozenset[str]) -> bool:
        return self.folded in keys or not keys.isdisjoint(self.keys)


@dataclass(frozen=True, slots=True)
class _Asked:
    """`keys` are forms and keys of words."""

    keys: frozenset[str]
    starts: tuple[str, ...]
    phrases: tuple[Phrase, ...]

    def __bool__(self) -> bool:
        return bool(self.keys or self.starts or self.phrases)

    def finds(self, word: _Held) -> bool:
        return word.has_any(self.keys) or word.folded.startswith(self.starts)


def _beginning(text: str) -> str:
    """Cut at a space, for half a word is another word."""
    if len(text) <= MOST_CHARACTERS:
        return text
    space = text.rfind(" ", MOST_CHARACTERS - _LONGEST_WORD, MOST_CHARACTERS)
    return text[: space if space > 0 else MOST_CHARACTERS]


def _held(text: str, language: str, spans: Spans) -> list[_Held]:
    found = []
    for token in tokens(text):
        folded, keys = held(token.text, language_at(token.start, spans, language) if spans else language)
        if folded:
            found.append(_Held(token, folded, keys))
    return found


def _asked(query: Query) -> _Asked:
    words = [term for term in query.terms if isinstance(term, Word)]
    return _Asked(
        frozenset().union(*({word.exact, *word.keys} for word in words)),
        tuple(term.start for term in query.terms if isinstance(term, Prefix)),
        tuple(term for term in query.terms if isinstance(term, Phrase)),
    )


def _numbers(text: str, words: Sequence[_Held], keys: frozenset[str]) -> set[int]:
    """The words of the days and amounts that were asked for, in whichever form they are written."""
    found = [word.token for word in words]
    if not any(token.text[0].isdecimal() for token in found):
        return set()
    asked = [
        (start, end)
        for start, end, key in (*dates_among(text, found), *amounts_among(text, found))
        if key in keys or without_year(key) in keys
    ]
    starts = [token.start for token in found]
    return {
        place
        for start, end in asked
        for place in range(bisect_left(starts, start), bisect_left(starts, end))
        if found[place].end <= end
    }


def _in_a_row(words: Sequence[_Held], phrases: Iterable[Phrase]) -> set[int]:
    return {
        place
        for phrase in phrases
        for start in _starts(words, phrase)
        for place in range(start, start + len(phrase.words))
    }


def _starts(words: Sequence[_Held], phrase: Phrase) -> Iterator[int]:
    folded, *before = phrase.words[-1], *phrase.words[:-1]
    for start in range(len(words) - len(before)):
        last = words[start + len(before)]
        if (last.folded == folded or _is_form(last, phrase)) and before == [
            word.folded for word in words[start : start + len(before)]
        ]:
            yield start


def _is_form(word: _Held, phrase: Phrase) -> bool:
    return word.has_any(phrase.last) and word.folded.startswith(phrase.last_start)
