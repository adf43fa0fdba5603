"""Feeds as their publishers shape them: RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0, JSON Feed 1, 1.1.

Method: feedparser for XML, without its sanitiser and link resolver, as every text is reduced to plain words
afterwards; `plain_feed` reads the plain ones to the same values, and faster. fastfeedparser was refused: it
drops the printed offset of dates, `isPermaLink` and a channel's language (docs/feeds.md has the figures).
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable

import feedparser

from aitys.errors import UnreadableSource
from aitys.sources import charsets, plain_feed, xml_text
from aitys.sources.feed_values import Entry, Feed
from aitys.values.captures import Document

__all__ = ("CUT_OFF", "Entry", "Feed", "by_feedparser", "looks_like_feed", "read")

# feedparser lets these through on bytes made to break it.
_FEEDPARSER_FAILS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_XML_FEEDS = frozenset(("rss", "rdf", "feed", "channel"))
_HTML = frozenset(("html", "head", "body", "meta", "title", "div", "script"))
_MARK = re.compile(r"<(?:(?P<comment>!--)|(?P<doctype>!DOCTYPE)|(?P<name>[A-Za-z_][\w.:-]*))", re.IGNORECASE)
_DOCTYPE_END = re.compile(r"[^\[>]*(?:\[[^\]]*\]\s*)?>")
_FEED_START = re.compile(r"<\?xml\s|<rss[\s>]|<feed[\s>]|<rdf:RDF[\s>]", re.IGNORECASE)
_ITEM = re.compile(r"</?(?:[\w.-]{1,40}:)?(?:item|entry)\b", re.IGNORECASE)
# RSS 1.0 closes its channel before its items. With the last tag begun, nothing that we read is missing.
_ENDS = {
    root: re.compile(rf"</(?:[\w.-]{{1,40}}:)?(?:{names})\s*(?:>|\Z)", re.IGNORECASE)
    for root, names in {"rss": "rss|channel", "channel": "channel", "rdf": "rdf", "feed": "feed"}.items()
}
_QUOTED = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
CUT_OFF = "cut-off"
"""The name of the error for a document that breaks off."""

# A PHP notice before the feed is this long at most.
_JUNK_BEFORE = 8192


def read(document: Document, subject: str) -> Feed:
    """The feed in `document`; raises UnreadableSource, about `subject`, saying what it is instead."""
    content, content_type = document.content, document.content_type
    data = content.lstrip(b" \t\r\n\0") if charsets.is_utf_8_or_broken(content, content_type) else b""
    return plain_feed.read(data) or _read_text(charsets.decode(content, content_type), data, subject)


def _read_text(text: str, declined: bytes, subject: str) -> Feed:
    """The same of the document's text, which is not plain in the form `declined`."""
    text = text.lstrip("\ufeff \t\r\n\0")
    if text.startswith("{"):
        return _read_json(text, subject)
    start = _start(text)
    if start < 0:
        raise UnreadableSource(subject, f"{_what(text)}, not a feed")
    text = text[start:]
    data = text.encode()
    plain = plain_feed.read(data) if data != declined else None
    return plain or by_feedparser(text, subject)


def looks_like_feed(text: str) -> bool:
    """Whether `text` begins as RSS or Atom do."""
    return _root(text) in _XML_FEEDS


def _start(text: str) -> int:
    """Where the feed begins, past the notices some servers print before it; -1 if there is none."""
    root = _root(text)
    if root in _XML_FEEDS:
        return 0
    found = None if root in _HTML else _FEED_START.search(text, 0, _JUNK_BEFORE)
    return found.start() if found and _root(text[found.start() :]) in _XML_FEEDS else -1


def _root(text: str) -> str:
    """The name of the first element, lower case, without its prefix; empty if there is none to be found."""
    at, doctypes = 0, 0
    while mark := _MARK.search(text, at):
        if mark["name"]:
            prefix, _, local = mark["name"].lower().rpartition(":")
            return "rdf" if prefix == "rdf" else local
        if mark["doctype"]:
            doctypes += 1
            end = _DOCTYPE_END.match(text, mark.end())
            at = end.end() if end else -1
        else:
            at = text.find("-->", mark.end())
        if at < 0 or doctypes > 1:
            return ""
    return ""


def _what(text: str) -> str:
    if not text:
        return "an empty answer"
    root = _root(text)
    if root in _HTML or re.match(r"<!doctype html", text, re.IGNORECASE):
        return "an HTML page"
    if text.startswith("["):
        return "a JSON list"
    return f"an XML document of <{root}>" if root else "plain text"


def by_feedparser(text: str, subject: str) -> Feed:
    """Any XML feed that begins where `text` does: the definition, which `plain_feed` only shortens."""
    if not _is_whole(text):
        raise UnreadableSource(subject, "a feed that breaks off before its end", name=CUT_OFF)
    try:
        # A stream, as feedparser would take a string for an address or a file name.
        found = feedparser.parse(
            io.BytesIO(xml_text.without_entities(text)),
            # No address of the feed: with one, an id "n-17" would become a link below it.
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _FEEDPARSER_FAILS as error:
        raise UnreadableSource(subject, f"a feed that cannot be read: {type(error).__name__}") from error
    about = found["feed"]
    denied = plain_feed.not_links(plain_feed.lifted(text.encode("utf-8", "replace")))
    is_atom = _text_of(found, "version").startswith("atom")
    entries = [_entry(item, denied, is_atom=is_atom) for item in found["entries"]]
    if not entries and not about:
        raise UnreadableSource(subject, "a feed with neither a title nor an item")
    return Feed(
        title=_text_of(about, "title"),
        homepage=_text_of(about, "link"),
        language=_text_of(about, "language"),
        entries=tuple(entries),
    )


def _is_whole(text: str) -> bool:
    """Whether the feed's own end stands behind its last item, outside comments and CDATA.

    Of half a document nothing is believed: half an article would look like an edited one, and its missing end
    like a morning without news.
    """
    bare = _QUOTED.sub("", text)
    behind = 0
    for item in _ITEM.finditer(bare):
        behind = item.end()
    return _ENDS[_root(text)].search(bare, behind) is not None


def _entry(item: object, not_links: set[str], *, is_atom: bool) -> Entry:
    id_ = _text_of(item, "id")
    return Entry(
        id=id_,
        id_is_link=id_ not in not_links,
        link=_text_of(item, "link"),
        title=_text_of(item, "title"),
        summary=_text_of(item, "summary"),
        content=max(_all(item, "content", "value"), key=len, default=""),
        published=_text_of(item, "published"),
        updated=_text_of(item, "updated"),
        author=_text_of(item, "author"),
        tags=tuple(_all(item, "tags", "term")),
        language=_text_of(item, "language") or _text_of(_value(item, "title_detail"), "language"),
        plain=_declared_plain(item) if is_atom else frozenset(),
    )


def _declared_plain(item: object) -> frozenset[str]:
    """What an Atom entry says, or leaves to Atom's default, to be text."""
    types = {name: [_text_of(_value(item, f"{name}_detail"), "type")] for name in ("title", "summary")}
    types["content"] = list(_all(item, "content", "type"))
    return frozenset(name for name, said in types.items() if set(said) == {"text/plain"})


def _read_json(text: str, subject: str) -> Feed:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(subject, "JSON that is broken or cut off") from error
    items = _value(found, "items")
    if not isinstance(items, list) or "jsonfeed.org" not in _text_of(found, "version"):
        raise UnreadableSource(subject, "JSON, but not a JSON Feed")
    return Feed(
        title=_text_of(found, "title"),
        homepage=_text_of(found, "home_page_url"),
        language=_text_of(found, "language"),
        entries=tuple(_json_entry(item) for item in items),
    )


def _json_entry(item: object) -> Entry:
    authors = [*_all(item, "authors", "name"), _text_of(_value(item, "author"), "name")]
    tags = _value(item, "tags")
    content = _text_of(item, "content_html")
    return Entry(
        id=_text_of(item, "id"),
        link=_text_of(item, "url") or _text_of(item, "external_url"),
        title=_text_of(item, "title"),
        summary=_text_of(item, "summary"),
        content=content or _text_of(item, "content_text"),
        published=_text_of(item, "date_published"),
        updated=_text_of(item, "date_modified"),
        author=", ".join(dict.fromkeys(name for name in authors if name)),
        tags=tuple(str(tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        language=_text_of(item, "language"),
        plain=frozenset(("title", "summary") if content else ("title", "summary", "content")),
    )


def _value(found: object, name: str) -> object:
    # dict.get, not the mapping's own: feedparser's answers "updated" with the date of publication.
    return dict.get(found, name) if isinstance(found, dict) else None


def _text_of(found: object, name: str) -> str:
    value = _value(found, name)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _all(found: object, name: str, part: str) -> Iterable[str]:
    """The `part` of each member of the list `name`, where it is a text."""
    members = _value(found, name)
    return [text for one in members if (text := _text_of(one, part))] if isinstance(members, list) else []
