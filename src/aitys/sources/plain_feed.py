"""Feeds that are plainly well-formed, read ten times faster than by feedparser and to the very same values.

Method: libxml2's tree, and for every element the effect that it has on feedparser's result, as far as that is
ours. What is not fully understood (a DOCTYPE, `xml:base`, markup that is not escaped, base64, a namespace
under another's prefix, an element inside one that holds none) makes `read` decline, and feedparser reads it.
`evals/feeds.py` and tests/sources/test_plain_feed.py hold the two readings against each other.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from html import unescape

from lxml import etree

from aitys.sources import cdata, feed_names, xml_text
from aitys.sources.feed_effects import ABOUT_EFFECTS, ITEM_EFFECTS, About, Item
from aitys.sources.feed_elements import Attributes, Effect, Elements, NotPlainError, language
from aitys.sources.feed_values import Feed

_HEAD = re.compile(
    rb"(?:<\?xml-stylesheet[^<>?]*\?>\s*|<!--[^-]*+(?:-(?!-)[^-]*+)*-->\s*)*(?=<(?:rss|feed|rdf:RDF)[\s>])"
)
_BEGINNING = re.compile(rb"\s*+(?P<prolog><\?xml[^<>]*+>\s*+)?(?P<head>)" + _HEAD.pattern)
_DECLARATION = re.compile(rb"encoding\s*=|!doctype|!entity", re.IGNORECASE)
_NOT_LINKS = re.compile(
    r"""<guid\b[^<>]{0,200}ispermalink\s{0,9}=\s{0,9}["']false["'][^<>]{0,200}>\s*(?:<!\[CDATA\[)?([^<\]]*)""",
    re.IGNORECASE,
)
_ATOM, _RSS_1 = "http://www.w3.org/2005/atom", "http://purl.org/rss/1.0/"


def read(data: bytes) -> Feed | None:
    """The feed in `data`, or None where it is not in UTF-8 or feedparser must read it."""
    if _BEGINNING.match(data) is None:
        return None
    try:
        document = lifted(data)
        root, elements = _elements(data, document)
        return _read(root, elements, not_links(document))
    except (etree.XMLSyntaxError, NotPlainError, UnicodeDecodeError):
        return None


def lifted(data: bytes) -> cdata.Lifted:
    """The document in `data` without prolog and long CDATA sections; raises UnicodeDecodeError.

    Its bytes are for a parser that stops at faults: where it finds none, this is `xml_text.without_entities`.
    It has none where such a parser would not see one.
    """
    beginning = _BEGINNING.match(data)
    if beginning is None or (beginning["prolog"] is None and b"<?xml" in data):
        return cdata.Lifted(b"", data.decode(), {})
    found = cdata.lifted(data, beginning.start("head"), beginning.end())
    return cdata.Lifted(b"", found.text, found.sections) if xml_text.holds_illegal(found.data) else found


def not_links(document: cdata.Lifted) -> set[str]:
    """Ids that are denied to be addresses: feedparser tells of it only where an item has no link.

    What stands in long CDATA sections denies nothing: it is quoted.
    """
    ids = [unescape(guid).strip() for guid in _NOT_LINKS.findall(document.text)]
    return {document.sections.get(guid, guid).strip() for guid in ids}


def _elements(data: bytes, document: cdata.Lifted) -> tuple[etree._Element, Elements]:
    """The document as it is, where libxml2 finds no fault with it, else without entities and the like."""
    if document.data:
        try:
            root = _parsed(document.data)
            return root, Elements(document.data, root, document.sections)
        except etree.XMLSyntaxError:
            pass
    whole = xml_text.without_entities(data.decode())
    root = _parsed(whole)
    return root, Elements(whole, root, {})


def _parsed(data: bytes) -> etree._Element:
    head = _HEAD.match(data)
    if head is None or _DECLARATION.search(head[0]):
        raise NotPlainError
    return etree.fromstring(data, _OF_THREAD.parser)


class _OfThread(threading.local):
    """A parser is kept, as it takes a sixth of a small feed to make; of one for all, threads would wait."""

    def __init__(self) -> None:
        # Blanks between elements are none of our texts.
        self.parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_blank_text=True,
            collect_ids=False,
        )


_OF_THREAD = _OfThread()


def _read(root: etree._Element, elements: Elements, denied: set[str]) -> Feed:
    """An empty feed is none of ours: whether it is one at all is feedparser's question. `denied` are ids."""
    form = _form(root, elements.spaces)
    if root.getnext() is not None:  # a processing instruction, which may look like an item
        raise NotPlainError
    elements.lang = language(elements.attributes(root), "")
    whole = _Whole(elements, form)
    elements.each(root, whole, _BELOW_ROOT[form])
    if not whole.items:
        raise NotPlainError
    return Feed(
        title=whole.values.get("title", ""),
        homepage=whole.values.get("link", ""),
        language=whole.values.get("language", ""),
        entries=tuple([item.entry(denied, is_atom=form == "atom") for item in whole.items]),
    )


def _form(root: etree._Element, spaces: frozenset[str]) -> str:
    """Which of the three forms it is, by its root: one that speaks of another as well is none."""
    space, _, name = root.tag.rpartition("}")
    prefix = feed_names.NAMESPACES.get(space[1:].lower())
    if prefix == "" and name == "rss":
        return "rss"
    if prefix == "" and name == "feed" and _RSS_1 not in spaces:
        return "atom"
    if prefix == "rdf" and name == "RDF" and _RSS_1 in spaces and _ATOM not in spaces:
        return "rdf"
    raise NotPlainError


class _Whole(About):
    """The feed with its items, on the way through its elements."""

    def __init__(self, elements: Elements, form: str) -> None:
        super().__init__(elements, "" if form == "rdf" else elements.lang)
        self.items: list[Item] = []
        self._form = form
        self._has_channel = False

    def channel(self, element: etree._Element, said: Attributes) -> None:
        """The channel comes first and once; in RSS 1.0 its items stand behind it."""
        if self._has_channel or element.getprevious() is not None:
            raise NotPlainError
        self._has_channel = True
        _check(said)
        self._elements.each(element, self, ABOUT_EFFECTS if self._form == "rdf" else _WHOLE_EFFECTS)

    def item(self, element: etree._Element, said: Attributes) -> None:
        """One more item."""
        _check(said)
        item = Item(self._elements, said.get("rdf:about", ""))
        self._elements.each(element, item, ITEM_EFFECTS)
        self.items.append(item)


_WHOLE_EFFECTS: Mapping[str, Effect[_Whole]] = {**ABOUT_EFFECTS, "item": _Whole.item}
_BELOW_ROOT: Mapping[str, Mapping[str, Effect[_Whole]]] = {
    "atom": _WHOLE_EFFECTS,
    "rss": {"channel": _Whole.channel},
    "rdf": {"channel": _Whole.channel, "item": _Whole.item, "image": _Whole.image},
}


def _check(said: Attributes) -> None:
    """An old format of Microsoft's writes its dates and links so."""
    if "lastmod" in said or "href" in said:
        raise NotPlainError
