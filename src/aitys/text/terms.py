"""What the index holds of a text: each word as it stands there, and the keys that its other forms share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aitys.text.folding import alternates
from aitys.text.stemming import STEMMING, stem, stems
from aitys.text.tokens import ANALYSER, fold_token, tokens

TERMS = f"{ANALYSER}+{STEMMING}"

Spans = Sequence[tuple[int, int, str]]
"""Where which language stands: (start, end, ISO 639), in order."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`words` are folded and in order: phrases are looked for in them. `keys` have no order."""

    words: tuple[str, ...]
    keys: tuple[str, ...]


def terms(text: str, language: str, spans: Spans = ()) -> Terms:
    """The terms of a text in `language`, or in those of `spans` where it is in several."""
    words: list[str] = []
    keys: list[str] = []
    for token in tokens(text):
        if folded := fold_token(token.text):
            words.append(folded)
            keys += index_keys(token.text, language_at(token.start, spans, language))
    return Terms(tuple(words), tuple(keys))


def language_at(place: int, spans: Spans, otherwise: str) -> str:
    """The language of the character at `place`."""
    return next((code for start, end, code in spans if start <= place < end), otherwise)


@lru_cache(maxsize=1 << 16)
def index_keys(word: str, language: str) -> tuple[str, ...]:
    """The keys under which a word of a text in `language` is found."""
    return tuple(dict.fromkeys(stem(form, language) for form in _forms(word)))


def query_keys(word: str, languages: Iterable[str]) -> frozenset[str]:
    """The keys by which a word that a person typed is looked for, in whichever of `languages` it is."""
    asked = tuple(languages)
    return frozenset().union(*(stems(form, asked) for form in _forms(word)))


def _forms(word: str) -> tuple[str, ...]:
    return word, *alternates(word)
