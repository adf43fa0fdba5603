"""The part of a word that all its forms share, as a folded key; each language's module names its grammar.

A stemmer takes a word as it is written, or its folded key: a word typed on another keyboard has lost
letters. It is light: it takes off endings that are certain, and would rather leave one than make two words
one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from aitys.text.stemming import english, kazakh, kyrgyz, russian, tajik, turkmen, uzbek
from aitys.text.tokens import fold_token

# Raise it whenever a word could get another key: the index is then made anew.
STEMMING = "stemming@6"

_STEMMERS: dict[str, Callable[[str], str]] = {
    "en": english.stem,
    "kk": kazakh.stem,
    "ky": kyrgyz.stem,
    "ru": russian.stem,
    "tg": tajik.stem,
    "tk": turkmen.stem,
    "uz": uzbek.stem,
}

# Letters that only some of the languages write; that a word lacks them says nothing, keyboards lack them too.
_WRITTEN_IN = {
    letter: frozenset(languages.split())
    for letters, languages in (
        ("әұһі", "kk"),
        ("өүң", "kk ky"),
        ("ғқ", "kk tg uz"),
        ("ҳ", "tg uz"),
        ("ў", "uz"),
        ("ҷӣӯ", "tg"),
    )
    for letter in letters
}


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """The key of `word` in `language` (ISO 639); its folded form in a language we cut no endings of."""
    strip = _STEMMERS.get(language, fold_token)
    return strip(word)


def stems(word: str, languages: Iterable[str]) -> frozenset[str]:
    """The keys of a word of which only its letters may say in which of `languages` it is."""
    asked = set(languages)
    meant = asked.intersection(*(_WRITTEN_IN[letter] for letter in _WRITTEN_IN.keys() & set(word.lower())))
    return frozenset(stem(word, language) for language in meant or asked) | {fold_token(word)}
