"""Which of the desk's languages a text is in, and in which script, as a whole and stretch by stretch."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from itertools import pairwise

from aitys.text.evidence import columns_of, pieces, said_by, script_of_pieces, weigh
from aitys.text.scripts import NO_SCRIPT, is_signature, own_words, script_of, telling
from aitys.text.sentences import sentences

__all__ = ["DESK_LANGUAGES", "LANGUAGE_STAGE", "UNDETERMINED", "Language", "detect", "script_of", "stretches"]

LANGUAGE_STAGE = f"language@2+py3langid-{version('py3langid')}"
DESK_LANGUAGES = ("ru", "en", "kk", "ky", "uz", "tg", "tk")
UNDETERMINED = "und"

# Scripts in which the region writes them; a language that is not here may be in any.
_SCRIPTS = {
    "ru": ("Cyrl",),
    "en": ("Latn",),
    "kk": ("Cyrl",),
    "ky": ("Cyrl",),
    "uz": ("Latn", "Cyrl"),
    "tg": ("Cyrl",),
    "tk": ("Latn",),
}
# Natural logarithms of odds, see `evidence`: by so much must another language of the world be likelier than
# the best of ours before a text is nobody's, and by so much must one of ours win where the words are few.
_FOREIGN = 12.0
_SURE = {1: 15.0, 2: 3.0}
# So many signs are read: they say what a text is in, more only costs time. The first glance is enough where
# the winner is ahead of all others by so much.
_GLANCE, _READ = 48, 120
_CLEAR = 20.0
# A word and an ending, or two words, that no other language has: nobody needs to look at the letters.
_SAID = 12.0
# A sentence of fewer letters may be a name or a title, in whatever language.
_SHORT = 25


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is ISO 639 or "und"; `script` ISO 15924, "Zyyy" without a letter, "Zzzz" for one we do not name.

    `score` is the probability among the languages that are known here, 0 to 1; of "und" it is 0.
    """

    code: str
    script: str
    score: float


def detect(text: str, among: tuple[str, ...] = DESK_LANGUAGES) -> Language:
    """The language of the beginning, if it is one of `among`.

    "und" where no letter stands, where another language is likelier (one of the world's, or of ours that is
    not among them), and where one or two words leave it open.
    """
    return _judge(telling(text), among)


def stretches(text: str, among: tuple[str, ...] = DESK_LANGUAGES) -> tuple[tuple[int, int, Language], ...]:
    """Where a text in several languages or scripts changes from one to the next: (start, end, language).

    They stand in order and cover the text; there are none where all of it is in one. Sentences are looked
    at, and those that are short, or do not say clearly what they are in, belong to what stands before them:
    a foreign name or a quoted headline makes no stretch.
    """
    changes: list[tuple[int, Language]] = []
    for start, end in _paragraphs(text):
        paragraph = own_words(text[start:end])
        if len(paragraph) < _SHORT or is_signature(paragraph):
            continue
        if changes and _goes_on(paragraph, changes[-1][1]):
            continue
        for begin, found in _parts(paragraph, text[start:end], among):
            if not changes or not _alike(found, changes[-1][1]):
                changes.append((start + begin, found))
    if len(changes) < 2:
        return ()
    starts = [0, *(start for start, _ in changes[1:]), len(text)]
    return tuple((*span, found) for span, (_, found) in zip(pairwise(starts), changes, strict=True))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _goes_on(paragraph: str, language: Language) -> bool:
    """Whether words alone say, both at its beginning and at its end, that a paragraph is in `language`."""
    place = columns_of(language.script).codes.index(language.code)
    for words in (paragraph[:_READ], paragraph.rstrip()[-_READ:]):
        found = pieces(words)
        first, lead = _first(said_by(found, language.script))
        if first != place or lead < _SAID or script_of_pieces(found) != language.script:
            return False
    return True


def _parts(own: str, paragraph: str, among: tuple[str, ...]) -> Iterator[tuple[int, Language]]:
    """The parts of a paragraph that say clearly what they are in, and where they begin.

    One that begins and ends in the same language is taken for whole: two glances, not one a sentence.
    """
    first, clear = _look(own[:_GLANCE], among)
    last, clear_too = _look(own.rstrip()[-_GLANCE:], among)
    if clear and clear_too and _alike(first, last):
        yield 0, first
        return
    for begin, end in sentences(paragraph):
        sentence = own_words(paragraph[begin:end])
        if sum(map(str.isalpha, sentence)) >= _SHORT:
            found, clear = _look(sentence[:_READ], among)
            if clear:
                yield begin, found


def _alike(one: Language, other: Language) -> bool:
    return (one.code, one.script) == (other.code, other.script)


def _judge(text: str, among: tuple[str, ...]) -> Language:
    """A glance at the first words is enough for most texts; else all that is read of a text."""
    border = text.rfind(" ", 0, _GLANCE)
    if border > 0 and len(text) > _GLANCE:
        found, clear = _look(text[:border], among)
        if clear:
            return found
    return _look(text[:_READ], among)[0]


def _look(text: str, among: tuple[str, ...]) -> tuple[Language, bool]:
    """The language of a short text, and whether it is beyond doubt."""
    found = pieces(text)
    script = script_of_pieces(found)
    choice = _choice(script, among)
    if not choice.possible:
        return Language(UNDETERMINED, script or NO_SCRIPT, 0.0), False
    by_words = said_by(found, script)
    place, lead = _first(by_words)
    clear = lead >= _SAID and place in choice.known
    if not clear:
        place, lead, ahead = _winner(weigh(found, script), choice)
        few = sum(piece.words for piece in found)
        if ahead < -_FOREIGN or (lead < _SURE.get(few, 0.0) and not _speaks(by_words, place, choice)):
            return Language(UNDETERMINED, script, 0.0), False
        clear = min(lead, ahead) > _CLEAR
    code = columns_of(script).codes[place]
    if code not in among:
        return Language(UNDETERMINED, script, 0.0), False
    return Language(code, script, _probability(lead, text)), clear


@dataclass(frozen=True, slots=True)
class _Choice:
    """The places of the languages among which a text is looked for, and of the rest."""

    possible: bool
    known: list[int]
    foreign: list[int]


@lru_cache(maxsize=256)
def _choice(script: str, among: tuple[str, ...]) -> _Choice:
    """The desk's languages are told apart even where a desk reads only some of them."""
    written = {code for code in {*among, *DESK_LANGUAGES} if script in _SCRIPTS.get(code, (script,))}
    if not script or not written.intersection(among):
        return _Choice(possible=False, known=[], foreign=[])
    codes = columns_of(script).codes
    known = [place for place, code in enumerate(codes) if code in written]
    foreign = [place for place, code in enumerate(codes) if code not in written]
    return _Choice(bool(written.intersection(among, codes)), known, foreign)


def _winner(weights: list[float], choice: _Choice) -> tuple[int, float, float]:
    """The place of the likeliest known language, its lead over the next, and over all that are foreign."""
    ranked = sorted(choice.known, key=weights.__getitem__)
    best = weights[ranked[-1]]
    lead = best - weights[ranked[-2]] if len(ranked) > 1 else math.inf
    ahead = best - max([weights[place] for place in choice.foreign]) if choice.foreign else math.inf
    return ranked[-1], lead, ahead


def _first(weights: list[float]) -> tuple[int, float]:
    """The place of the greatest, and its lead over the next."""
    *_, second, first = sorted(weights)
    return weights.index(first), first - second


def _speaks(by_words: list[float], place: int, choice: _Choice) -> bool:
    """Whether the words themselves speak for one language rather than for any other that is known."""
    return all(by_words[place] > by_words[rival] for rival in choice.known if rival != place)


def _probability(lead: float, text: str) -> float:
    """Letters in a row are no independent witnesses: as in py3langid, the root of their number counts."""
    return round(1 / (1 + math.exp(-lead / math.sqrt(len(text) or 1))), 4)
