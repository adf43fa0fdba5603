"""Sentences for people that stay translatable on their way to a screen."""

from __future__ import annotations

from collections.abc import Mapping


class Sentence(str):
    """English words; `pattern` is the key under which the catalogue has them, `parts` stand in it by name."""

    __slots__ = ("parts", "pattern")
    pattern: str
    parts: Mapping[str, object]


def sentence(pattern: str, **parts: object) -> Sentence:
    """`pattern` holds "%(name)s" for each of the parts, and is written where it is called: the catalogue is
    made from the calls.
    """
    made = Sentence(pattern % parts)
    made.pattern, made.parts = pattern, parts
    return made
