"""XML of outsiders made safe for any parser: no entity is left that could be expanded or fetched.

Every named reference becomes its character if HTML knows the name, and plain text otherwise; a DOCTYPE may
then define what it likes, nothing refers to it. Bare ampersands, which break many a real feed, are mended.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from html import unescape
from xml.sax.saxutils import escape

_PROLOG = re.compile(r"\s*<\?xml[^>]*>")
_REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|[A-Za-z][A-Za-z0-9]{1,31};)?")
_OF_XML = frozenset(("&amp;", "&lt;", "&gt;", "&quot;", "&apos;"))
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")
_OPEN, _CLOSE = "<![CDATA[", "]]>"


def without_entities(text: str) -> bytes:
    """The same document in UTF-8, without prolog, control characters and references to entities."""
    safe = _ILLEGAL.sub("", text)
    return _outside_cdata(_PROLOG.sub("", safe, count=1).lstrip(), _undo_references).encode()


def _outside_cdata(text: str, change: Callable[[str], str]) -> str:
    """`text` with `change` made outside its CDATA sections. By `find`: a regex is slow on unclosed ones."""
    parts: list[str] = []
    at = 0
    while (start := text.find(_OPEN, at)) >= 0 and (end := text.find(_CLOSE, start)) >= 0:
        parts.append(change(text[at:start]))
        at = end + len(_CLOSE)
        parts.append(text[start:at])
    parts.append(change(text[at:]))
    return "".join(parts)


def _undo_references(text: str) -> str:
    return _REFERENCE.sub(_plain, text) if "&" in text else text


def _plain(match: re.Match[str]) -> str:
    reference = match[0]
    if reference in _OF_XML:
        return reference
    if reference.startswith("&#"):
        # C1 controls stay: they mean windows-1252 letters, and feedparser knows it.
        return "" if _is_illegal(reference[2:-1]) else reference
    return escape(unescape(reference))


def _is_illegal(number: str) -> bool:
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return code > sys.maxunicode or _ILLEGAL.match(chr(code)) is not None
