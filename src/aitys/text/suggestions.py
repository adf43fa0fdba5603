"""What else a person may have meant to type: the other keyboard layout, and words a slip away."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from aitys.text.scripts import script_of
from aitys.text.tokens import fold_token, tokens

# The keys of a keyboard in one order, as each layout has them. Kazakh letters stand on the row of digits.
_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_LATIN_CAPITALS = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
_KAZAKH_DIGITS = str.maketrans("2345890-=", "әіңғүұқөһ")
_TO_CYRILLIC = str.maketrans(_LATIN + _LATIN_CAPITALS, _CYRILLIC + _CYRILLIC.upper())
_TO_LATIN = str.maketrans(_CYRILLIC + _CYRILLIC.upper(), _LATIN + _LATIN_CAPITALS)
# Marks that end a phrase of words are letters on the other layout: ю, б, ж, э.
_LATIN_MARKS = ".,;'"
_LATIN_LETTER = re.compile("[A-Za-z]")
_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")
_DIGIT_BESIDE_A_LETTER = re.compile(r"[^\W\d_][2345890]|[2345890][^\W\d_]")

LONG_WORD = 8
"""Letters. In a word of so many two slips may be made, in a shorter one one, and none in one shorter than"""
SHORT_WORD = 4


def slips(word: str) -> int:
    """How many slips a folded word bears; a number none, for one digit makes it another."""
    if len(word) < SHORT_WORD or any(letter.isdecimal() for letter in word):
        return 0
    return 2 if len(word) >= LONG_WORD else 1


def other_layouts(typed: str) -> tuple[str, ...]:
    """What the same keys give on the other layout: "ghbdtn" is "привет", "руддщ" is "hello".

    Where a digit touches a letter, the Kazakh layout is one more. Empty for a word in both alphabets.
    """
    found: list[str] = []
    for keys in dict.fromkeys((typed, typed.strip(_LATIN_MARKS))):
        layouts = (_TO_CYRILLIC,) if _LATIN_LETTER.search(keys) else (_TO_LATIN,)
        if _DIGIT_BESIDE_A_LETTER.search(keys):
            found.append(keys.translate(_TO_CYRILLIC).translate(_KAZAKH_DIGITS))
        found += [keys.translate(layout) for layout in layouts]
    mixed = bool(_LATIN_LETTER.search(typed) and _CYRILLIC_LETTER.search(typed))
    return () if mixed else tuple(each for each in dict.fromkeys(found) if each != typed and _is_pure(each))


def _is_pure(word: str) -> bool:
    return bool(_LATIN_LETTER.search(word)) is not bool(_CYRILLIC_LETTER.search(word))


def is_near(one: str, other: str, most: int) -> bool:
    """Whether `most` slips make one word the other: a letter more, less or other, or two that changed places.

    Damerau's distance with neighbours changed once, searched no deeper than `most`.
    """
    if abs(len(one) - len(other)) > most:
        return False
    start = 0
    while start < len(one) and start < len(other) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    if most == 0 or not (one and other):
        return len(one) + len(other) <= most
    changed = one[:2] == other[1::-1] and is_near(one[2:], other[2:], most - 1)
    return (
        changed
        or is_near(one[1:], other[1:], most - 1)
        or is_near(one[1:], other, most - 1)
        or is_near(one, other[1:], most - 1)
    )


def spellings(texts: Iterable[str], word: str, most: int, like: str = "") -> dict[str, str]:
    """The words of the texts that are at most so many slips from the folded `word`, and are not it: their
    folded forms, and each as it is most often written, in the script of `like` where it is.
    """
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for token in tokens(text):
            written[fold_token(token.text)][token.text] += 1
    return {
        folded: _most_often(forms, like)
        for folded, forms in written.items()
        if folded != word and is_near(word, folded, most)
    }


def _most_often(forms: Counter[str], like: str) -> str:
    """The commonest of those in the script of `like`, and of all where none is in it."""
    alike = [form for form in forms if is_of_one_script(form, like)]
    return max(alike or forms, key=forms.__getitem__)


def is_of_one_script(one: str, other: str) -> bool:
    return script_of(one) == script_of(other)


def in_the_case_of(typed: str, word: str) -> str:
    """The word in small letters, in capitals, or begun with one, as the typed one is."""
    if typed.islower():
        return word.lower()
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return (
        (word[:1].upper() + (word[1:].lower() if word.isupper() else word[1:])) if typed.istitle() else word
    )


def replaced(text: str, places: Mapping[tuple[int, int], str]) -> str:
    """The text with other words at those (start, end)."""
    parts, done = [], 0
    for (start, end), word in sorted(places.items()):
        parts += [text[done:start], word]
        done = end
    return "".join([*parts, text[done:]])
