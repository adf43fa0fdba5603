"""Bytes to text when the labels lie.

Feeds of the region say utf-8 and are windows-1251, or the header and the prolog disagree. Text that is
valid UTF-8 is UTF-8, whatever its labels say; only then are the labels believed, the header's first.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_BOMS = (  # the longer first: a UTF-32 mark begins with a UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHAPES = (  # a first "<" in a wide or odd encoding, without a mark
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_LABEL = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_HEADER_LABEL = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# What publishers mean by a label, where that is wider than what they say.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# Character sets of the web: Python's other codecs are not for documents, and punycode can be made slow.
_CHARSET = re.compile(
    r"ascii|utf-(8|16|32)|cp|iso8859|iso2022|koi8|mac-|big5|euc|gb|shift|johab|hz|tis|kz1048|ptcp"
)
_STATEFUL = ("iso2022", "hz")
STATEFUL_PARTS = (b"2022", b"hz")
"""One of them is part of every name of theirs: most documents need no look at their labels."""
_HEAD = 2048
_CYRILLIC_WORD = re.compile(rb"[\xc0-\xff]{3}")


def decode(content: bytes, content_type: str = "") -> str:
    """The text of `content`; `content_type` is the header's value. Bytes of no meaning become U+FFFD."""
    certain = _certain(content)
    if certain:
        return content.decode(certain, "replace")
    labels = list(_labels(content, content_type))
    for name in [*_stateful(labels), "utf-8", *labels]:
        try:
            return content.decode(name)
        except ValueError:
            continue
    return _closest(content)


def is_utf_8_or_broken(content: bytes, content_type: str = "") -> bool:
    """Whether `decode` tries UTF-8 first, and without a mark."""
    if _certain(content):
        return False
    head = content[:_HEAD].lower() + content_type.lower().encode("ascii", "ignore")
    return not any(part in head for part in STATEFUL_PARTS) or not _stateful(_labels(content, content_type))


def _stateful(labels: Iterable[str]) -> list[str]:
    return [label for label in labels if label.startswith(_STATEFUL)]


def _certain(content: bytes) -> str:
    """The encoding that the first bytes prove, else empty."""
    return next((name for mark, name in (*_BOMS, *_SHAPES) if content.startswith(mark)), "")


def _labels(content: bytes, content_type: str) -> Iterator[str]:
    """The character sets that the header and then the document's own head name, as Python calls them."""
    header = _HEADER_LABEL.search(content_type)
    if header:
        yield from _known(header[1])
    for label in _LABEL.findall(content[:_HEAD])[:2]:
        yield from _known(label.decode("ascii"))


@lru_cache(maxsize=256)
def _known(label: str) -> tuple[str, ...]:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ()
    return (_MEANT.get(name, name),) if _CHARSET.match(name) else ()


def _closest(content: bytes) -> str:
    """Text of bytes that fit none of their labels: damaged UTF-8, else a code page of one byte a letter."""
    damaged = content.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    whole = sum(1 for letter in damaged if letter > "\x7f") - broken
    if broken <= whole:
        return damaged
    # Three high letters in a row are a Cyrillic word; Western accents stand alone.
    return content.decode("cp1251" if _CYRILLIC_WORD.search(content) else "cp1252", "replace")
