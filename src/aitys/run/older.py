"""Which further pages of a list are worth asking: back to what is known, or as deep as the desk wants.

    a page that continues   the posts of a tag that was looked up, the sitemaps of an index: at every look
    a hole                  the newest page meets nothing known: older pages until they do
    a new source            older pages until `history_posts` are kept
    pages without words     of a sitemap: those that nobody has read, as many as `history_posts`

They wait in the queue of asks, written with what named them, so that a killed look goes on where it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from aitys.settings import current
from aitys.store import asks, coverage, names, sources
from aitys.store.coverage import Look
from aitys.values.asking import Priority
from aitys.values.captures import Ask, Purpose
from aitys.values.readings import Parsed
from aitys.values.sources import Route, RouteKind

_LONGEST = 500
"""As long as what an ask is about may be."""


@dataclass(frozen=True, slots=True)
class ReadList:
    """A page of a route's list as it was read: `look` is what it showed, `purpose` why it was asked."""

    route: Route
    purpose: Purpose
    parsed: Parsed
    look: Look


def record(read: ReadList) -> None:
    """Keep what the page covered and queue the pages it makes worth asking; call it in the transaction that
    ends its reading.
    """
    _queue_pages(read)
    named = [ask for ask in read.parsed.asks if ask.purpose is Purpose.ROUTE and len(ask.url) <= _LONGEST]
    if read.purpose is Purpose.OLDER:
        coverage.record_older(read.route.id, read.look)
        goes_on = not _met_known(read.look) and (_is_in_hole(read) or _wants_history(read.route))
    else:
        began = coverage.record_look(read.route.id, read.look)
        is_open = not any(item.known for item in read.look.items) if began is None else began
        goes_on = is_open and (_is_in_hole(read) or _wants_history(read.route))
    if _continues(read):
        asks.add(read.route.id, [_as(ask, Purpose.ROUTE) for ask in named], read.look.at)
    elif goes_on:
        older = [_as(ask, Purpose.OLDER) for ask in named]
        asks.add(read.route.id, older, read.look.at, Priority.OLDER)


def _queue_pages(read: ReadList) -> None:
    """Articles that the list names and tells nothing else of: those that are not kept yet."""
    told = {address for post in read.parsed.posts for address in post.addresses}
    pages = {ask.about: ask for ask in read.parsed.asks if ask.purpose is Purpose.PAGE}
    unread = [about for about in pages if about not in told]
    known = names.known(read.route.source, unread) if unread else set()
    answered = asks.answered(read.route.id, [pages[about].url for about in unread]) if unread else set()
    wanted = [pages[each] for each in unread if each not in known and pages[each].url not in answered]
    asks.add(read.route.id, wanted[: current().history_posts or None], read.look.at)


def _as(ask: Ask, purpose: Purpose) -> Ask:
    return replace(ask, purpose=purpose, about=ask.url)


def _continues(read: ReadList) -> bool:
    """It has no posts of its own but leads to them. (A page of a channel may hold nothing but service.)"""
    return not read.parsed.posts and read.route.kind != RouteKind.TELEGRAM_PREVIEW


def _met_known(look: Look) -> bool:
    """Its oldest post is known. A newer one may be known from the page before: lists move while one reads."""
    dated = [item for item in look.items if item.posted]
    oldest = min(dated, key=lambda item: item.posted or look.at, default=None)
    return oldest.known if oldest else any(item.known for item in look.items)


def _is_in_hole(read: ReadList) -> bool:
    """Something older was read on this route before."""
    times = [item.posted for item in read.look.items if item.posted]
    return coverage.is_read_before(read.route.id, min(times, default=read.look.at))


def _wants_history(route: Route) -> bool:
    depth = current().history_posts
    return depth == 0 or sources.has_fewer_posts(route.source, depth)


def ask_again(route_id: int, capture_id: int, at: datetime) -> None:
    """The document that leads to a route's posts is the same as before: they may be others all the same."""
    urls = coverage.continued(route_id, capture_id)
    asks.add(route_id, [Ask(url, Purpose.ROUTE, about=url) for url in urls], at)
