"""One search form for all the spellings of a word. The tables and their reasons are in `spellings`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from aitys.text.spellings import (
    APOSTROPHES,
    LATIN_LETTERS,
    LATIN_PAIRS,
    SOUND_PAIRS,
    WHOLE_LETTERS,
    WHOLE_WORDS,
)

# й is a letter of its own: it keeps its sign when the accents go.
_SHORT_I = "и\u0306"
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_WHOLE_LETTERS = str.maketrans(WHOLE_LETTERS)
_LATIN_LETTERS = str.maketrans({**LATIN_LETTERS, "'": "ъ"})
_LATIN_PAIR = re.compile("|".join(map(re.escape, LATIN_PAIRS)))
_SOUND_PAIRS = tuple((re.compile(pattern), sound) for pattern, sound in SOUND_PAIRS)
# Most words of the region have nothing to unfold: one look saves them eight.
_KEY_LETTERS = re.compile(r"[а-ьюя]+")
_ANY_SOUND_PAIR = re.compile("|".join(pattern for pattern, _ in SOUND_PAIRS) + "|ъ")
_POSSESSIVE = re.compile(r"(?<=[a-z]{2})'s?$")
_ACCENTS_AND_SPACES = re.compile(
    r"[\s\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f]"
)


@lru_cache(maxsize=1 << 16)  # a desk's words repeat: nine of ten are answered from here
def fold(word: str) -> str:
    """The form under which a word is stored and looked for; empty when nothing of it can be.

    The form holds no space, and folding it again changes nothing.
    """
    lowered = word.lower()
    key = _one_sound(lowered if _KEY_LETTERS.fullmatch(lowered) else _in_key_letters(word))
    return WHOLE_WORDS.get(key, key)


def _in_key_letters(word: str) -> str:
    bare = _without_accents(word.translate(_ONE_APOSTROPHE).casefold())
    paired = _LATIN_PAIR.sub(lambda pair: LATIN_PAIRS[pair[0]], _POSSESSIVE.sub("", bare))
    return paired.translate(_LATIN_LETTERS)


def _without_accents(lowered: str) -> str:
    """Compatibility forms opened, letters that are not letter + accent replaced, accents dropped; й stays."""
    whole = unicodedata.normalize("NFKC", lowered).casefold().translate(_WHOLE_LETTERS)
    opened = unicodedata.normalize("NFKD", whole).replace(_SHORT_I, "й")
    return _ACCENTS_AND_SPACES.sub("", opened).translate(_WHOLE_LETTERS)


def _one_sound(key: str) -> str:
    if not _ANY_SOUND_PAIR.search(key):
        return key
    for pattern, sound in _SOUND_PAIRS:
        key = pattern.sub(sound, key)
    return key.strip("ъ")


def alternates(word: str) -> tuple[str, ...]:
    """Other keys by which readers look for the word: `fold` alone cannot serve two habits of spelling."""
    del word
    return ()
