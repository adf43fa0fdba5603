"""A topic as RSS 2.0, Atom 1.0 and JSON Feed 1.1: the same limits on other people's words as on its page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from aitys.publish.articles import ArticleItem
from aitys.publish.items import Item
from aitys.text.blocks import Block, BlockKind

# XML 1.0, section 2.2: what may not stand in a document even as a character reference.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One post or article. `here` is the absolute address of its page on this desk: stable, and so its id;
    `origin` where its publisher has it, empty for the desk's own. `html` and `text` say the same words.
    """

    here: str
    origin: str
    title: str
    html: str
    text: str
    author: str
    language: str
    published: datetime
    updated: datetime


def post_entry(item: Item, here: str) -> Entry:
    """A post within its card's limits; updated by the latest of what was printed and what we saw change."""
    times = (item.when, item.edited, item.changed)
    return Entry(
        here=here,
        origin=item.origin,
        title=item.headline,
        html="".join(_paragraph(part) for part in item.paragraphs),
        text=item.text,
        author=item.card.title,
        language=item.language,
        published=item.when.at,
        updated=max(time.at for time in times if time is not None),
    )


def article_entry(item: ArticleItem, here: str, desk: str) -> Entry:
    """The beginning of an article of the desk's own (`desk` is its title), as its lists show it."""
    published = item.when.at if item.when else _NEVER
    return Entry(
        here=here,
        origin="",
        title=item.headline,
        html="".join(_as_html(block) for block in item.blocks),
        text="\n\n".join(_said(block) for block in item.blocks),
        author=item.byline or desk,
        language=item.language,
        published=published,
        updated=published,
    )


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
    made.add_item(
        title=_clean(entry.title),
        link=entry.origin or entry.here,
        description=_clean(entry.html),
        author_name=_clean(entry.author),
        pubdate=entry.published,
        updateddate=entry.updated,
        unique_id=entry.here,
        unique_id_is_permalink=True,
        language=entry.language,
    )


def _as_json(entry: Entry) -> dict[str, object]:
    made: dict[str, object] = {
        "id": entry.here,
        "url": entry.here,
        "title": entry.title,
        "content_text": entry.text or entry.title,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": entry.author}],
    }
    if entry.origin:
        made["external_url"] = entry.origin
    if entry.language:
        made["language"] = entry.language
    return made


def _as_html(block: Block) -> str:
    """Headings stay headings: readers set them apart, and so does whatever reads them aloud."""
    if block.kind is BlockKind.HEADING:
        return f"<h3>{escape(block.text)}</h3>"
    if block.kind is BlockKind.QUOTE:
        return f"<blockquote>{_paragraph(block.text)}</blockquote>"
    return _paragraph(_said(block))


def _said(block: Block) -> str:
    if block.kind is BlockKind.ROW:
        return f"[{_('Table')}]"
    return f"{block.mark} {block.text}".strip()


def _paragraph(words: str) -> str:
    """Readers take a description for HTML, so words are escaped once for that."""
    return f"<p>{escape(words)}</p>"


def _clean(words: str) -> str:
    return _NOT_XML.sub("", words)
