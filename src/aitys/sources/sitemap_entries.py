"""Sitemaps as sites write them: the list of a site's pages, a list of such lists, and lists of news.

Format: sitemaps.org 0.9 in XML, packed or not, or as plain text of one address a line; news by the
extension of Google. Elements are known by their own name, as many sites write another namespace than that
of the format.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from aitys.errors import UnreadableSource
from aitys.sources import charsets, xml_text
from aitys.sources.feed_entries import CUT_OFF
from aitys.values.captures import Document

NOT_A_SITEMAP = "not-a-sitemap"
MOST_ENTRIES = 100_000
"""The format allows 50,000; sites are known that list 65,398."""
_LARGEST = 100_000_000
_ROOTS = ("urlset", "sitemapindex")
# Programs that keep copies of pages write comments behind the end.
_END = re.compile(r"</(?:[\w.-]{1,40}:)?(?:urlset|sitemapindex)\s*>|<(?:urlset|sitemapindex)\b[^<>]*/>")
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_BEHIND_THE_END = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a sitemap as printed; of a page that is no news, only `address` and `changed` can be told.

    `changed` is `lastmod`, `published`, `title`, `language` and `keywords` are the extension's.
    """

    address: str
    changed: str = ""
    published: str = ""
    title: str = ""
    language: str = ""
    keywords: str = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`is_index` says that the entries are sitemaps, and not pages."""

    entries: tuple[Entry, ...] = ()
    is_index: bool = False


def read(document: Document, subject: str) -> Sitemap:
    """The sitemap in `document`; raises UnreadableSource, about `subject`, saying what it is instead."""
    content = _unpacked(document.content, subject)
    text = charsets.decode(content, document.content_type).lstrip("\ufeff \t\r\n\0")
    if "<" not in text[:_BEHIND_THE_END]:
        return Sitemap(tuple(_of_lines(text, subject)))
    if _HTML.search(text, 0, _BEHIND_THE_END):
        raise UnreadableSource(subject, "an HTML page, not a sitemap", name=NOT_A_SITEMAP)
    root = ""
    entries: list[Entry] = []
    for name, element in _elements(text, subject):
        root = root or name
        if element is None:
            continue
        entries.append(_entry(element))
        if len(entries) > MOST_ENTRIES:
            raise UnreadableSource(subject, f"a sitemap of more than {MOST_ENTRIES:,} entries")
    if not _END.search(text, max(0, len(text) - _BEHIND_THE_END)):
        raise UnreadableSource(subject, "a sitemap that breaks off before its end", name=CUT_OFF)
    return Sitemap(tuple(entries), is_index=root == "sitemapindex")


def _unpacked(content: bytes, subject: str) -> bytes:
    """A file that is itself packed, besides what the server does."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            unpacked = packed.read(_LARGEST + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise UnreadableSource(
            subject, "a packed sitemap that breaks off before its end", name=CUT_OFF
        ) from error
    if len(unpacked) > _LARGEST:
        raise UnreadableSource(subject, f"a sitemap of more than {_LARGEST:,} bytes")
    return unpacked


def _of_lines(text: str, subject: str) -> Iterator[Entry]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or len(lines) > MOST_ENTRIES or not all(line.startswith("http") for line in lines):
        what = "plain text" if lines else "an empty answer"
        raise UnreadableSource(subject, f"{what}, not a sitemap", name=NOT_A_SITEMAP)
    yield from map(Entry, lines)


def _elements(text: str, subject: str) -> Iterator[tuple[str, etree._Element | None]]:
    """The root's name with None, then each entry as it ends; what was read is let go."""
    stream = io.BytesIO(xml_text.without_entities(text))
    try:
        walk = etree.iterparse(
            stream,
            events=("start", "end"),
            recover=True,
            no_network=True,
            resolve_entities=False,
            remove_comments=True,
            remove_pis=True,
        )
        _, root = next(walk)
        name = _local(root)
        if name not in _ROOTS:
            says = f"an XML document of <{name[:40]}>, not a sitemap"
            raise UnreadableSource(subject, says, name=NOT_A_SITEMAP)
        yield name, None
        for event, element in walk:
            if event == "start" or element.getparent() is not root:
                continue
            if _local(element) in ("url", "sitemap"):
                yield name, element
            element.clear()
            # Those before it: the parser may be some elements ahead, and still at work on the last.
            while element.getprevious() is not None:
                del root[0]
    except (etree.XMLSyntaxError, StopIteration) as error:
        raise UnreadableSource(subject, "neither a page nor a sitemap", name=NOT_A_SITEMAP) from error


def _entry(element: etree._Element) -> Entry:
    own = {_local(child): _text(child) for child in reversed(element)}
    news = next((child for child in element if _local(child) == "news"), None)
    said = {} if news is None else {_local(part): _text(part) for part in news.iter()}
    return Entry(
        address=own.get("loc", ""),
        changed=own.get("lastmod", ""),
        published=said.get("publication_date", ""),
        title=said.get("title", ""),
        language=said.get("language", ""),
        keywords=said.get("keywords", ""),
    )


def _local(element: etree._Element) -> str:
    """The element's own name, whatever namespace it was given or forgot."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower()


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()
