"""`aitys source add` of a file: a list of feeds, or one source's card; and `aitys source check`."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import click

from aitys.cli.doors import answer, as_json, counted, open_desk
from aitys.desk.sources import add_card, add_source
from aitys.errors import AitysError, WrongUse
from aitys.run.checking import check
from aitys.run.discovery import Found, find_route, slug_of
from aitys.run.source_lists import is_card, read_card, read_list, route_of
from aitys.run.toolbox import Tools, open_tools
from aitys.settings import Settings
from aitys.store import sources
from aitys.values.checks import Checked, CheckedItem
from aitys.values.sources import Card, Route, SourceKind

_SHOWN = 20
"""Items that a person is shown; --json has them all."""


def add_from_list(path: Path, template: Card, settings: Settings) -> list[Route]:
    """Every source of an OPML file, as `template` but for what the list says.

    One that cannot be added is told and left out; raises as `read_list` does.
    """
    return asyncio.run(_add_all(path, template, settings))


async def _add_all(path: Path, template: Card, settings: Settings) -> list[Route]:
    added: list[Route] = []
    async with open_tools(settings) as tools:
        listed = await read_list(path, tools)
        for left in listed.left:
            click.echo(f"aitys: left out, {left.reason}: {left.subject}", err=True)
        for outline in listed.outlines:
            try:
                found = await route_of(outline, tools)
                added.append(await tools.keep(_add, found, template))
            except AitysError as error:
                click.echo(f"aitys: left out: {error}", err=True)
    return added


def _add(found: Found, template: Card) -> Route:
    """Its route, which may be there already; several feeds of one site get numbers."""
    if other := sources.who_reads(found.kind, found.address):
        same = sources.find_route(other, found.kind, found.address)
        if same is not None:
            return same
    slug = sources.free_slug(slug_of(found.homepage or found.address))
    languages = tuple(filter(None, [found.language])) or template.languages
    title = found.title.strip()[:300] or slug
    card = replace(template, slug=slug, title=title, languages=languages, homepage=found.homepage)
    return add_source(card, found.kind, found.address)


def add_from_card(path: Path) -> tuple[Card, tuple[Route, ...]]:
    file = read_card(path)
    return file.card, add_card(file.card, [(one.kind, one.address, one.every) for one in file.routes])


@click.command("check")
@click.argument("address", metavar="URL|@CHANNEL|CARD.toml")
@as_json
@click.pass_context
def check_(context: click.Context, address: str, *, as_json: bool) -> None:
    """Show what a source would give, and keep nothing.

    The address is that of a site, a feed, a sitemap or a channel; or a card, whose rules are tried. Exit code
    1 when something is wrong.
    """
    settings = open_desk()
    found = asyncio.run(_check(address, settings))
    answer([_json(one) for one in found], as_json=as_json, lines=lambda: [*_lines(found)])
    context.exit(1 if any(one.says for one in found) else 0)


async def _check(address: str, settings: Settings) -> list[Checked]:
    async with open_tools(settings) as tools:
        if is_card(address):
            file = read_card(Path(address))
            return [await check(file.card, one.kind, one.address, tools) for one in file.routes]
        if "://" not in address and not address.startswith("@"):
            raise WrongUse(address, "give an http:// or https:// address, an @channel or a card (.toml)")
        return [await _check_found(address, tools)]


async def _check_found(address: str, tools: Tools) -> Checked:
    found = await find_route(address, tools)
    if found.warning:
        return Checked(found.kind, found.address, says=(found.warning,))
    card = Card(slug_of(address), found.title, SourceKind.NEWS, homepage=found.homepage)
    return await check(card, found.kind, found.address, tools)


def _json(checked: Checked) -> dict[str, object]:
    return {
        "route": checked.kind,
        "address": checked.address,
        "items": [_item(one) for one in checked.items],
        "left": dict(sorted(checked.left.items())),
        "pages": checked.pages,
        "older": checked.older,
        "says": list(checked.says),
    }


def _item(one: CheckedItem) -> dict[str, object]:
    posted = one.posted
    return {
        "link": one.link,
        "title": one.title,
        "date": one.date,
        "posted": posted.at.isoformat() if posted else None,
        "guessed": posted.guessed if posted else None,
        "words": one.words,
        "left": one.reason,
    }


def _lines(found: list[Checked]) -> list[str]:
    return [line for one in found for line in _told(one)]


def _told(checked: Checked) -> list[str]:
    items = [f"  {_line(one)}" for one in checked.items[:_SHOWN]]
    more = len(checked.items) - len(items)
    left = [f"  left, {reason}: {count}" for reason, count in sorted(checked.left.items())]
    return [
        f"{checked.kind} {checked.address}: {counted(len(checked.items), 'item')}",
        *items,
        *([f"  and {more} more"] if more > 0 else []),
        *left,
        *([f"  {counted(checked.pages, 'page')} of articles would be asked for"] if checked.pages else []),
        *([f"  older: {checked.older}"] if checked.older else []),
        *(f"  wrong: {says}" for says in checked.says),
    ]


def _line(one: CheckedItem) -> str:
    when = "no date" if one.posted is None else f"{one.posted.at:%Y-%m-%d %H:%M}"
    when += " (guessed)" if one.posted and one.posted.guessed else ""
    why = f" LEFT: {one.reason}" if one.reason else ""
    return f"{when}  {one.title or '(no title)'}  {counted(one.words, 'word')}  {one.link}{why}"
