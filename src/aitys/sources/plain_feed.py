"""Feeds that are plainly well-formed, read ten times faster than by feedparser and to the very same values.

Method: libxml2's tree, and for every element the effect that it has on feedparser's result, as far as that is
ours. What is not fully understood (a DOCTYPE, `xml:base`, markup that is not escaped, base64, a namespace
under another's prefix, an element inside one that holds none) makes `read` decline, and feedparser reads it.
`evals/feeds.py` and tests/sources/test_plain_feed.py hold the two readings against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from aitys.sources import feed_names, xml_text
from aitys.sources.feed_effects import About, Item
from aitys.sources.feed_elements import Attributes, Effect, Elements, NotPlainError, language
from aitys.sources.feed_values import Feed

_HEAD = re.compile(
    rb"(?:<\?xml-stylesheet[^<>?]*\?>\s*|<!--(?:[^-]|-(?!-))*+-->\s*)*+(?=<(?:rss|feed|rdf:RDF)[\s>])"
)
_DECLARATION = re.compile(rb"encoding\s*=|!doctype|!entity", re.IGNORECASE)
_ATOM, _RSS_1 = "http://www.w3.org/2005/atom", "http://purl.org/rss/1.0/"


def read(text: str, not_links: Callable[[], set[str]]) -> Feed | None:
    """The feed in `text`, or None where feedparser must read it.

    `not_links` gives the ids that are denied to be addresses.
    """
    try:
        data, root = _root(text)
        return _Reading(Elements(data, root)).feed(root, not_links)
    except (etree.XMLSyntaxError, NotPlainError):
        return None


def _root(text: str) -> tuple[bytes, etree._Element]:
    """The document as it is, where libxml2 finds no fault with it, else without entities and the like."""
    data = xml_text.as_it_is(text)
    if data is not None:
        try:
            return data, _parsed(data)
        except etree.XMLSyntaxError:
            pass
    data = xml_text.without_entities(text)
    return data, _parsed(data)


def _parsed(data: bytes) -> etree._Element:
    head = _HEAD.match(data)
    if head is None or _DECLARATION.search(head[0]):
        raise NotPlainError
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, collect_ids=False)
    return etree.fromstring(data, parser)


class _Reading:
    """One document on its way through its elements."""

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self._items: list[Item] = []
        self._has_channel = False
        self._within: dict[str, Effect] = {}

    def feed(self, root: etree._Element, not_links: Callable[[], set[str]]) -> Feed:
        """An empty feed is none of ours: whether it is one at all is feedparser's question."""
        form = self._form(root)
        if root.getnext() is not None:  # a processing instruction, which may look like an item
            raise NotPlainError
        self._elements.lang = language(self._elements.attributes(root), "")
        about = About(self._elements, "" if form == "rdf" else self._elements.lang)
        self._elements.each(root, self._effects(form, about))
        if not self._items:
            raise NotPlainError
        denied = not_links()
        return Feed(
            title=about.values.get("title", ""),
            homepage=about.values.get("link", ""),
            language=about.values.get("language", ""),
            entries=tuple([item.entry(denied, is_atom=form == "atom") for item in self._items]),
        )

    def _form(self, root: etree._Element) -> str:
        """Which of the three forms it is, by its root: one that speaks of another as well is none."""
        space, _, name = root.tag.rpartition("}")
        prefix = feed_names.NAMESPACES.get(space[1:].lower())
        spaces = self._elements.spaces
        if prefix == "" and name == "rss":
            return "rss"
        if prefix == "" and name == "feed" and _RSS_1 not in spaces:
            return "atom"
        if prefix == "rdf" and name == "RDF" and _RSS_1 in spaces and _ATOM not in spaces:
            return "rdf"
        raise NotPlainError

    def _effects(self, form: str, about: About) -> dict[str, Effect]:
        """What may stand below the root: Atom's own elements, or a channel, in RSS 1.0 without items."""
        whole: dict[str, Effect] = {**about.effects, "item": self._item}
        if form == "atom":
            return whole
        if form == "rss":
            self._within = whole
            return {"channel": self._channel}
        self._within = about.effects
        return {"channel": self._channel, "item": self._item, "image": about.image}

    def _channel(self, element: etree._Element, said: Attributes) -> None:
        if self._has_channel or element.getprevious() is not None:
            raise NotPlainError
        self._has_channel = True
        _check(said)
        self._elements.each(element, self._within)

    def _item(self, element: etree._Element, said: Attributes) -> None:
        _check(said)
        item = Item(self._elements, said.get("rdf:about", ""))
        self._elements.each(element, item.effects)
        self._items.append(item)


def _check(said: Attributes) -> None:
    """An old format of Microsoft's writes its dates and links so."""
    if "lastmod" in said or "href" in said:
        raise NotPlainError
