"""Writes the invented sites' feeds in three formats, each with the habits of its kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Head:
    """The feed itself; `origin` is scheme and host."""

    title: str
    about: str
    lang: str
    origin: str
    path: str


@dataclass(frozen=True, slots=True)
class Item:
    """One post. `address` is its identity, `link` what the feed links to; `html` or `text` is all of it.

    `summary` may hold markup: it is written as it stands, as careless sites do. `changed` is its last edit.
    """

    address: str
    link: str
    title: str
    date: datetime
    author: str
    tags: tuple[str, ...]
    lang: str
    summary: str
    html: str = ""
    text: str = ""
    changed: datetime | None = None


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def _xml(root: ET.Element) -> bytes:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def write_rss(head: Head, items: Sequence[Item]) -> tuple[bytes, str]:
    """RSS 2.0: dates in RFC 822 with the site's own offset, by-lines in dc:creator."""
    ET.register_namespace("content", CONTENT)
    ET.register_namespace("dc", DC)
    root = ET.Element("rss", version="2.0")
    channel = _add(root, "channel")
    for name, text in (("title", head.title), ("link", f"{head.origin}/"), ("description", head.about)):
        _add(channel, name, text)
    _add(channel, "lastBuildDate", format_datetime(items[0].date))
    for item in items:
        _rss_item(channel, item)
    return _xml(root), "application/rss+xml; charset=utf-8"


def _rss_item(channel: ET.Element, item: Item) -> None:
    entry = _add(channel, "item")
    _add(entry, "title", item.title)
    _add(entry, "link", item.link)
    _add(entry, "guid", item.address, isPermaLink="false")
    _add(entry, "pubDate", format_datetime(item.date))
    _add(entry, f"{{{DC}}}creator", item.author)
    for tag in item.tags:
        _add(entry, "category", tag)
    _add(entry, "description", item.summary)
    if item.html:
        _add(entry, f"{{{CONTENT}}}encoded", item.html)


def write_atom(head: Head, items: Sequence[Item]) -> tuple[bytes, str]:
    """Atom: the whole text as HTML, each entry with its language."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {XML_LANG: head.lang})
    _add(root, f"{{{ATOM}}}title", head.title)
    _add(root, f"{{{ATOM}}}subtitle", head.about)
    _add(root, f"{{{ATOM}}}id", f"{head.origin}/")
    _add(root, f"{{{ATOM}}}updated", items[0].date.isoformat())
    _add(root, f"{{{ATOM}}}link", rel="self", href=f"{head.origin}{head.path}")
    _add(root, f"{{{ATOM}}}link", rel="alternate", href=f"{head.origin}/")
    for item in items:
        _atom_entry(root, item)
    return _xml(root), "application/atom+xml; charset=utf-8"


def _atom_entry(root: ET.Element, item: Item) -> None:
    entry = ET.SubElement(root, f"{{{ATOM}}}entry", {XML_LANG: item.lang})
    _add(entry, f"{{{ATOM}}}title", item.title)
    _add(entry, f"{{{ATOM}}}id", item.address)
    _add(entry, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=item.link)
    _add(entry, f"{{{ATOM}}}published", item.date.isoformat())
    _add(entry, f"{{{ATOM}}}updated", item.date.isoformat())
    _add(_add(entry, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", item.author)
    for tag in item.tags:
        _add(entry, f"{{{ATOM}}}category", term=tag)
    _add(entry, f"{{{ATOM}}}summary", item.summary)
    _add(entry, f"{{{ATOM}}}content", f"<p><b>{escape(item.summary)}</b></p>\n{item.html}", type="html")


def write_json(head: Head, items: Sequence[Item]) -> tuple[bytes, str]:
    """JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "description": head.about,
        "language": head.lang,
        "home_page_url": f"{head.origin}/",
        "feed_url": f"{head.origin}{head.path}",
        "items": [_json_item(item) for item in items],
    }
    body = json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"
    return body, "application/feed+json"


def _json_item(item: Item) -> dict[str, object]:
    content = {"content_text": item.text} if item.text else {"content_html": item.html}
    return {
        "id": item.address,
        "url": item.link,
        "title": item.title,
        "summary": item.summary,
        **content,
        "date_published": item.date.isoformat(),
        "language": item.lang,
        "tags": list(item.tags),
        "authors": [{"name": item.author}],
    }


WRITERS: dict[str, Callable[[Head, Sequence[Item]], tuple[bytes, str]]] = {
    "rss": write_rss,
    "atom": write_atom,
    "json": write_json,
}
