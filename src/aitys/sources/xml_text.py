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
_REFERENCE = re.compile(rb"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|[A-Za-z][A-Za-z0-9]{1,31};)?")
_OF_XML = frozenset((b"&amp;", b"&lt;", b"&gt;", b"&quot;", b"&apos;"))
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")
# The same in UTF-8, where nothing is searched for letter by letter: most documents hold none of them.
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
_WITHOUT_CONTROLS = bytes(32 if code in _CONTROLS else code for code in range(256))
_OTHERS = re.compile(rb"\xef(?=\xbb\xbf|\xbf[\xbe\xbf])")
_OPEN, _CLOSE = b"<![CDATA[", b"]]>"


def without_entities(text: str) -> bytes:
    """The same document in UTF-8, without prolog, control characters and references to entities."""
    try:
        data = _bare(text)
    except UnicodeEncodeError:  # a lone surrogate
        data = b"\0"
    if holds_illegal(data):
        data = _bare(_ILLEGAL.sub("", text))
    return _outside_cdata(data, _undo_references)


def holds_illegal(data: bytes) -> bool:
    """Whether in `data`, which is in UTF-8, stands a character that XML has not, or a mark of byte order."""
    return data.translate(_WITHOUT_CONTROLS) != data or (b"\xef" in data and _OTHERS.search(data) is not None)


def _bare(text: str) -> bytes:
    return _PROLOG.sub("", text, count=1).lstrip().encode()


def _outside_cdata(text: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """`text` with `change` made outside its CDATA sections. By `find`: a regex is slow on unclosed ones."""
    parts: list[bytes] = []
    at = 0
    while (start := text.find(_OPEN, at)) >= 0 and (end := text.find(_CLOSE, start)) >= 0:
        parts.append(change(text[at:start]))
        at = end + len(_CLOSE)
        parts.append(text[start:at])
    parts.append(change(text[at:]))
    return b"".join(parts)


def _undo_references(text: bytes) -> bytes:
    return _REFERENCE.sub(_plain, text) if b"&" in text else text


def _plain(match: re.Match[bytes]) -> bytes:
    reference = match[0]
    if reference in _OF_XML:
        return reference
    if reference.startswith(b"&#"):
        # C1 controls stay: they mean windows-1252 letters, and feedparser knows it.
        return b"" if _is_illegal(reference[2:-1].decode()) else reference
    return escape(unescape(reference.decode())).encode()


def _is_illegal(number: str) -> bool:
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return code > sys.maxunicode or _ILLEGAL.match(chr(code)) is not None
