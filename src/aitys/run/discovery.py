"""Finding out how an address can be read: by WordPress's interface, a feed, a sitemap, a preview."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

from aitys.errors import AitysError, FetchRefused, NotFound, UnreadableSource
from aitys.run.parsing import Job
from aitys.run.toolbox import Tools, document_at
from aitys.sources import addresses, banks, discover, wordpress
from aitys.sources.discover import Seen, SiteDescription
from aitys.sources.kinds import kind
from aitys.sources.telegram import names, preview
from aitys.store import banks as cards
from aitys.values.captures import Ask, Document, Purpose
from aitys.values.messages import ChannelSeen
from aitys.values.rates import Bank
from aitys.values.sources import Card, Route, RouteKind, RouteState

Asked = TypeVar("Asked")

log = logging.getLogger("aitys.discovery")


@dataclass(frozen=True, slots=True)
class Found:
    """A way to read a site. `warning` says why the address could not be looked at, if it could not; `channel`
    is what the page of a channel says of it.
    """

    kind: RouteKind
    address: str
    title: str
    language: str
    homepage: str
    warning: str = ""
    channel: ChannelSeen | None = None


def find_bank(url: str) -> Bank | None:
    """The central bank whose host `url` names; how it is read stands in its card, and nobody is asked."""
    return banks.bank_at(url, cards.every())


async def find_route(url: str, tools: Tools) -> Found:
    """The best way to read what is at `url`: itself, where it is a feed or a sitemap; the interface of
    WordPress, where the page names it and it answers; the first working feed that the page names or that
    sites usually have; a sitemap.

    An address that does not answer now is kept as the feed it may be: a dead source is a state that the desk
    shows. Raises FetchRefused where a retry is pointless and NotFound where there is nothing to read.
    """
    if name := names.channel(url):
        return await _channel(name, tools)
    try:
        seen = await _fetch(url, tools)
    except FetchRefused as error:
        if error.permanent:
            raise
        return Found(RouteKind.FEED, url, "", "", url, warning=str(error))
    if seen.is_feed or seen.is_sitemap:
        kind_ = RouteKind.FEED if seen.is_feed else RouteKind.SITEMAP
        return _found(seen.url, seen.site, url, kind_)
    found = await _of_page(seen, tools)
    if found is None:
        raise NotFound(
            url, "no feed is named on this page or stands at the usual addresses; give the feed's own address"
        )
    return found


async def _of_page(seen: Seen, tools: Tools) -> Found | None:
    if seen.wordpress and await _answers(RouteKind.WORDPRESS, seen.wordpress, tools):
        return _found(seen.wordpress, seen.site, seen.url, RouteKind.WORDPRESS)
    async for feed in _working_feeds(seen, tools):
        site, own = seen.site, feed.site
        named = replace(site, title=own.title or site.title, language=own.language or site.language)
        return _found(feed.url, named, seen.url)
    for address in discover.sitemap_guesses(seen.url):
        if await _answers(RouteKind.SITEMAP, address, tools):
            return _found(address, seen.site, seen.url, RouteKind.SITEMAP)
    return None


async def find_besides(address: str, homepage: str, tools: Tools) -> Found | None:
    """How a site can be read whose WordPress interface at `address` is closed; None where nothing answers."""
    own = wordpress.feed_of(address)
    try:
        seen = await _fetch(own, tools)
        if seen.is_feed:
            return _found(own, seen.site, homepage or own)
        page = await _fetch(homepage or addresses.home(address), tools)
    except AitysError as error:
        log.debug("nothing besides %s: %s", address, error)
        return None
    return await _of_page(replace(page, wordpress=""), tools)


async def _channel(name: str, tools: Tools) -> Found:
    """A public channel by its preview; one that cannot be asked now is kept, as any address is.

    Raises NotFound where no channel is shown: nobody can tell one without preview from a person or a group,
    and these are never kept.
    """
    address = names.page(name.lower())
    try:
        channel = await _ask(preview.channel, address, tools)
    except FetchRefused as error:
        if error.permanent:
            raise
        return Found(RouteKind.TELEGRAM_PREVIEW, address, name, "", address, warning=str(error))
    except UnreadableSource:
        channel = None
    if channel is None:
        raise NotFound(
            f"@{name}",
            "t.me shows no public channel of this name: its preview is off, or it is a person's, a group's or"
            " nobody's; what a channel exports can be imported",
        )
    page = names.page(channel.name.lower())
    return Found(RouteKind.TELEGRAM_PREVIEW, page, channel.title or name, "", page, channel=channel)


async def _answers(kind_: RouteKind, address: str, tools: Tools) -> bool:
    """The route can be read: its first answer is what the kind promises."""
    card = Card("discovery", "discovery")
    try:
        (ask, *_) = kind(kind_).plan(Route(0, card.slug, kind_, address), RouteState())
        document = await document_at(Ask(ask.url), tools)
        await tools.parsers.parse(Job(Purpose.ROUTE, kind_, document, card, tools.settings.languages))
    except AitysError as error:
        log.debug("no %s: %s", kind_, error)
        return False
    return True


async def _working_feeds(page: Seen, tools: Tools) -> AsyncIterator[Seen]:
    """Candidates in order of promise, each asked and checked."""
    for address in dict.fromkeys([*page.feeds, *discover.guesses(page.url)]):
        try:
            seen = await _fetch(address, tools)
        except AitysError as error:
            log.debug("no feed: %s", error)
            continue
        if seen.is_feed:
            yield seen


async def _fetch(url: str, tools: Tools) -> Seen:
    """Ask, and look at the answer in the parsers' process: it may be made to hang whoever reads it."""
    return await _ask(discover.look_at, url, tools)


async def _ask(parser: Callable[[Document], Asked], url: str, tools: Tools) -> Asked:
    document = await document_at(Ask(url), tools)
    return await tools.parsers.run(parser, document, document.url)


def _found(address: str, site: SiteDescription, asked: str, kind_: RouteKind = RouteKind.FEED) -> Found:
    return Found(kind_, address, site.title, site.language, site.homepage or asked)


def slug_of(url: str) -> str:
    """ "https://www.steppe-courier.example/ru/" -> "steppe-courier-example", "@Valley" -> "valley"."""
    if name := names.channel(url):
        return name.lower()
    host = urlsplit(url).hostname or url
    return host.removeprefix("www.").replace(".", "-").replace(":", "-")
