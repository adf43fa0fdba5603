"""One search form for all the spellings of a word. The tables and their reasons are in `spellings`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from aitys.text.numerals import ascii_digits, number_key, other_number_key
from aitys.text.spellings import (
    APOSTROPHES,
    BARE_LETTERS,
    KAZAKH_DRAFTS,
    KEY_HABITS,
    LATIN_LETTERS,
    LATIN_PAIRS,
    LETTER_HABITS,
    LONG,
    LONG_HABITS,
    NAMES,
    NEVER_BARE,
    OF_A_KAZAKH_DRAFT,
    SOUND_PAIRS,
    VOWEL_Y,
    WHOLE_LETTERS,
    WHOLE_WORDS,
)

_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(table: Iterable[tuple[str, str]]) -> _Rules:
    return tuple((re.compile(pattern), instead) for pattern, instead in table)


def _any_of(*tables: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """What tells at one look that no rule applies, as none does to most words."""
    # A group that a rule counts from its own beginning would get another number here.
    patterns = [pattern for table in tables for pattern, _ in table]
    return re.compile("|".join(re.sub(r"\((?!\?)", "(?:", pattern) for pattern in patterns))


# й is a letter of its own: it keeps its sign when the accents go.
_SHORT_I = "и\u0306"
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
# Apostrophes once more: ŉ is opened to one and n.
_WHOLE_LETTERS = str.maketrans(WHOLE_LETTERS) | _ONE_APOSTROPHE
_LATIN_LETTERS = str.maketrans({**LATIN_LETTERS, "'": "ъ"})
_LATIN_PAIR = re.compile("|".join(map(re.escape, LATIN_PAIRS)))
_VOWEL_Y = re.compile(VOWEL_Y)
_SOUND_PAIRS = _rules(SOUND_PAIRS)
_KEY_LETTERS = re.compile(r"[а-ьюя]+")
_ANY_SOUND_PAIR = _any_of((*SOUND_PAIRS, ("ъ", "")))
_POSSESSIVE = re.compile(r"(?<=[a-z]{2})'s?$")
_ACCENTS_AND_SPACES = re.compile(
    r"[\s\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f]"
)

_LETTER_HABITS = _rules(LETTER_HABITS)
_LONG_HABITS = _rules(LONG_HABITS)
_KAZAKH_DRAFTS = _rules(KAZAKH_DRAFTS)
_KEY_HABITS = _rules(KEY_HABITS)
_BARE_LETTERS = str.maketrans(BARE_LETTERS)
_NAME = re.compile("^(?:" + "|".join(sorted(NAMES, key=len, reverse=True)) + ")")
_ANY_KEY_HABIT = re.compile(f"{_any_of(KEY_HABITS).pattern}|{_NAME.pattern}")
_ANY_HABIT_IN_KEY_LETTERS = re.compile(f"ъ|{_ANY_KEY_HABIT.pattern}")
_ANY_LETTER_HABIT = _any_of(LETTER_HABITS, LONG_HABITS)
_OF_A_KAZAKH_DRAFT = re.compile(OF_A_KAZAKH_DRAFT)


@lru_cache(maxsize=1 << 16)  # a desk's words repeat: nine of ten are answered from here
def fold(word: str) -> str:
    """The form under which a word is stored and looked for; empty when nothing of it can be.

    The form holds no space, and folding it again changes nothing. `word` is no longer than a token that
    counts, see `tokens.fold_token`: some rules look ahead.
    """
    lowered = word.lower()
    if _KEY_LETTERS.fullmatch(lowered):
        key = _one_sound(lowered)
    else:
        key = _one_sound(_in_key_letters(word))
        if key[:1].isdecimal():
            key = number_key(word) or number_key(key) or key
    return WHOLE_WORDS.get(key, key)


def folded(words: str) -> frozenset[str]:
    """The keys of words parted by spaces: tables of words are written as their language writes them."""
    return frozenset(map(fold, words.split()))


def _in_key_letters(word: str) -> str:
    bare = _without_accents(word.translate(_ONE_APOSTROPHE).casefold())
    paired = _LATIN_PAIR.sub(lambda pair: LATIN_PAIRS[pair[0]], _POSSESSIVE.sub("", bare))
    if "y" in paired:
        paired = _VOWEL_Y.sub("ы", paired)
    return paired.translate(_LATIN_LETTERS)


def _without_accents(lowered: str) -> str:
    """Compatibility forms opened, letters that are not letter + accent replaced, accents dropped; й stays."""
    if lowered.isascii():
        return "".join(lowered.split())
    whole = unicodedata.normalize("NFKC", lowered).casefold().translate(_WHOLE_LETTERS)
    opened = unicodedata.normalize("NFKD", ascii_digits(whole)).replace(_SHORT_I, "й")
    return _ACCENTS_AND_SPACES.sub("", opened).translate(_WHOLE_LETTERS)


def _one_sound(key: str) -> str:
    if not _ANY_SOUND_PAIR.search(key):
        return key
    for pattern, sound in _SOUND_PAIRS:
        key = pattern.sub(sound, key)
    return key.strip("ъ")


@lru_cache(maxsize=1 << 16)
def alternates(word: str) -> tuple[str, ...]:
    """Other keys by which readers look for the word: `fold` alone cannot serve two habits of spelling.

    Both the index and a query take them, so that either spelling finds the other; at most three.
    """
    lowered = word.lower()
    if _KEY_LETTERS.fullmatch(lowered) and not _ANY_HABIT_IN_KEY_LETTERS.search(lowered):
        return ()
    key = fold(word)
    if word[:1].isdecimal():
        others = [other_number_key(word)]
    else:
        plain = _POSSESSIVE.sub("", unicodedata.normalize("NFC", lowered).translate(_ONE_APOSTROPHE))
        others = [_by_habit(rewritten) for rewritten in _rewritten(plain, key)]
    return tuple(dict.fromkeys(other for other in others if other not in ("", key)))


def _rewritten(plain: str, key: str) -> list[str]:
    """The word as others would write its letters, itself where nobody would; then by single habits."""
    is_long = len(key) - key.count("ъ") >= LONG
    forms = [plain]
    if _ANY_LETTER_HABIT.search(plain):
        forms = [_applied(_LETTER_HABITS + _LONG_HABITS if is_long else _LETTER_HABITS, plain)]
    if is_long and not plain.startswith(NEVER_BARE):
        forms.append(plain.translate(_BARE_LETTERS))
    if _OF_A_KAZAKH_DRAFT.match(plain):
        forms.append(_applied(_KAZAKH_DRAFTS, plain))
    return forms


def _by_habit(rewritten: str) -> str:
    """The key of the rewritten word, where others would write even that with other letters."""
    other = fold(rewritten)
    if not _ANY_KEY_HABIT.search(other):
        return other
    return _NAME.sub(lambda name: NAMES[name[0]], _applied(_KEY_HABITS, other))


def _applied(rules: _Rules, word: str) -> str:
    for pattern, instead in rules:
        word = pattern.sub(instead, word)
    return word
