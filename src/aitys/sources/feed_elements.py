"""The elements of a feed under the names, attributes and texts that feedparser would find in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from lxml import etree

from aitys.sources import feed_names
from aitys.sources.cdata import MARK

# What a program meant that wrote windows-1252 for Unicode: as characters, and by number.
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_C1_BY_NUMBER = re.compile(rb"&(?=#(?:0*1[2-5][0-9]|[xX]0*[89][0-9a-fA-F]);)")
# One letter and a look ahead: searched for as a word, it takes ten times as long among Cyrillic letters.
_SPACE = re.compile(rb"x(?=mlns)")
_AS_1252 = {
    code: letter for code in range(0x80, 0xA0) if (letter := bytes((code,)).decode("cp1252", "ignore"))
}
_MARK = re.compile(f"{MARK}[0-9]+;")
_BEYOND = re.compile("[^\x00-\xff]")
"""A letter that latin-1 has not: such a text cannot have been taken for it."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_NOTHING: Mapping[str, str] = MappingProxyType({})

_LONGEST_SPACE = 500
"""Every name in a namespace is kept with the namespace before it."""

NOWHERE = -1
PLAIN, HTML = "text/plain", "text/html"
_TYPES = {"text": PLAIN, "plain": PLAIN, PLAIN: PLAIN, "html": HTML, HTML: HTML}

T = TypeVar("T")
Attributes = Mapping[str, str]

Effect = Callable[[T, etree._Element, Attributes], None]
"""What an element with its attributes does to the values in T."""


class NotPlainError(Exception):
    """Something of which we do not know what feedparser would make; it never leaves `plain_feed`."""


class Elements:
    """One document: what its names mean, and how deep the last title stood."""

    def __init__(self, data: bytes, root: etree._Element, lifted: Mapping[str, str]) -> None:
        """`root` is the root of `data`, from which the texts of `lifted` were taken."""
        self._lifted = lifted
        self.title_depth = NOWHERE
        self.depth = 1
        self.lang = ""
        self._effects: dict[object, str] = {}
        self._names = _Names()
        self._is_1252 = bool(_C1.search(data) or _C1_BY_NUMBER.search(data))
        everywhere = len(_SPACE.findall(data)) != len(root.nsmap)
        self.spaces = _declared(root.iter() if everywhere else (root,))

    def each(self, parent: etree._Element, values: T, effects: Mapping[str, Effect[T]]) -> None:
        """Let every child of `parent` have the effect of its name on `values`."""
        names, around = self._effects, self.lang
        self.depth += 1
        for child in parent:
            name = names.get(child.tag) or self.effect(child)
            pairs = child.items()
            said = self._named(pairs) if pairs else _NOTHING
            if name == "unknown" and not len(child):
                continue
            effect = effects.get(name)
            if effect is None:
                raise NotPlainError
            if said:
                self.lang = language(said, around)
            effect(values, child, said)
            self.lang = around
        self.depth -= 1

    def effect(self, element: etree._Element) -> str:
        """The name of what the element does, "unknown" where it is nothing to feedparser."""
        tag = element.tag
        known = self._effects.get(tag)
        if known is None:
            if not isinstance(tag, str):  # a processing instruction
                raise NotPlainError
            known = self._effects[tag] = _effect(tag, element.prefix or "")
        return known

    def attributes(self, element: etree._Element) -> Attributes:
        """Attributes under the names that feedparser gives them."""
        pairs = element.items()
        return self._named(pairs) if pairs else _NOTHING

    def _named(self, pairs: Sequence[tuple[object, object]]) -> Attributes:
        names = self._names
        said = {names[key]: str(value) for key, value in pairs}
        if len(said) < len(pairs) or (self._lifted and MARK in "".join(said.values())):
            raise NotPlainError
        return said

    def local(self, element: etree._Element) -> str:
        """The name in lower case, without its namespace."""
        self.effect(element)
        return str(element.tag).rpartition("}")[2].lower()

    def text(self, element: etree._Element) -> str:
        """The text of an element without children, mended as feedparser does."""
        written = element.text
        if len(element):
            raise NotPlainError
        if written is None:
            return ""
        if written.isascii():
            return written.strip()
        if MARK in written:
            written = self._whole(written)
        written = written.strip()
        if not self._is_1252 and (written[:1] > "\xff" or _BEYOND.search(written)):
            return written
        return self._mended(written)

    def bare(self, element: etree._Element) -> str:
        """The same as it is written."""
        if len(element):
            raise NotPlainError
        return self._whole(element.text or "").strip()

    def _whole(self, written: str) -> str:
        return self._lifted.get(written) or _MARK.sub(self._put_back, written)

    def _put_back(self, mark: re.Match[str]) -> str:
        return self._lifted.get(mark[0], mark[0])

    def address(self, element: etree._Element) -> str:
        """The same for an address."""
        return joined(self.text(element))

    def _mended(self, written: str) -> str:
        try:  # UTF-8 that was taken for latin-1 and encoded again
            return written.encode("latin-1").decode().translate(_AS_1252)
        except ValueError:
            return written.translate(_AS_1252) if self._is_1252 else written


def joined(address: str) -> str:
    """An address as feedparser leaves it: it takes slashes out of "http:///"."""
    if ":///" in address:
        raise NotPlainError
    return address


def language(said: Attributes, around: str) -> str:
    """The language inside an element; empty where none is said or "" is."""
    return said.get("xml:lang", said.get("lang", around))


def type_of(said: Attributes, default: str) -> str:
    """The declared type of a text, of which only the two that are no markup of XML are plain."""
    if not said:
        return default
    found = _TYPES.get(said.get("type", default).lower())
    if found is None or said.get("mode") == "base64":
        raise NotPlainError
    return found


class _Names(dict[object, str]):
    """The names of attributes that were met, and what feedparser calls them."""

    def __missing__(self, key: object) -> str:
        self[key] = name = _attribute(str(key))
        return name


def _attribute(key: str) -> str:
    if key == _LANG:
        return "xml:lang"
    if key == _ABOUT:
        return "rdf:about"
    space, _, local = key.rpartition("}")
    name = local.lower()
    # Of letters beyond ASCII, XML's editions disagree which may stand in a name.
    if name == "base" or not name.isascii() or (space and name in feed_names.ATTRIBUTES):
        raise NotPlainError
    return f"{space}}}{name}" if space else name


@lru_cache(maxsize=512)
def _effect(tag: str, written_prefix: str) -> str:
    space, _, local = tag.rpartition("}")
    prefix = feed_names.NAMESPACES.get(space[1:].lower(), written_prefix.lower() or None)
    if prefix is None:
        raise NotPlainError
    name = local.lower()
    full = f"{prefix}_{name}" if prefix else name
    if not full.isascii() or full in feed_names.SPOKEN_FOR or name in ("svg", "math"):
        raise NotPlainError
    return feed_names.MEANT.get(full, "unknown")


def _declared(elements: Iterable[etree._Element]) -> frozenset[str]:
    """The namespaces in use, in lower case, where every prefix means what it usually does."""
    found: dict[str | None, str] = {}
    for element in elements:
        for prefix, space in element.nsmap.items():
            if found.setdefault(prefix, space) != space:
                raise NotPlainError
    for prefix, space in found.items():
        _check(prefix, space.lower())
    return frozenset(space.lower() for space in found.values())


def _check(prefix: str | None, space: str) -> None:
    usual = feed_names.NAMESPACES.get(space)
    given = (prefix or "").lower()
    if usual is None and (not given or not space or any(part in space for part in feed_names.OTHER_SPACES)):
        raise NotPlainError
    if len(space) > _LONGEST_SPACE or len(space.split()) > 1 or not given.isascii():
        raise NotPlainError
    if given in feed_names.PREFIXES and given != usual:
        raise NotPlainError
