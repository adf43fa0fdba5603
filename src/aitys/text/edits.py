"""Did a publisher edit an article, or did only what stands around it change?

A page shows today's rates, today's date, links to other articles and counters beside an article of last year,
and readers of pages cannot always tell them from it. Whoever says "they changed it" must be right; and yet no
change of the article itself may be hidden. So a change is no edit only

1. where nothing differs but typography: spaces, invisible signs, the style of quotes and dashes;
2. where each paragraph that came, went or changed stands around the article: nearly all other pages of the
   source showed it then (or, but for its numbers, the same: a ticker); or it is no sentence and several
   showed it (a list of links); or it is the title of another post; or it counts views.

A sentence whose numbers alone changed is always an edit. So is whatever changed before three other pages of
the source were read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aitys.text.spellings import APOSTROPHES

_SEVERAL = 3
"""On so many other pages a paragraph that is no sentence stands around the article."""
_NEARLY_ALL = 0.8

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_SIGNS = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("«»„“”‟‹›＂", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
_PARAGRAPH = re.compile(r"\n\s*")
_NUMBER = re.compile(r"\d+(?:[\s.,:]\d+)*")
_SENTENCE_END = re.compile(r"[.!?…:;,。！？][\"')\]]*$")
_COUNTED = (
    r"(?:page ?)?views?|read(?:s| times)|просмотр\w*|прочитан\w*|(?:рет )?(?:қарал\w*|оқыл\w*)|көрүү\w*|"
    r"(?:жолу )?(?:көрүлдү|окулду)|(?:marta )?(?:ko'ri\w*|o'qil\w*)|(?:марта )?(?:кўри\w*|ўқил\w*)|"
    r"дида шуд\w*|тамошо\w*|görlen\w*|okal\w*"
)
_COUNTER = re.compile(rf"(?:{_COUNTED})\W*#|#\W*(?:{_COUNTED})\W*", re.IGNORECASE)


class Likeness(StrEnum):
    """How two wordings of one post are alike. Only `EDIT` makes a version."""

    SAME = "same"
    TYPOGRAPHY = "typography"
    SURROUNDINGS = "surroundings"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`reason` is for people who ask why; of an edit it quotes the first change found."""

    likeness: Likeness
    reason: str


@dataclass(frozen=True, slots=True)
class Words:
    """A post's title and its text, paragraphs parted by line ends."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What other posts of the same source said, read in the same way: around the time when the first of two
    wordings was read (`then`), and the second (`now`).
    """

    then: tuple[Words, ...] = ()
    now: tuple[Words, ...] = ()


def judge(before: Words, after: Words, neighbours: Neighbours = Neighbours()) -> Judgement:
    """Say whether `after` is an edit of `before`, and why."""
    if before == after:
        return Judgement(Likeness.SAME, "the same words")
    if level(before.title) != level(after.title):
        return _edit("title", after.title)
    if level(before.text) == level(after.text):
        return Judgement(Likeness.TYPOGRAPHY, "only spaces, quotes, dashes or invisible signs differ")
    return _judge_paragraphs(_paragraphs(before.text), _paragraphs(after.text), neighbours)


def level(text: str) -> str:
    """The text with one kind of space, quote, apostrophe and dash, and nothing invisible; case stays."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(_SIGNS).replace("…", "...")
    return " ".join(plain.split())


def _judge_paragraphs(old: list[str], new: list[str], neighbours: Neighbours) -> Judgement:
    removed, added = (
        list((Counter(old) - Counter(new)).elements()),
        list((Counter(new) - Counter(old)).elements()),
    )
    if _without(old, removed) != _without(new, added):
        return _edit("order", (added or removed or new)[0])
    pairs = tuple(_pairs(removed, added))
    then, now = _Shown(neighbours.then), _Shown(neighbours.now)
    for one, other in pairs:
        if not _is_ticker(one, then, now):
            return _edit("paragraph", other)
        removed.remove(one)
        added.remove(other)
    for paragraphs, shown in ((removed, then), (added, now)):
        for paragraph in paragraphs:
            if not _is_around(paragraph, shown, (then, now)):
                return _edit("paragraph", paragraph)
    return Judgement(Likeness.SURROUNDINGS, "only what other pages of the source show too has changed")


class _Shown:
    """Paragraphs by the number of other posts that showed them, as written and without their numbers."""

    def __init__(self, others: Sequence[Words]) -> None:
        of_each = [set(_paragraphs(words.text)) for words in others]
        self._posts = len(of_each)
        self._exact = Counter(paragraph for each in of_each for paragraph in each)
        self._form = Counter(form for each in of_each for form in {_form(paragraph) for paragraph in each})
        self._titles = {level(words.title) for words in others} - {""}

    def times(self, paragraph: str) -> int:
        return self._exact[paragraph]

    def everywhere(self, paragraph: str) -> bool:
        return self._is_nearly_all(self._exact[paragraph])

    def form_everywhere(self, paragraph: str) -> bool:
        return self._is_nearly_all(self._form[_form(paragraph)])

    def is_title(self, paragraph: str) -> bool:
        return paragraph in self._titles

    def _is_nearly_all(self, times: int) -> bool:
        return times >= max(_SEVERAL, _NEARLY_ALL * self._posts)


def _is_ticker(paragraph: str, then: _Shown, now: _Shown) -> bool:
    """Whether a paragraph of which the numbers changed is a ticker, a clock or a counter."""
    if _is_sentence(paragraph):
        return False
    is_everywhere = then.form_everywhere(paragraph) and now.form_everywhere(paragraph)
    return is_everywhere or bool(_COUNTER.fullmatch(_form(paragraph)))


def _is_around(paragraph: str, shown: _Shown, ever: tuple[_Shown, _Shown]) -> bool:
    """Whether a paragraph that came or went belongs to the page and not to the article."""
    if shown.everywhere(paragraph):
        return True
    if _is_sentence(paragraph):
        return False  # several articles may get the same sentence: a denial, say
    return any(each.times(paragraph) >= _SEVERAL or each.is_title(paragraph) for each in ever)


def _is_sentence(paragraph: str) -> bool:
    return bool(_SENTENCE_END.search(paragraph))


def _pairs(removed: Sequence[str], added: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Paragraphs that differ in their numbers alone, each taken once."""
    free = list(added)
    for one in removed:
        form = _form(one)
        other = next((each for each in free if _form(each) == form), None)
        if other is not None and "#" in form:
            free.remove(other)
            yield one, other


def _form(paragraph: str) -> str:
    return _NUMBER.sub("#", paragraph)


def _without(paragraphs: Sequence[str], some: Sequence[str]) -> list[str]:
    left = Counter(some)
    kept: list[str] = []
    for each in paragraphs:
        if left[each] > 0:
            left[each] -= 1
        else:
            kept.append(each)
    return kept


def _paragraphs(text: str) -> list[str]:
    return [level(part) for part in _PARAGRAPH.split(text) if part.strip()]


def _edit(where: str, words: str) -> Judgement:
    return Judgement(Likeness.EDIT, f"{where}: {words[:80]}")
