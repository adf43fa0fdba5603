"""Sources by the file: a list of feeds (OPML), or one card with its routes and rules (TOML)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from aitys.errors import NotFound, WrongUse
from aitys.run.discovery import Found, find_route
from aitys.run.toolbox import Tools
from aitys.sources import addresses, card_files, opml, wordpress
from aitys.sources.card_files import CardFile
from aitys.sources.opml import Outline, SourceList
from aitys.sources.telegram import names
from aitys.values.sources import RouteKind
from aitys.values.stored import SourceStatus

_LARGEST = 20_000_000


def is_list(written: str) -> bool:
    """What is written names an OPML file, and no address."""
    return _names_file(written, ".opml", ".xml")


def is_card(written: str) -> bool:
    return _names_file(written, ".toml")


def _names_file(written: str, *endings: str) -> bool:
    return "://" not in written and written.lower().endswith(endings)


async def read_list(path: Path, tools: Tools) -> SourceList:
    """The sources of an OPML file; raises NotFound, and UnreadableSource where it is none."""
    read = partial(opml.read, subject=path.name)
    return await tools.parsers.run(read, _content(path), path.name)


async def route_of(outline: Outline, tools: Tools) -> Found:
    """How a source of a list is read: by the feed that the list names, which is asked at the next look; of
    one named by its site alone, as `find_route` finds out and raises.
    """
    address = outline.feed or outline.homepage
    if not outline.feed or names.channel(address):
        found = await find_route(address, tools)
        title, language = outline.title or found.title, outline.language or found.language
        # What a channel's page says of it is kept at the first look.
        return replace(found, title=title, language=language, channel=None)
    return Found(RouteKind.FEED, address, outline.title, outline.language, outline.homepage or address)


def as_list(statuses: Iterable[SourceStatus], title: str) -> bytes:
    """An OPML 2.0 file of all sources that are read over the network, in folders by their kind.

    A site of WordPress is named by its feed, and what has none by its front page or channel.
    """
    return opml.write((one for status in statuses for one in _outlines(status)), title)


def _outlines(status: SourceStatus) -> Iterator[Outline]:
    for health in status.routes:
        kind, address = health.route.kind, health.route.address
        if kind in (RouteKind.FEED, RouteKind.WORDPRESS):
            feed = address if kind == RouteKind.FEED else wordpress.feed_of(address)
        elif kind in (RouteKind.SITEMAP, RouteKind.RULES, RouteKind.TELEGRAM_PREVIEW):
            feed = ""
        else:
            continue
        card = status.card
        homepage = address if kind == RouteKind.TELEGRAM_PREVIEW else card.homepage or addresses.home(address)
        language = next(iter(card.languages), "")
        yield Outline(card.title, feed, homepage, language, (str(card.kind),))


def read_card(path: Path) -> CardFile:
    """The card in a file; raises NotFound, and WrongUse with the first fault."""
    try:
        return card_files.read(_content(path).decode(), path.name)
    except UnicodeDecodeError as error:
        raise WrongUse(path.name, "a card is a text in UTF-8") from error


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except OSError as error:
        raise NotFound(str(path), f"cannot be read: {error.strerror}") from error
