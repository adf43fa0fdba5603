"""A topic as RSS 2.0, Atom 1.0 and JSON Feed 1.1: the same limits on other people's words as on its page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from aitys.publish.items import Item

# XML 1.0, section 2.2: what may not stand in a document even as a character reference.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """`here` is the absolute address of the post's page on this desk: stable, and so the entry's id."""

    item: Item
    here: str


@dataclass(frozen=True, slots=True)
class Feed:
    """`page` and `itself` are the absolute addresses of the page it follows and of the feed."""

    title: str
    about: str
    page: str
    itself: str
    entries: tuple[Entry, ...]


class _Dated(SyndicationFeed):
    """The library dates an empty feed "now", which would make it new to every reader at every look."""

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] or item["pubdate"] for item in self.items]
        return max(dates, default=_NEVER)


class _Rss(_Dated, Rss201rev2Feed):
    pass


class _Atom(_Dated, Atom1Feed):
    """Each entry says its language, and names our own page of it beside its origin."""

    def item_attributes(self, item: dict[str, str]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item["language"] else {}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, str]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("link", "", {"rel": "related", "href": item["unique_id"]})


def rss(feed: Feed) -> bytes:
    return _written(_Rss, feed)


def atom(feed: Feed) -> bytes:
    return _written(_Atom, feed)


def json_feed(feed: Feed) -> bytes:
    """`url` is our page of the post, `external_url` its origin."""
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.itself,
        "description": feed.about,
        "items": [_as_json(entry) for entry in feed.entries],
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def _written(kind: type[_Dated], feed: Feed) -> bytes:
    made = kind(
        title=_clean(feed.title),
        link=feed.page,
        description=_clean(feed.about),
        subtitle=_clean(feed.about),
        feed_url=feed.itself,
        feed_guid=feed.itself,
    )
    for entry in feed.entries:
        _add(made, entry)
    out = BytesIO()
    made.write(out, "utf-8")
    return out.getvalue()


def _add(made: _Dated, entry: Entry) -> None:
    item = entry.item
    made.add_item(
        title=_clean(item.headline),
        link=item.origin or entry.here,
        description=_clean(_as_html(item)),
        author_name=_clean(item.card.title),
        pubdate=item.when.at,
        updateddate=_updated(item),
        unique_id=entry.here,
        unique_id_is_permalink=True,
        language=item.language,
    )


def _as_json(entry: Entry) -> dict[str, object]:
    item = entry.item
    made: dict[str, object] = {
        "id": entry.here,
        "url": entry.here,
        "title": item.headline,
        "content_text": item.text or item.headline,
        "date_published": item.when.at.isoformat(),
        "date_modified": _updated(item).isoformat(),
        "authors": [{"name": item.card.title}],
    }
    if item.origin:
        made["external_url"] = item.origin
    if item.language:
        made["language"] = item.language
    return made


def _updated(item: Item) -> datetime:
    """The latest of what the publisher printed and what we saw change."""
    times = (item.when, item.edited, item.changed)
    return max(time.at for time in times if time is not None)


def _as_html(item: Item) -> str:
    """Readers take a description for HTML, so words from outside are escaped once for that."""
    return "".join(f"<p>{escape(part)}</p>" for part in item.paragraphs)


def _clean(words: str) -> str:
    return _NOT_XML.sub("", words)
