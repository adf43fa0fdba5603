"""Where the sentences of a text stand."""

from __future__ import annotations

import re

_END = re.compile(r"""[.!?…]+[)»”"’]*(?=\s)|\n""")


def sentences(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each sentence in order, without spaces around it; together they hold all words."""
    ends = [found.end() for found in _END.finditer(text)] + [len(text)]
    spans = zip([0, *ends], ends, strict=False)
    return [trimmed for start, end in spans if (trimmed := _trimmed(text, start, end))[0] < trimmed[1]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
