"""Long CDATA sections of a document, lifted out of it before a parser sees them.

libxml2 reads CDATA letter by letter, which is most of its time with feeds of full texts. In their place stand
marks; the sections are decoded one by one, so the document need not be decoded as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from aitys.sources import xml_text

MARK = "\ue000"  # a private character, which no publisher uses
_PRIVATE = MARK.encode()[:1]
_MARK_BY_NUMBER = re.compile(rb"&(?=#(?:0*57344|[xX]0*[eE]000);)")
_LONG = 256
_OPEN, _CLOSE = b"<![CDATA[", b"]]>"
# One letter and a look around it: what is searched for as a word takes twice as long.
_END = re.compile(rb"\](?=\]>)")
_COMMENT = re.compile(rb"!(?<=<!)(?=--)")
_INSTRUCTION = re.compile(rb"\?(?<=<\?)")
# What a program meant that wrote windows-1252 for Unicode.
_C1 = re.compile(rb"\xc2[\x80-\x9f]")


class Lifted(NamedTuple):
    """A document in UTF-8: `data` and `text` are the same, `sections` holds what their marks stand for."""

    data: bytes
    text: str
    sections: Mapping[str, str]


def lifted(data: bytes, start: int, root: int) -> Lifted:
    """`data` from `start` on, without the long sections below its root; raises UnicodeDecodeError.

    The root begins at `root`. Nothing is lifted where a section might be none (in a comment, say), or holds
    what must be mended.
    """
    places = _long_sections(data, root)
    written = [data[opened + len(_OPEN) : end] for opened, end in places]
    if written and not any(map(_is_odd, written)):
        marks = [f"{MARK}{number};" for number in range(len(written))]
        rest = _without(data, start, places, marks)
        if _has_no_others(rest, root - start, len(marks)):
            sections = dict(zip(marks, map(_text, written), strict=True))
            return Lifted(rest, rest.decode(), sections)
    return Lifted(data[start:], data[start:].decode(), {})


def _long_sections(data: bytes, root: int) -> list[tuple[int, int]]:
    """Where they begin and end; none in a document where beginnings and ends do not take turns."""
    found: list[tuple[int, int]] = []
    at = root
    for close in _END.finditer(data, root):
        end = close.start()
        start = data.find(_OPEN, at, end)
        if start < 0:
            return []
        if end - start > _LONG:
            found.append((start, end))
        at = end + len(_CLOSE)
    return found if data.find(_OPEN, at) < 0 else []


def _is_odd(section: bytes) -> bool:
    at = section.find(b"\xc2")
    return xml_text.holds_illegal(section) or (at >= 0 and _C1.search(section, at) is not None)


def _text(section: bytes) -> str:
    """With ends of lines as every parser of XML gives them."""
    text = section.decode()
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _without(data: bytes, at: int, places: Iterable[tuple[int, int]], marks: Iterable[str]) -> bytes:
    parts: list[bytes] = []
    for (start, end), mark in zip(places, marks, strict=True):
        parts += (data[at:start], mark.encode())
        at = end + len(_CLOSE)
    return b"".join([*parts, data[at:]])


def _has_no_others(rest: bytes, root: int, marks: int) -> bool:
    """Whether all marks in `rest` are ours, and no CDATA can have been mere words from `root` on."""
    return (
        rest.count(_PRIVATE) == marks
        and _COMMENT.search(rest, root) is None
        and _INSTRUCTION.search(rest, root) is None
        and _MARK_BY_NUMBER.search(rest) is None
    )
