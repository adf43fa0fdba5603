"""English words without the endings of inflection: plural, -ed, -ing; what makes another word of one stays.

The steps 1a to 1c and 5a of Porter's second stemmer (snowballstem.org/algorithms/english), without those that
make one word of "universe" and "university". A key is left as it is: it is in Cyrillic, and of "курс"
nobody can tell whether it was "kurs" or is a word of its own.
"""

from __future__ import annotations

import re

from aitys.text.folding import fold
from aitys.text.tokens import LONGEST_WORD, fold_token

_ENGLISH = re.compile(r"[a-z]{3,64}")
_POSSESSIVE = re.compile(r"['’ʼ`´‘ʻ]s?$")
_VOWEL = "[aeiouy]"
_HAS_VOWEL = re.compile(_VOWEL)
_PLURAL = re.compile(rf"{_VOWEL}.+s$")
# The region behind the first consonant that follows a vowel.
_REGION = re.compile(rf"{_VOWEL}[^aeiouy]")
_SHORT_SYLLABLE = re.compile(rf"(?:^{_VOWEL}[^aeiouy]|[^aeiouy]{_VOWEL}[^aeiouywxY])$")
_DOUBLE = re.compile(r"(bb|dd|ff|gg|mm|nn|pp|rr|tt)$")
_PAST = re.compile(r"(?:edly|ingly|ed|ing)$")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Forms that no rule makes, each row after the word they are of.
_IRREGULAR = {
    form: entry
    for entry, *forms in (
        row.split()
        for row in """
        man men
        woman women
        child children
        foot feet
        tooth teeth
        mouse mice
        life lives
        wife wives
        knife knives
        wolf wolves
        thief thieves
        half halves
        shelf shelves
        crisis crises
        bus buses
        gas gases
        go goes went gone
        say said
        take took taken
        make made
        come came
        become became
        give gave given
        meet met
        tell told
        buy bought
        sell sold
        build built
        hold held
        send sent
        spend spent
        pay paid
        speak spoke spoken
        write wrote written
        fall fell fallen
        rise rose risen
        begin began begun
        break broke broken
        choose chose chosen
        know knew known
        lose lost
        win won
        shoot shot
        fight fought
        steal stole stolen
        grow grew grown
        draw drew drawn
        withdraw withdrew withdrawn
        fly flew flown flies
        drive drove driven
        run ran
        strike struck
        bring brought
        think thought
        catch caught
        keep kept
        hide hid hidden
        die died dies dying
        lie lied lying
        tie ties tied tying
        """.splitlines()
        if row.strip()
    )
    for form in forms
}
# They only look like forms.
_WHOLE = _listed("""
    united news during morning evening nothing something anything everything hundred sacred beijing bering
    boeing ceiling viking sterling this its his has was yes gas bus plus thus always perhaps texas kansas
    paris physics
    """)


def stem(word: str) -> str:
    """The key that the forms of `word` share: without -s, -ed, -ing and the possessive, folded."""
    lowered = _POSSESSIVE.sub("", word[:LONGEST_WORD].lower())
    return fold(_bare(lowered)) if _ENGLISH.fullmatch(lowered) else fold_token(word)


def _bare(word: str) -> str:
    """A word in small Latin letters without its endings."""
    if not _ENGLISH.fullmatch(word):
        return word
    word = _IRREGULAR.get(word, word)
    singular = word if word in _WHOLE else _singular(word)
    present = singular if singular in _WHOLE else _present(singular)
    return _without_e(_with_i(_IRREGULAR.get(present, present)))


def _singular(word: str) -> str:
    """Step 1a."""
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith(("us", "ss")) or not _PLURAL.search(word):
        return word
    return word[:-1]


def _present(word: str) -> str:
    """Step 1b."""
    if word.endswith("eed"):
        return word[:-1] if len(word) > 5 else word
    found = _PAST.search(word)
    if not found or not _HAS_VOWEL.search(word, 0, found.start()) or found.start() < 2:
        return word
    bare = word[: found.start()]
    if bare.endswith(("at", "bl", "iz")):
        return bare + "e"
    if _DOUBLE.search(bare):
        return bare[:-1]
    return bare + "e" if _is_short(bare) else bare


def _is_short(word: str) -> bool:
    return _region(word, 0) == len(word) and bool(_SHORT_SYLLABLE.search(word))


def _region(word: str, start: int) -> int:
    found = _REGION.search(word, start)
    return found.end() if found else len(word)


def _with_i(word: str) -> str:
    """Step 1c: city, citi(es)."""
    return word[:-1] + "i" if len(word) > 2 and re.search("[^aeiou]y$", word) else word


def _without_e(word: str) -> str:
    """Step 5a: announc(e), announc(ing); but rate, not rat."""
    first = _region(word, 0)
    if not word.endswith("e") or len(word) <= first:
        return word
    is_far = _region(word, first) < len(word)
    return word[:-1] if is_far or not _SHORT_SYLLABLE.search(word[:-1]) else word
