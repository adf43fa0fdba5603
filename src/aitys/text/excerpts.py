"""The beginning of a text, and the place in it that answers a search."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from aitys.text.tokens import fold_token

ELLIPSIS = "…"
# Scripts without spaces: there a sign counts as a word, or a whole text would pass as one.
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")
# No word of our languages is longer; a longer run of signs takes the room of several.
_ROOM = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]{{1,50}}")
_BLANK_LINES = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+")
_LINE_END = re.compile(r"[^\S\n]+(?=\n)")
# A word of some letters before the stop: "Mr." and "т. е." end no sentence.
_SENTENCE_END = re.compile(r"""(?<=[^\W_]{3})[.!?…]+[)»”"’]*(?=\s+[^\W_a-zа-яё]|\s+[«“„"—]|\s*$)""")
# What must not stand before the dots.
_DANGLING = " \n\t,;:–—-(«“„"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`cut` says that the text goes on; then, and only then, `text` ends in "…"."""

    text: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a text in its own spelling; `hits` are (start, end) within `text`, in order."""

    text: str
    hits: tuple[tuple[int, int], ...] = ()


def excerpt(text: str, words: int) -> Excerpt:
    """The first `words` words, paragraphs still parted by a blank line; the whole text if it has no more.

    No words wanted gives an empty excerpt, without dots.
    """
    tidy = _LINE_END.sub("", _BLANK_LINES.sub("\n\n", text)).strip()
    spans = _word_spans(tidy)
    if len(spans) <= words:
        return Excerpt(tidy, cut=False)
    if words <= 0:
        return Excerpt("", cut=True)
    return Excerpt(with_dots(tidy[: spans[words - 1][1]]), cut=True)


def snippet(text: str, hits: Sequence[tuple[int, int]], words: int = 30) -> Snippet:
    """The window of `words` words that holds most of the `hits`, different words before the same one again;
    the earliest of equals.

    `hits` are (start, end) within `text`, in order. Dots stand where the text goes on. Without a hit it is
    the beginning of the text.
    """
    spans = _word_spans(text)
    if not spans or words <= 0:
        return Snippet("")
    found = [(_word_at(spans, start), fold_token(text[start:end])) for start, end in hits]
    first = _best_start(found, len(spans), words)
    start, end = spans[first][0], spans[min(first + words, len(spans)) - 1][1]
    before, after = ELLIPSIS if first else "", ELLIPSIS if first + words < len(spans) else ""
    if after:
        # No fourth dot; a blank before the dots would make them a word.
        end = start + len(text[start:end].rstrip(".") or text[start:end])
    shift = len(before) - start
    inside = [(begun + shift, ended + shift) for begun, ended in hits if start <= begun and ended <= end]
    return Snippet(before + text[start:end] + after, tuple(inside))


def _word_spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text)]


def word_ends(text: str) -> list[int]:
    """Where each word ends. A sign of a script without spaces is one, and so are fifty letters in a row."""
    return [match.end() for match in _ROOM.finditer(text)]


def with_dots(beginning: str) -> str:
    """The beginning of a text that goes on: it ends in "…", and in no comma or bracket before it."""
    kept = beginning.rstrip(_DANGLING) or beginning
    if kept.endswith(ELLIPSIS):
        return kept
    return f"{kept} {ELLIPSIS}" if kept[-1] in ".!?" else kept + ELLIPSIS


def whole_sentences(text: str) -> str:
    """The sentences of a text's beginning that end in it; empty where none does."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    return text[: ends[-1]] if ends else ""


def _word_at(spans: list[tuple[int, int]], place: int) -> int:
    return bisect_right(spans, (place, len(spans) and spans[-1][1] + 1)) - 1


def _best_start(hits: list[tuple[int, str]], length: int, words: int) -> int:
    """The number of the word at which the window begins: some words before a hit, so that it reads."""
    lead, last = words // 4, max(0, length - words)
    starts = [min(max(0, place - lead), last) for place, _ in hits]
    best, best_score = 0, (0, 0)
    low = high = 0
    for start in starts:
        while hits[low][0] < start:
            low += 1
        while high < len(hits) and hits[high][0] < start + words:
            high += 1
        score = (len({term for _, term in hits[low:high]}), high - low)
        if score > best_score:
            best, best_score = start, score
    return best
