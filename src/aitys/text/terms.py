"""What the index holds of a text: each word as it stands there, and the keys that its other forms share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aitys.text.amounts import amounts_among
from aitys.text.dates import date_keys, dates_among, without_year
from aitys.text.folding import alternates
from aitys.text.stemming import STEMMING, stem, stems
from aitys.text.stemming.russian import is_russian
from aitys.text.tokens import ANALYSER, LONGEST_WORD, Token, fold_token, tokens

TERMS = f"{ANALYSER}+{STEMMING}"

# Letters. Below that a word without its last ь is too often a word of another language: соль, Kazakh сол.
_LEAST_WITHOUT_SOFT_SIGN = 4

Spans = Sequence[tuple[int, int, str]]
"""Where which language stands: (start, end, ISO 639), in order."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`words` are folded and in order: phrases are looked for in them. `keys` have no order.

    Among the keys are those of days ("d:2026-05-12" and of any year "d:05-12"), and of numbers whose zeros
    are a word ("5 млн": "5000000").
    """

    words: tuple[str, ...]
    keys: tuple[str, ...]


def terms(text: str, language: str, spans: Spans = ()) -> Terms:
    """The terms of a text in `language`, or in those of `spans` where it is in several."""
    words: list[str] = []
    keys: list[str] = []
    found = tokens(text)
    for token in found:
        code = language_at(token.start, spans, language) if spans else language
        word, its_keys = held(token.text, code)
        if word:
            words.append(word)
            keys += its_keys
    if any(token.text[0].isdecimal() for token in found):
        keys += _keys_of_numbers(text, found)
    return Terms(tuple(words), tuple(keys))


@lru_cache(maxsize=1 << 17)  # about 40 MB when full: eight languages have more words than one
def held(word: str, language: str) -> tuple[str, tuple[str, ...]]:
    """The folded form and the keys of a word of a text in `language`, looked up once for both."""
    folded = fold_token(word)
    return folded, index_keys(word, language) if folded else ()


def _keys_of_numbers(text: str, found: Sequence[Token]) -> Iterator[str]:
    for _, _, day in dates_among(text, found):
        yield from dict.fromkeys((day, without_year(day)))
    for _, _, amount in amounts_among(text, found):
        yield amount


def language_at(place: int, spans: Spans, otherwise: str) -> str:
    """The language of the character at `place`."""
    return next((code for start, end, code in spans if start <= place < end), otherwise)


def index_keys(word: str, language: str) -> tuple[str, ...]:
    """The keys under which a word of a text in `language` is found."""
    return tuple(dict.fromkeys(stem(form, language) for form in _forms(word)))


def query_keys(word: str, languages: Iterable[str]) -> frozenset[str]:
    """The keys by which a word that a person typed is looked for, in whichever of `languages` it is.

    Those of a day too, where it is one: "12.05.2026", or "12 мая" as it stands.
    """
    asked = tuple(languages)
    keys = date_keys(word).union(*(stems(form, asked) for form in _forms(word)))
    return keys - _without_soft_sign(fold_token(word))


def _without_soft_sign(key: str) -> frozenset[str]:
    """What Turkic stemmers make of "угол" and "уголь", where it is a word of its own as in Russian.

    They need it for what their readers write: медальдың, медалі.
    """
    bare = key.removesuffix("ь")
    is_another = bare != key and (len(bare) < _LEAST_WITHOUT_SOFT_SIGN or is_russian(bare))
    return frozenset({bare} if is_another else ())


def _forms(word: str) -> tuple[str, ...]:
    return word, *alternates(word[:LONGEST_WORD])
