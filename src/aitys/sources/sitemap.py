"""The kind `sitemap`: which pages of a site are worth asking, and what its news list says of them.

A sitemap has no texts. Each entry worth it is an ask for its page, about its address; an entry of a news
list is a post too, as it has a title and a time. What `lastmod` says is believed only where it tells pages
apart: sites are known that date all of 65,398 pages today, and others whose list has not moved for a year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from urllib.parse import urlsplit

from aitys.sources import addresses, limits, markup, sitemap_entries, times
from aitys.sources.sitemap_entries import Entry
from aitys.values.captures import Ask, Document, Purpose
from aitys.values.posts import Left, Post
from aitys.values.readings import Parsed
from aitys.values.sources import Card, Route, RouteState

READER = "sitemap@1"

FRESH = timedelta(days=3)
"""A page whose `lastmod` is older is not asked for."""
FROZEN = timedelta(days=30)
MOST_PAGES = 1000
MOST_SITEMAPS = 10
_MOST_NEWS_LISTS = 3
# Fewer entries may well be of one day.
_FEW = 20
_DAY = timedelta(days=1)
_NOT_ARTICLES = re.compile(
    r"/(?:tags?|categor(?:y|ies)|authors?|page/\d+)(?:/|$)|\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|docx?|xlsx?)$",
    re.IGNORECASE,
)
_LISTS_OF_NO_ARTICLES = re.compile(
    r"taxonom|categor|tag|author|user|image|video|(?:^|[^a-z])pages?(?:[^a-z]|$)", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


class Dating(StrEnum):
    """What the `lastmod` of a whole sitemap are worth."""

    TELLS = "tells"
    """They differ, and the newest is fresh enough."""
    NONE = "none"
    SAME = "same"
    """All are of one day: they were printed with the list."""
    FROZEN = "frozen"
    """The newest is more than 30 days old: the list is no longer made."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A sitemap as a whole: `newest` is the latest `lastmod`."""

    is_index: bool
    entries: int
    dating: Dating
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class _Line:
    """An entry with its address made absolute, and the moment that it says it changed."""

    entry: Entry
    url: str
    name: str
    changed: datetime | None


def plan(route: Route, state: RouteState) -> tuple[Ask, ...]:
    """The sitemap itself; an index names the next ones."""
    return (state.ask(route.address),)


def parse(document: Document, card: Card) -> Parsed:
    """Asks for pages, or of an index for sitemaps; posts of a news list; everything else is left.

    Raises UnreadableSource when `document` is no sitemap, or half of one.
    """
    found = sitemap_entries.read(document, card.slug)
    left: list[Left] = []
    lines = list(_lines(found.entries, document, card, left))
    read = _index(lines, document, left) if found.is_index else _pages(lines, document, left)
    return Parsed(READER, tuple(read.posts), tuple(left), tuple(read.asks))


def survey(document: Document, subject: str) -> Survey:
    """What `document` is as a whole; raises as `parse` does."""
    found = sitemap_entries.read(document, subject)
    changed = [_moment(entry.changed, document.captured_at) for entry in found.entries]
    known = [moment for moment in changed if moment]
    return Survey(
        found.is_index,
        len(found.entries),
        dating(changed, document.captured_at),
        max(known, default=None),
    )


def dating(changed: Sequence[datetime | None], captured_at: datetime) -> Dating:
    """What these `lastmod` are worth together; None stands where an entry has none."""
    known = [moment for moment in changed if moment is not None]
    if not known:
        return Dating.NONE
    first, last = min(known), max(known)
    if last < captured_at - FROZEN:
        return Dating.FROZEN
    if len(known) > _FEW and last - first < _DAY:
        return Dating.SAME
    return Dating.TELLS


@dataclass(frozen=True, slots=True)
class _Read:
    asks: list[Ask]
    posts: list[Post]


def _lines(entries: Sequence[Entry], document: Document, card: Card, left: list[Left]) -> Iterator[_Line]:
    """Every entry that names a page of this site, once; the others go to `left`."""
    sites = [addresses.site(addresses.canonical(url)) for url in (document.url, card.homepage) if url]
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        url = addresses.absolute(entry.address, document.url)
        name = limits.address(addresses.canonical(url))
        if not name:
            left.append(Left(f"entry {number}", "no-address"))
        elif not any(addresses.is_near(addresses.site(name), site) for site in sites):
            left.append(Left(name, "other-site"))
        elif name in seen:
            left.append(Left(name, "repeated"))
        else:
            seen.add(name)
            yield _Line(entry, url, name, _moment(entry.changed, document.captured_at))


def _moment(printed: str, captured_at: datetime) -> datetime | None:
    read = times.read(printed, captured_at) if printed else None
    return read.at if read else None


def _pages(lines: list[_Line], document: Document, left: list[Left]) -> _Read:
    news = [line for line in lines if markup.line(line.entry.title)]
    posts = [_post(line, document.captured_at) for line in news]
    told = {post.addresses[0] for post in posts}
    others: list[_Line] = []
    for line in lines:
        if line.name in told:
            continue
        if line.name == addresses.home(line.name) or _NOT_ARTICLES.search(urlsplit(line.name).path):
            left.append(Left(line.name, "not-an-article"))
        else:
            others.append(line)
    wanted = _fresh(others, document.captured_at, left)
    left += [Left(line.name, "page-asked") for line in wanted]
    return _Read([_page_of(line) for line in (*news, *wanted)], posts)


def _page_of(line: _Line) -> Ask:
    return Ask(line.url, Purpose.PAGE, about=line.name)


def _post(line: _Line, captured_at: datetime) -> Post:
    """`lastmod` is no edit of the publisher's: advertisements move it too."""
    words = (markup.line(word) for word in line.entry.keywords.split(","))
    return limits.bounded(
        Post(
            addresses=(line.name,),
            url=line.url,
            title=markup.line(line.entry.title),
            tags=tuple(word for word in words if word),
            language=markup.line(line.entry.language),
            posted=times.read(line.entry.published, captured_at),
        )
    )


def _fresh(lines: list[_Line], captured_at: datetime, left: list[Left]) -> list[_Line]:
    """The pages worth asking, the newest first; where nothing tells, those at both ends of the list."""
    worth = dating([line.changed for line in lines], captured_at)
    if worth is Dating.FROZEN:
        left += [Left(line.name, Dating.FROZEN) for line in lines]
        return []
    if worth is not Dating.TELLS:
        half = MOST_PAGES // 2
        left += [Left(line.name, "too-many") for line in lines[half : max(half, len(lines) - half)]]
        return lines if len(lines) <= MOST_PAGES else [*lines[:half], *lines[-half:]]
    since = captured_at - FRESH
    fresh = sorted(
        (line for line in lines if line.changed and line.changed >= since), key=_changed, reverse=True
    )
    left += [Left(line.name, "older") for line in lines if not line.changed or line.changed < since]
    left += [Left(line.name, "too-many") for line in fresh[MOST_PAGES:]]
    return fresh[:MOST_PAGES]


def _changed(line: _Line) -> datetime:
    assert line.changed is not None  # noqa: S101 - only dated lines are sorted
    return line.changed


def _index(lines: list[_Line], document: Document, left: list[Left]) -> _Read:
    """The sitemaps worth asking: those of news, those that changed, else the ends of each numbered row."""
    own = addresses.canonical(document.url)
    of_articles: list[_Line] = []
    for line in lines:
        if line.name == own:
            left.append(Left(line.name, "repeated"))
        elif _LISTS_OF_NO_ARTICLES.search(_file(line)):
            left.append(Left(line.name, "not-articles"))
        else:
            of_articles.append(line)
    wanted = list(islice(_worth_asking(of_articles, document.captured_at), MOST_SITEMAPS))
    chosen = {line.name for line in wanted}
    left += [
        Left(line.name, "sitemap-asked" if line.name in chosen else "older-sitemap") for line in of_articles
    ]
    return _Read([Ask(line.url) for line in wanted], [])


def _worth_asking(lines: list[_Line], captured_at: datetime) -> Iterator[_Line]:
    news = [line for line in lines if "news" in line.name.rpartition("/")[2].lower()]
    # More of them are a row of old ones, as on sites that call every article news.
    news = news if len(news) <= _MOST_NEWS_LISTS else []
    yield from news
    rest = [line for line in lines if line not in news]
    if dating([line.changed for line in rest], captured_at) is Dating.TELLS:
        since = captured_at - FRESH
        dated = [line for line in rest if line.changed and line.changed >= since]
        yield from sorted(dated, key=_changed, reverse=True)
        rest = [line for line in rest if not line.changed]
    yield from _ends(rest)


def _ends(lines: list[_Line]) -> Iterator[_Line]:
    """The last two and the first of each row of numbers: programs number from either end."""
    rows: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        rows[_DIGITS.sub("#", line.name)].append(line)
    for row in rows.values():
        ordered = sorted(row, key=_numbers)
        yield from dict.fromkeys([*reversed(ordered[-2:]), ordered[0]])


def _numbers(line: _Line) -> list[int]:
    """All numbers of the address: "sitemap-2026-5.xml" comes after "sitemap-2025-12.xml"."""
    return [int(number[:18]) for number in _DIGITS.findall(line.name)]


def _file(line: _Line) -> str:
    path, _, _ = line.name.partition("?")
    return path.rpartition("/")[2]
