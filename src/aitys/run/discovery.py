"""Finding out how an address can be read: is it a feed, or a page that names one?"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from aitys.collect.content import decode
from aitys.errors import AitysError, FetchRefused, NotFound
from aitys.run.toolbox import Tools
from aitys.sources import banks, discover
from aitys.sources.discover import Seen, SiteDescription
from aitys.store import banks as cards
from aitys.values.captures import Ask, Document
from aitys.values.rates import Bank
from aitys.values.sources import RouteKind

log = logging.getLogger("aitys.discovery")


@dataclass(frozen=True, slots=True)
class Found:
    """A way to read a site. `warning` says why the address could not be looked at, if it could not."""

    kind: RouteKind
    address: str
    title: str
    language: str
    homepage: str
    warning: str = ""


def find_bank(url: str) -> Bank | None:
    """The central bank whose host `url` names; how it is read stands in its card, and nobody is asked."""
    return banks.bank_at(url, cards.every())


async def find_route(url: str, tools: Tools) -> Found:
    """The feed at `url`, or the first working one that its page names or that sites usually have.

    An address that does not answer now is kept as the feed it may be: a dead source is a state that the desk
    shows. Raises FetchRefused where a retry is pointless and NotFound where there is no feed.
    """
    try:
        seen = await _fetch(url, tools)
    except FetchRefused as error:
        if error.permanent:
            raise
        return Found(RouteKind.FEED, url, "", "", url, warning=str(error))
    if seen.is_feed:
        return _found(seen.url, seen.site, url)
    async for feed in _working_feeds(seen, tools):
        site, own = seen.site, feed.site
        named = replace(site, title=own.title or site.title, language=own.language or site.language)
        return _found(feed.url, named, seen.url)
    raise NotFound(
        url, "no feed is named on this page or stands at the usual addresses; give the feed's own address"
    )


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
    answer = await tools.fetcher.fetch(Ask(url))
    content = decode(answer, tools.settings.network.max_decompressed_bytes)
    document = Document(answer.final_url, content, answer.header("content-type"), answer.received_at)
    return await tools.parsers.run(discover.look_at, document, document.url)


def _found(address: str, site: SiteDescription, asked: str) -> Found:
    return Found(RouteKind.FEED, address, site.title, site.language, site.homepage or asked)


def slug_of(url: str) -> str:
    """ "https://www.steppe-courier.example/ru/" -> "steppe-courier-example"."""
    host = urlsplit(url).hostname or url
    return host.removeprefix("www.").replace(".", "-").replace(":", "-")
