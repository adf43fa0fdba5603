"""What changed between two wordings, word by word.

Paragraphs are set beside each other first, words only within those that differ: so a long text takes as long
as its changes. Method: difflib, which for people's eyes keeps long runs together; measured against rapidfuzz
(shortest edit: 5 to 50 times as quick, and torn into 1.5 to 17 times as many pieces).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

# Scripts without spaces: there each sign is compared alone.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = rf"[^\W{_UNSPACED}]+(?:['‘’ʻʼ`.,:-][^\W{_UNSPACED}]+)*"
# A word or a sign with the space after it; the space is not compared.
_PIECE = re.compile(rf"(?:[{_UNSPACED}]|{_WORD}|\S)\s*")
_PARAGRAPH = re.compile(r"\n\s*")

# Beyond these whole paragraphs are marked, or set beside each other in order. difflib's time goes with the
# product of both lengths where pieces stand in another order, and with a power of the pairs of equal pieces
# where two of them alternate; at these limits each takes under a second.
_MOST_STEPS = 4_000_000
_MOST_PAIRS = 100_000


class Fate(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one fate in a row, spaces with them; never empty."""

    fate: Fate
    words: str


Paragraph = tuple[Run, ...]
"""A paragraph of either wording or of both, as runs from its first word to its last."""


def differences(before: str, after: str) -> tuple[Paragraph, ...]:
    """Every paragraph of two wordings in order, with what was removed and what was added.

    The kept and removed runs of all paragraphs give the words of `before`, the kept and added those of
    `after`; only spaces may differ.
    """
    old, new = _paragraphs(before), _paragraphs(after)
    budget = _Budget()
    found: list[Paragraph] = []
    for tag, a, b, c, d in _opcodes(old, new, budget):
        if tag == "equal":
            found += [(Run(Fate.KEPT, each),) for each in old[a:b]]
        else:
            found += _replaced(old[a:b], new[c:d], budget)
    return tuple(found)


def changed(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether anything was added or removed."""
    return any(run.fate is not Fate.KEPT for paragraph in paragraphs for run in paragraph)


class _Budget:
    """What may still be compared over all of two texts."""

    def __init__(self) -> None:
        self._steps = _MOST_STEPS
        self._pairs = _MOST_PAIRS

    def allows(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Take what comparing these costs, where enough is left."""
        steps = len(old) * len(new)
        if steps > self._steps:
            return False
        counted = Counter(new)
        pairs = sum(times * counted[piece] for piece, times in Counter(old).items())
        if pairs > self._pairs:
            return False
        self._steps -= steps
        self._pairs -= pairs
        return True


_Code = tuple[str, int, int, int, int]


def _opcodes(old: Sequence[str], new: Sequence[str], budget: _Budget) -> Iterator[_Code]:
    """difflib's opcodes, after what is equal at both ends was set aside; or all in one."""
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    a, b, c, d = start, len(old) - end, start, len(new) - end
    if start:
        yield "equal", 0, start, 0, start
    if budget.allows(old[a:b], new[c:d]):
        matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
        for tag, i, j, k, m in matcher.get_opcodes():
            yield tag, a + i, a + j, c + k, c + m
    else:
        yield "replace", a, b, c, d
    if end:
        yield "equal", b, len(old), d, len(new)


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pieces are equal from the first one on."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _replaced(old: Sequence[str], new: Sequence[str], budget: _Budget) -> Iterator[Paragraph]:
    """Paragraphs that gave way to others: pairs in order, then those that have no partner."""
    for one, other in zip(old, new, strict=False):
        yield from _words(one, other, budget)
    both = min(len(old), len(new))
    yield from ((Run(Fate.REMOVED, each),) for each in old[both:])
    yield from ((Run(Fate.ADDED, each),) for each in new[both:])


def _words(one: str, other: str, budget: _Budget) -> Iterator[Paragraph]:
    old, new = _PIECE.findall(one), _PIECE.findall(other)
    codes = list(_opcodes(_bare(old), _bare(new), budget))
    kept = sum(len(piece) for tag, a, b, _, _ in codes if tag == "equal" for piece in old[a:b])
    # Two paragraphs that share no more than small words are no edit of one another.
    if kept * 4 < min(len(one), len(other)):
        yield (Run(Fate.REMOVED, one),)
        yield (Run(Fate.ADDED, other),)
    else:
        yield tuple(_joined(_runs(codes, old, new)))


def _bare(pieces: Sequence[str]) -> list[str]:
    return [piece.rstrip() for piece in pieces]


def _runs(codes: Iterable[_Code], old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """Within a change what was removed stands first; the space after it belongs to neither."""
    for tag, a, b, c, d in codes:
        if tag == "equal":
            yield Run(Fate.KEPT, "".join(new[c:d]))
            continue
        removed, added = "".join(old[a:b]), "".join(new[c:d])
        yield Run(Fate.REMOVED, removed.rstrip())
        yield Run(Fate.ADDED, added.rstrip())
        last = added or removed
        yield Run(Fate.KEPT, last[len(last.rstrip()) :])


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one fate are one run."""
    told = (run for run in runs if run.words)
    for fate, group in groupby(told, key=lambda run: run.fate):
        yield Run(fate, "".join(run.words for run in group))


def _paragraphs(text: str) -> list[str]:
    return [part for each in _PARAGRAPH.split(text) if (part := each.strip())]
