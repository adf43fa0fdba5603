"""What a person typed into a search box."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aitys.text.tokens import search_terms

# Characters. A longer one is a pasted article; its first words are enough to find it.
LONGEST_QUERY = 1000

_QUOTES = '"“”„‟«»＂'
# A quote that nobody closed makes a phrase of the rest.
_PART = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]?|([^\s{_QUOTES}]+)")


@dataclass(frozen=True, slots=True)
class Query:
    """Folded terms, all wanted: `words` anywhere, each of `phrases` (two terms or more) in a row."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def terms(self) -> frozenset[str]:
        """Every term, for marking hits."""
        return frozenset(self.words).union(*self.phrases)

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)


def parse_query(text: str) -> Query:
    """Words and "phrases" of what was typed; never raises. Falsy when it holds no word at all.

    What has no space in it but several terms ("covid-19", "@bazaar_talk") is a phrase of them.
    """
    words: dict[str, None] = {}
    phrases: dict[tuple[str, ...], None] = {}
    for part in _PART.finditer(_beginning(text)):
        terms = tuple(search_terms(part[1] or part[2] or ""))
        if len(terms) == 1:
            words[terms[0]] = None
        elif terms:
            phrases[terms] = None
    return Query(tuple(words), tuple(phrases))


def _beginning(text: str) -> str:
    """Cut between words: half a word would have to stand in every post that is found."""
    if len(text) <= LONGEST_QUERY:
        return text
    kept = text[:LONGEST_QUERY]
    return kept if text[LONGEST_QUERY].isspace() else (kept.rsplit(None, 1) or [""])[0]
