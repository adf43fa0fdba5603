"""What two copies say differently: another number, another name, a "not" too many.

The words of both are set beside each other (difflib), and each small place where they part is looked at. A
sentence more or less is no difference in this sense.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from aitys.group.number_words import number_of
from aitys.group.own_words import OwnWords
from aitys.text.folding import alternates, fold
from aitys.values.copies import Difference, Differs

MOST = 20
"""So many are told; who differs in more is no copy that says something else, but another text."""

_PLACE = 6
"""Words on each side of a place that is still small."""

_SMALL = 3
"""Words of a place in which a negation denies what stands around it, and not something of its own."""

_MOST_STEPS = 4_000_000
_MOST_PAIRS = 100_000
"""difflib's time goes with the product of both lengths where words stand in another order, and with a power
of the pairs of equal words where two of them alternate. Beyond these nothing is told to differ.
"""

_WORDS = "не ни нет без not no never without емес жоқ эмес жок emas yoʻq нест däl ýok"
_NEGATIONS = frozenset(map(fold, _WORDS.split()))
# Within a verb (барды, бармады; keldi, kelmadi; bardy, barmady), and before one.
_NEGATIVE_INFIXES = ("ма", "ме", "ба", "бе", "па", "пе")
_NEGATIVE_PREFIXES: tuple[str, ...] = ("не",)
_OF_TAJIK = ("на",)
"""Tajik only: Russian makes other words by it (писали, написали)."""

_TAJIK_LETTERS = frozenset("ҷӣӯҶӢӮ")
_LEAST_STEM = 4
_SAME_NAME = 0.6


@dataclass(frozen=True, slots=True)
class _Side:
    """Words of one post in one place."""

    post: OwnWords
    begin: int
    end: int

    @property
    def words(self) -> tuple[str, ...]:
        return self.post.words[self.begin : self.end]

    @property
    def written(self) -> str:
        return " ".join(self.post.written[self.begin : self.end])

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """In figures and as written."""
        places = range(self.begin, self.end)
        return [
            (number, self.post.written[at]) for at in places if (number := number_of(self.post.words[at]))
        ]

    @property
    def names(self) -> list[int]:
        """Capital letters where they mean something."""
        return [
            at
            for at in range(self.begin, self.end)
            if self.post.written[at][0].isupper() and at not in self.post.begins
        ]


def differing(before: OwnWords, after: OwnWords) -> tuple[Difference, ...]:
    """What matters, in order of the text, each once; at most `MOST`."""
    found: dict[Difference, None] = {}
    for old, new in _places(before, after):
        found |= dict.fromkeys(_in_place(old, new))
        if len(found) >= MOST:
            break
    return tuple(found)[:MOST]


def _places(before: OwnWords, after: OwnWords) -> Iterator[tuple[_Side, _Side]]:
    """The small places where the words part, without what is the same at both ends."""
    first = _shared(before.words, after.words)
    last = _shared(before.words[first:][::-1], after.words[first:][::-1])
    old = before.words[first : len(before.words) - last]
    new = after.words[first : len(after.words) - last]
    if len(old) * len(new) > _MOST_STEPS or _pairs(old, new) > _MOST_PAIRS:
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal" and b - a <= _PLACE and d - c <= _PLACE:
            yield _Side(before, first + a, first + b), _Side(after, first + c, first + d)


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    counted = Counter(new)
    return sum(times * counted[word] for word, times in Counter(old).items())


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words at the beginning are the same."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _in_place(old: _Side, new: _Side) -> Iterator[Difference]:
    if len(old.numbers) == len(new.numbers):
        yield from _others(old, new)
    else:
        yield from _more_or_fewer(old, new)
    yield from _names(old, new)
    if max(len(old.words), len(new.words)) <= _SMALL and _is_negation(old, new):
        yield Difference(Differs.NEGATION, old.written, new.written)


def _others(old: _Side, new: _Side) -> Iterator[Difference]:
    """One number in the place of another."""
    for (before, gone), (after, come) in zip(old.numbers, new.numbers, strict=True):
        if before != after:
            yield Difference(Differs.NUMBER, gone, come)


def _more_or_fewer(old: _Side, new: _Side) -> Iterator[Difference]:
    """Numbers that the other post has nowhere: what only moved is no difference."""
    gone = [written for number, written in old.numbers if number not in new.post.numbers]
    come = [written for number, written in new.numbers if number not in old.post.numbers]
    for at in range(max(len(gone), len(come))):
        yield Difference(Differs.NUMBER, _at(gone, at), _at(come, at))


def _at(words: Sequence[str], place: int) -> str:
    return words[place] if place < len(words) else ""


def _names(old: _Side, new: _Side) -> Iterator[Difference]:
    """Names that stand where the other has another one: where there are as many."""
    if len(old.names) != len(new.names):
        return
    for a, b in zip(old.names, new.names, strict=True):
        if not _is_one_name(old.post.written[a], new.post.written[b]):
            yield Difference(Differs.NAME, old.post.written[a], new.post.written[b])


def _is_one_name(one: str, other: str) -> bool:
    """The same but for its ending or its spelling."""
    a, b = fold(one), fold(other)
    if {a, *alternates(one)} & {b, *alternates(other)}:
        return True
    return _shared(a, b) >= _SAME_NAME * max(len(a), len(b))


def _is_negation(old: _Side, new: _Side) -> bool:
    denied = [not _NEGATIONS.isdisjoint(side.words) for side in (old, new)]
    return denied[0] != denied[1] or _denies(old, new) or _denies(new, old)


def _denies(plain: _Side, negative: _Side) -> bool:
    """Whether one word became its own denial."""
    if len(plain.words) != 1 or len(negative.words) != 1:
        return False
    word, denial = plain.words[0], negative.words[0]
    if len(word) < _LEAST_STEM or len(denial) - len(word) != 2:
        return False
    prefixes = _NEGATIVE_PREFIXES
    if not _TAJIK_LETTERS.isdisjoint(plain.written + negative.written + "".join(plain.post.written[:200])):
        prefixes += _OF_TAJIK
    if denial.removeprefix(denial[:2]) == word:
        return denial[:2] in prefixes
    at = _shared(word, denial)
    # "ма" may begin like what it stands before: берди, бербеди.
    return any(
        denial[place : place + 2] in _NEGATIVE_INFIXES and denial[:place] + denial[place + 2 :] == word
        for place in range(max(2, at - 1), at + 1)
    )
