"""Addresses and names of accounts in a text: signs of where it stands, and no words of its own."""

from __future__ import annotations

import re

# A host without its scheme needs a path: "bit.ly/news", but not "10.5" and not "U.S.".
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|(?<![a-z0-9.-])(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}/\S*|(?<![\w.])@\w[\w.]*",
    re.IGNORECASE,
)
# Read from the end, where each sign has one meaning: no line takes longer than its length.
_TAGS_AT_END = re.compile(r"\s*(?:[\w-]+#(?=\s|$)\s*)+")


def own_lines(text: str) -> list[str]:
    """The lines of `text` with a space in place of each link and @name, without hashtags at their ends."""
    if "/" in text or "@" in text or "." in text:
        text = _ADDRESS.sub(" ", text)
    return [_without_tags(line) for line in text.splitlines()]


def _without_tags(line: str) -> str:
    found = _TAGS_AT_END.match(line[::-1]) if "#" in line else None
    return line[: len(line) - found.end()] if found else line
