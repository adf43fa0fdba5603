"""What people type by the habits of other search boxes, and which this one reads in another way."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from aitys.text.chunks import MINUS, is_or
from aitys.text.operators import OR_WORDS
from aitys.text.understood import Problem, ProblemName

_LONE_MINUS = ("-", "−")
"""A dash that is longer stands between words as it does in any sentence."""
_SMALL_OR = frozenset(map(str.lower, OR_WORDS))
_BRACKETS = "()"

Chunks = Sequence[re.Match[str]]


def noticed(chunks: Chunks, numbers: Collection[int]) -> Iterator[Problem]:
    """The problems of chunks beside others; `numbers` are the places of those that are read as one number."""
    for place, chunk in enumerate(chunks[:-1]):
        if place in numbers:
            continue
        written, following = chunk["bare"] or "", chunks[place + 1]
        before = chunks[place - 1] if place else None
        is_dropped_minus = written in _LONE_MINUS and not (before and _is_range(before[0], following[0]))
        if is_dropped_minus or (written == "NOT" and not following[0].isupper()):
            yield Problem(ProblemName.LONE_MINUS, written)
        if written in _SMALL_OR and before and not (is_or(before) or is_or(following)):
            yield Problem(ProblemName.SMALL_OR, written)
    if _have_telling_brackets(chunks):
        yield Problem(ProblemName.BRACKETS, "")


def _is_range(before: str, following: str) -> bool:
    """As in "5 - 7"."""
    return before[-1].isdecimal() and following[0].isdecimal()


def _have_telling_brackets(chunks: Chunks) -> bool:
    """Brackets that would change what is asked: around more than what OR joins, where OR or a minus is."""
    has_or = any(map(is_or, chunks))
    for place, chunk in enumerate(chunks):
        if chunk[0].lstrip(MINUS).startswith("("):
            inside = _inside(chunks, place)
            if chunk[0][0] in MINUS and len(inside) > 1:
                return True
            if has_or and not all(is_or(each) is bool(number % 2) for number, each in enumerate(inside)):
                return True
    return False


def _inside(chunks: Chunks, place: int) -> Chunks:
    """From the bracket on to the first that closes one."""
    ends = (number for number in range(place, len(chunks)) if chunks[number][0].endswith(")"))
    within = chunks[place : next(ends, len(chunks)) + 1]
    return [each for each in within if each[0].strip(_BRACKETS + MINUS)]
