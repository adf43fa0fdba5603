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
_SPACES = re.compile(r"\s*")
_REFERENCE = re.compile(rb"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|[A-Za-z][A-Za-z0-9]{1,31};)?")
_OF_XML = frozenset((b"&amp;", b"&lt;", b"&gt;", b"&quot;", b"&apos;"))
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")
# The same in UTF-8, where nothing is searched for letter by letter: most documents hold none of them.
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
_OTHERS = re.compile(rb"\xef(?=\xbb\xbf|\xbf[\xbe\xbf])")
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LONG = 256
MARK = "\ue000"  # a private character, which no publisher uses
_MARK_BY_NUMBER = re.compile("&(?=#(?:0*57344|[xX]0*[eE]000);)")
_OPEN, _CLOSE = b"<![CDATA[", b"]]>"


def as_it_is(text: str) -> bytes | None:
    """`text` in UTF-8 without prolog, for a parser that stops at faults: where it stops at none, this is
    `without_entities`. None where it would not see one.
    """
    prolog = _PROLOG.match(text)
    if prolog is None and "<?xml" in text:
        return None
    start = _SPACES.match(text, prolog.end() if prolog else 0)
    try:
        data = text[start.end() if start else 0 :].encode()
    except UnicodeEncodeError:  # a lone surrogate
        return None
    return None if b"\xef" in data and _OTHERS.search(data) else data


def lifted(text: str) -> tuple[str, dict[str, str]]:
    """The document without its long CDATA sections, and these by the marks that stand for them.

    libxml2 reads CDATA letter by letter, which is most of its time with feeds of full texts. Nothing is
    lifted where a section might be none (in a comment, say) or a parser would find fault with one.
    """
    parts: list[str] = []
    sections: dict[str, str] = {}
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        stop = end + 3
        if end - start > _LONG:
            section = text[start + 9 : end]
            mark = f"{MARK}{len(sections)};"
            if not _is_usual(section):
                return text, {}
            sections[mark] = _with_line_ends(section) if "\r" in section else section
            parts += (text[at:start], mark)
        else:
            parts.append(text[at:stop])
        at = stop
    rest = "".join([*parts, text[at:]])
    return (rest, sections) if sections and _is_plain(rest, len(sections)) else (text, {})


def _with_line_ends(section: str) -> str:
    """As every parser of XML gives them."""
    return section.replace("\r\n", "\n").replace("\r", "\n")


def _is_usual(section: str) -> bool:
    """Whether `section` holds nothing that is illegal in XML, or means windows-1252."""
    blanks = section.replace("\n", " ").replace("\xa0", " ").replace("\r", " ").replace("\t", " ")
    return blanks.isprintable() or _ODD.search(section) is None


def _is_plain(rest: str, marks: int) -> bool:
    """Whether all marks in it are ours, and no CDATA can have stood where it is only words."""
    return (
        rest.count(MARK) == marks
        and "<!--" not in rest
        and rest.find("<?", 1) < 0
        and _MARK_BY_NUMBER.search(rest) is None
    )


def without_entities(text: str) -> bytes:
    """The same document in UTF-8, without prolog, control characters and references to entities."""
    try:
        data = _bare(text)
    except UnicodeEncodeError:  # a lone surrogate
        data = b"\0"
    if len(data.translate(None, _CONTROLS)) < len(data) or _OTHERS.search(data):
        data = _bare(_ILLEGAL.sub("", text))
    return _outside_cdata(data, _undo_references)


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
