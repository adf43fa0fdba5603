"""`aitys source add` and `aitys source list`."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import click

from aitys.cli.doors import answer, as_json, open_desk
from aitys.desk.sources import add_source
from aitys.errors import WrongUse
from aitys.run.discovery import Found, find_route, slug_of
from aitys.run.toolbox import open_tools
from aitys.settings import Settings
from aitys.store import sources
from aitys.values.sources import Card, Route, Shown, SourceKind

_KINDS = click.Choice([str(kind) for kind in SourceKind if kind is not SourceKind.MANUAL])


@click.group()
def source() -> None:
    """Who is read."""


@source.command()
@click.argument("address", metavar="URL")
@click.option("--slug", default="", help="The name of the source; else made from its host.")
@click.option("--kind", type=_KINDS, default="news", show_default=True)
@click.option("--lang", default="", help="Its language (BCP 47), where the site does not say.")
@click.option("--pages", is_flag=True, help="Read the article page behind each feed item.")
@click.option(
    "--shown", type=click.Choice([str(shown) for shown in Shown]), default="excerpt", show_default=True
)
@as_json
def add(address: str, *, slug: str, kind: str, lang: str, pages: bool, shown: str, as_json: bool) -> None:  # noqa: PLR0913 - one per option
    """Read the site at URL from now on: its own feed, or the one its page names."""
    settings = open_desk()
    if not address.startswith(("http://", "https://")):
        raise WrongUse(
            address, "give an http:// or https:// address; channels and OPML files are not read yet"
        )
    found = asyncio.run(_find(address, settings))
    if found.warning:
        click.echo(f"aitys: it does not answer now and is kept as a feed: {found.warning}", err=True)
    card = Card(
        slug=slug or slug_of(address),
        title=found.title or slug or slug_of(address),
        kind=SourceKind(kind),
        languages=tuple(filter(None, [lang or found.language])),
        homepage=found.homepage,
        shown=Shown(shown),
        follow_pages=pages,
    )
    route = add_source(card, found.kind, found.address)
    answer(
        [_json(route, kind)], as_json=as_json, lines=lambda: [f"{route.source}: {route.kind} {route.address}"]
    )


async def _find(address: str, settings: Settings) -> Found:
    async with open_tools(settings) as tools:
        found = await find_route(address, tools)
    return replace(found, title=found.title.strip()[:300])


def _json(route: Route, kind: str) -> dict[str, str]:
    return {"slug": route.source, "kind": kind, "route": str(route.kind), "address": route.address}


@source.command("list")
@as_json
def list_(*, as_json: bool) -> None:
    """Every source with its routes and how the last look went."""
    open_desk()
    statuses = sources.statuses()
    rows = [(status, health) for status in statuses for health in status.routes]
    answer(
        [_json(health.route, str(status.card.kind)) for status, health in rows],
        as_json=as_json,
        lines=lambda: [
            f"{status.card.slug}: {health.route.kind} {health.route.address}: "
            + (f"{health.error.name}: {health.error.says}" if health.error else f"{status.posts} posts")
            for status, health in rows
        ],
    )
