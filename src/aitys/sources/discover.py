"""From the address a person types to the feed behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from aitys.errors import UnreadableSource
from aitys.sources import addresses, charsets, feed_entries, markup, sitemap_entries, wordpress
from aitys.values.captures import Document

_FEED_TYPES = re.compile(
    r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|text/(?:rss|atom)\+xml", re.IGNORECASE
)
_FEED_LIKE = re.compile(
    r"/(?:rss2?|feeds?|atom|rdf)(?:/|\.xml|\.php|$|\?)|[./](?:rss|atom|rdf)$|(?:rss|atom|feed|rdf)\.(?:xml|json|php)"
    r"|[?&](?:rss|feed)\b|export/rss",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"comment|коммент|reply|replies|пікір|шарҳ|izoh", re.IGNORECASE)
# Seen in the code of readers of the region's sites; most general first.
_USUAL = (
    "feed/",
    "rss",
    "rss.xml",
    "rss/",
    "feed.xml",
    "atom.xml",
    "feed.json",
    "index.xml",
    "?rss",
    "news/rss",
    "news.rss",
    "xml/rss.xml",
    "ru/rss/",
    "export/rss2/archive/index.xml",
)
# News lists first: they say titles and times.
_USUAL_SITEMAPS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap.xml")
_MOST_LINKS = 5000


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names: an absolute `url`, and the page's own words for it."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class SiteDescription:
    """What a page or a feed says of its site; `language` as printed, parts empty where it is silent."""

    title: str = ""
    language: str = ""
    homepage: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the document at `url` is, and where it is a page, the feeds that it names, best first.

    `wordpress` is the address at which the page says its posts can be asked for, empty where it says none.
    """

    url: str
    is_feed: bool
    site: SiteDescription
    feeds: tuple[str, ...]
    wordpress: str = ""
    is_sitemap: bool = False


def look_at(document: Document) -> Seen:
    """All that discovery asks of a document, at once: for a process that may be killed."""
    if is_sitemap(document):
        home = SiteDescription(homepage=addresses.home(document.url))
        return Seen(document.url, is_feed=False, site=home, feeds=(), is_sitemap=True)
    feed = _feed(document)
    if feed is not None:
        return Seen(document.url, is_feed=True, site=_of_feed(feed, document.url), feeds=())
    root = _page(document)
    named = tuple(found.url for found in _found(root, document.url))
    site = _of_page(root, document.url)
    return Seen(document.url, is_feed=False, site=site, feeds=named, wordpress=wordpress.find(document))


def find_feeds(document: Document) -> tuple[FoundFeed, ...]:
    """The feeds a page names: its head's first, then links that look like feeds, those of comments last."""
    return _found(_page(document), document.url)


def _found(root: html.HtmlElement | None, url: str) -> tuple[FoundFeed, ...]:
    if root is None:
        return ()
    base = next((addresses.absolute(href, url) for href in root.xpath("//base/@href")), "") or url
    found: dict[str, FoundFeed] = {}
    for href, title in [*_named(root), *_linked(root)]:
        link = addresses.absolute(href, base)
        if link:
            found.setdefault(addresses.canonical(link), FoundFeed(link, title))
    return tuple(sorted(found.values(), key=_of_comments))


def is_feed(document: Document) -> bool:
    """Whether the document itself is a feed, be it a whole one or not."""
    return _feed(document) is not None


def is_sitemap(document: Document) -> bool:
    """Whether the document is a sitemap with anything in it."""
    try:
        return bool(sitemap_entries.read(document, document.url).entries)
    except UnreadableSource:
        return False


def describe(document: Document) -> SiteDescription:
    """Title, language and front page of the site, from one of its pages or feeds."""
    feed = _feed(document)
    if feed is not None:
        return _of_feed(feed, document.url)
    return _of_page(_page(document), document.url)


def _of_feed(feed: feed_entries.Feed, url: str) -> SiteDescription:
    homepage = addresses.absolute(feed.homepage, url) or addresses.home(url)
    return SiteDescription(markup.line(feed.title), feed.language.strip(), homepage)


def _of_page(root: html.HtmlElement | None, url: str) -> SiteDescription:
    home = addresses.home(url)
    if root is None:
        return SiteDescription(homepage=home)
    titles = [*root.xpath("//meta[@property='og:site_name']/@content"), *root.xpath("//head/title/text()")]
    locales = [root.get("lang") or "", *root.xpath("//meta[@property='og:locale']/@content")]
    title = next((line for line in map(markup.line, titles) if line), "")
    language = next((locale.strip() for locale in locales if locale.strip()), "")
    return SiteDescription(title, language.replace("_", "-"), home)


def guesses(url: str) -> tuple[str, ...]:
    """Usual addresses of a feed, to try when a page names none: below `url` first, then below its site."""
    home = addresses.home(url)
    if not home:
        return ()
    here = addresses.absolute(url).partition("?")[0].rstrip("/") + "/"
    below = [] if here == home else [here + "feed/", here + "rss"]
    return tuple(dict.fromkeys([*below, *(home + usual for usual in _USUAL)]))


def sitemap_guesses(url: str) -> tuple[str, ...]:
    """Usual addresses of a sitemap, to try when there is no feed."""
    home = addresses.home(url)
    return tuple(home + usual for usual in _USUAL_SITEMAPS) if home else ()


def _named(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for link in root.xpath("//link[@href]")[:_MOST_LINKS]:
        rel = (link.get("rel") or "").lower().split()
        kind, href = link.get("type") or "", link.get("href") or ""
        is_json = kind.lower().strip() in (
            "application/json",
            "application/xml",
            "text/xml",
        ) and _FEED_LIKE.search(href)
        if ("alternate" in rel and (_FEED_TYPES.match(kind.strip()) or is_json)) or "feed" in rel:
            yield href, markup.line(link.get("title") or "")


def _linked(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for link in root.xpath("//a[@href]")[:_MOST_LINKS]:
        href = link.get("href") or ""
        if _FEED_LIKE.search(href.partition("#")[0].rstrip()):
            yield href, markup.line(link.get("title") or link.text_content())


def _of_comments(feed: FoundFeed) -> bool:
    return _COMMENTS.search(feed.url) is not None or _COMMENTS.search(feed.title) is not None


def _feed(document: Document) -> feed_entries.Feed | None:
    try:
        return feed_entries.read(document, document.url)
    except UnreadableSource as error:
        # One that breaks off is a feed still: the next look may bring it whole.
        return feed_entries.Feed() if error.name == feed_entries.CUT_OFF else None


def _page(document: Document) -> html.HtmlElement | None:
    text = markup.clean(charsets.decode(document.content, document.content_type))[0]
    if not text.strip() or feed_entries.looks_like_feed(text):
        return None
    return markup.tree(text)
