"""Where a text speaks in others' words: the spans between its quotation marks.

Marks are used as people type them: “ opens in English and closes in Russian, "…" are alike, one » closes two.
Apostrophes are no marks: Uzbek writes its letters with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# What may close what is open.
_CLOSERS = {"«": "»", "‹": "›", "„": "“”", "“": "”“", "”": "”", '"': '"'}
_SIGN = re.compile(r'(?P<paragraph>\n[^\S\n]*(?=\n))|(?P<line>\n)|(?P<mark>[«»‹›„“”"])')
# No text quotes within quotes more deeply; a hostile one is not followed further.
_DEEPEST = 8


@dataclass(slots=True)
class _Open:
    """A mark not yet closed. `inner`, `line`: where a quote within it and its line ended; -1: not yet."""

    mark: str
    start: int
    inner: int = -1
    line: int = -1


def quoted(text: str) -> list[tuple[int, int]]:
    """The (start, end) of what stands within each pair of marks, in order of their starts, inner ones too.

    The marks and the spaces beside them are not part of it. What nobody closed ends with its line.
    """
    spans: list[tuple[int, int]] = []
    opened: list[_Open] = []
    for found in _SIGN.finditer(text):
        if found["mark"]:
            _take_mark(text, found, opened, spans)
        elif found["line"]:
            _end_line(opened, found.start())
        else:
            _close(opened, 0, found.start(), spans)
    _close(opened, 0, len(text), spans)
    return sorted(trimmed for span in spans if (trimmed := _trimmed(text, *span))[0] < trimmed[1])


def _take_mark(text: str, found: re.Match[str], opened: list[_Open], spans: list[tuple[int, int]]) -> None:
    mark, start, end = found["mark"], found.start(), found.end()
    begins, ends = _may_open(text, start, end), _may_close(text, start, end)
    closed = next((n for n in reversed(range(len(opened))) if mark in _CLOSERS[opened[n].mark]), None)
    if closed is not None and (ends or not begins or mark in "»›"):
        outer = opened[closed - 1] if closed else None
        if outer and outer.mark == opened[closed].mark and max(outer.line, outer.inner) < 0:
            outer.inner = start  # ООО «Мост «Река»: one » stands for both
        spans.append((opened[closed].start, start))
        _close(opened, closed + 1, start, spans)
        opened.pop()
    elif mark in _CLOSERS and begins and len(opened) < _DEEPEST:
        opened.append(_Open(mark, end))


def _may_open(text: str, start: int, end: int) -> bool:
    """Words follow, and none stands right before; « may be set off by a space."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return text[start] in "«‹" or not (before.isalnum() or not after or after.isspace() or after in ",;:!?)]")


def _may_close(text: str, start: int, end: int) -> bool:
    """Something said stands before, and no word goes on behind."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return bool(before) and not before.isspace() and not after.isalnum() and before not in "([—–"


def _end_line(opened: list[_Open], place: int) -> None:
    for one in opened:
        if one.line < 0:
            one.line = place


def _close(opened: list[_Open], first: int, place: int, spans: list[tuple[int, int]]) -> None:
    """End at `place`, or where they must have ended before, all from the `first` on that nobody closed."""
    for one in opened[first:]:
        ends = [end for end in (one.inner, one.line) if end >= 0]
        spans.append((one.start, min(ends, default=place)))
    del opened[first:]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
