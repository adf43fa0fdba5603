"""`aitys source add`, `pack`, `list`, `set`, `pause` and `resume`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import click
from pydantic import TypeAdapter

from aitys.cli.doors import answer, as_json, given, open_desk
from aitys.cli.source_files import add_from_card, add_from_list, check_
from aitys.cli.source_packs import pack
from aitys.desk.sources import (
    add_bank,
    add_source,
    change_source,
    find_source,
    pause_source,
    resume_source,
    set_proxy,
)
from aitys.errors import WrongUse
from aitys.run import channels
from aitys.run.discovery import Found, find_bank, find_route, slug_of
from aitys.run.source_lists import as_list, is_card, is_list
from aitys.run.toolbox import open_tools
from aitys.settings import Settings
from aitys.store import sources
from aitys.values.messages import ChannelSeen
from aitys.values.rates import Bank
from aitys.values.sources import Affiliation, Card, Route, RouteKind, Shown, SourceKind
from aitys.values.stored import RouteHealth, SourceStatus

_KINDS = click.Choice([str(kind) for kind in SourceKind if kind is not SourceKind.MANUAL])
_SHOWN = click.Choice([str(shown) for shown in Shown])

_Option = str | bool | tuple[str, ...] | None
"""An option of `set`: None or () where it was not named."""
_FIELDS = {"lang": "languages", "pages": "follow_pages"}
_COUNTRIES = ("country", "restricted_in")


@click.group()
def source() -> None:
    """Who is read."""


source.add_command(check_)
source.add_command(pack)


@source.command()
@click.argument("address", metavar="URL|@CHANNEL|FILE")
@click.option("--slug", default="", help="The name of the source; else made from its host.")
@click.option("--kind", type=_KINDS, default="news", show_default=True)
@click.option("--lang", default="", help="Its language (BCP 47), where the site does not say.")
@click.option("--pages", is_flag=True, help="Read the article page behind each feed item.")
@click.option("--shown", type=_SHOWN, default="excerpt", show_default=True)
@as_json
def add(address: str, *, slug: str, kind: str, lang: str, pages: bool, shown: str, as_json: bool) -> None:  # noqa: PLR0913 - one per option
    """Read a site, a channel or a list of sources from now on.

    URL is a feed, a sitemap, or a page that names one; or the site of a central bank, whose official rates
    are read. FILE is a list of feeds (.opml), or a source's card (.toml).
    """
    settings = open_desk()
    if is_list(address) or is_card(address):
        template = Card("", "", SourceKind(kind), _languages(lang), shown=Shown(shown), follow_pages=pages)
        _add_file(address, slug, template, settings, as_json=as_json)
        return
    if not address.startswith(("http://", "https://", "@")):
        raise WrongUse(
            address, "give an http:// or https:// address, an @channel, a list (.opml) or a card (.toml)"
        )
    if (bank := find_bank(address)) is not None:
        _add_bank(bank, slug, as_json=as_json)
        return
    found = asyncio.run(_find(address, settings))
    if found.warning:
        click.echo(f"aitys: it does not answer now and is kept as a {found.kind}: {found.warning}", err=True)
    if found.channel is not None and (known := channels.known_as(found.channel)):
        _add_name(known, found.channel, found.address, as_json=as_json)
        return
    # Who names a channel and no kind means a channel.
    is_channel = found.kind is RouteKind.TELEGRAM_PREVIEW and kind == SourceKind.NEWS
    kind = SourceKind.CHANNEL if is_channel else kind
    card = Card(
        slug=slug or slug_of(address),
        title=found.title or slug or slug_of(address),
        kind=SourceKind(kind),
        languages=_languages(lang or found.language),
        homepage=found.homepage,
        shown=Shown(shown),
        follow_pages=pages,
    )
    is_kept = sources.card(card.slug) is not None
    route = add_source(card, found.kind, found.address)
    if found.channel is not None:
        channels.meet(card, found.channel, datetime.now(UTC))
    if is_kept:
        click.echo(
            f"aitys: {route.source} is read already, and nothing was changed;"
            f" `aitys source set {route.source}` changes its card",
            err=True,
        )
    _answer([_json(route, kind)], as_json=as_json)


def _add_name(slug: str, channel: ChannelSeen, address: str, *, as_json: bool) -> None:
    """A channel is known by its number: under another name it is the same source."""
    route = sources.find_route(slug, RouteKind.TELEGRAM_PREVIEW, address)
    told = "is read already, and nothing was changed"
    if route is None or not sources.is_route_asked(route.id):
        route = channels.read_under(slug, channel, address, datetime.now(UTC))
        told = "is this channel, and is read under this name from now on"
    click.echo(f"aitys: {slug} {told}; `aitys source set {slug}` changes its card", err=True)
    _answer([_json(route, str(find_source(slug).kind))], as_json=as_json)


def _languages(lang: str) -> tuple[str, ...]:
    return (lang,) if lang else ()


def _add_file(address: str, slug: str, template: Card, settings: Settings, *, as_json: bool) -> None:
    if slug:
        raise WrongUse(slug, "a file names its sources itself; leave --slug")
    if is_card(address):
        card, added = add_from_card(Path(address))
        rows = [_json(route, str(card.kind)) for route in added]
    else:
        rows = [
            _json(route, str(find_source(route.source).kind))
            for route in add_from_list(Path(address), template, settings)
        ]
    _answer(rows, as_json=as_json)


def _add_bank(bank: Bank, slug: str, *, as_json: bool) -> None:
    """A bank's card says all that is known of it: nothing of it is found out, or named otherwise."""
    if slug not in ("", bank.code):
        raise WrongUse(
            slug, f"{bank.title} is kept as {bank.code}, by which its tables are read; leave --slug"
        )
    if sources.route_by_kind(bank.code, RouteKind.BANK) is not None:
        click.echo(f"aitys: {bank.code} is read already, and nothing was changed", err=True)
    route = add_bank(bank)
    _answer([_json(route, str(SourceKind.BANK))], as_json=as_json)


async def _find(address: str, settings: Settings) -> Found:
    async with open_tools(settings) as tools:
        found = await find_route(address, tools)
    return replace(found, title=found.title.strip()[:300])


def _json(route: Route, kind: str) -> dict[str, str]:
    return {"slug": route.source, "kind": kind, "route": str(route.kind), "address": route.address}


def _answer(rows: Sequence[Mapping[str, str]], *, as_json: bool) -> None:
    """What `_json` tells of each route that is read now."""
    answer(
        rows,
        as_json=as_json,
        lines=lambda: [f"{row['slug']}: {row['route']} {row['address']}" for row in rows],
    )


@source.command("list")
@click.option("--opml", is_flag=True, help="A list that feed readers take over, and nothing else.")
@as_json
def list_(*, opml: bool, as_json: bool) -> None:
    """Every source, and how the last look went."""
    open_desk()
    statuses = sources.statuses()
    if opml:
        if as_json:
            raise WrongUse("--opml", "it is a form of its own; leave --json")
        click.echo(as_list(statuses, "Aitys"), nl=False)
        return
    rows = [(status, health) for status in statuses for health in status.routes]
    answer(
        [
            {**_json(health.route, str(status.card.kind)), "paused": not health.enabled}
            for status, health in rows
        ],
        as_json=as_json,
        lines=lambda: (
            [
                f"{status.card.slug}: {health.route.kind} {health.route.address}: {_state(status, health)}"
                for status, health in rows
            ]
            or ["no sources yet; aitys source add URL"]
        ),
    )


def _state(status: SourceStatus, health: RouteHealth) -> str:
    if health.enabled and health.error:
        return f"{health.error.name}: {health.error.says}"
    return given(status) if health.enabled else f"paused, {given(status)}"


@source.command("set")
@click.argument("slug")
@click.option("--title", help="Its name, as the site shows it.")
@click.option("--kind", type=_KINDS)
@click.option("--lang", multiple=True, help="Its languages (BCP 47), all of them; one option each.")
@click.option("--shown", type=_SHOWN, help="What the public sees of its words.")
@click.option("--pages/--no-pages", default=None, help="Read the article page behind each feed item.")
@click.option("--country", help="Where it is, as in kz (ISO 3166).")
@click.option("--owner", help="The person, group or body behind it.")
@click.option("--affiliation", type=click.Choice([str(kind) for kind in Affiliation]))
@click.option("--contact", help="Where its editors are reached; the desk's alone.")
@click.option("--restricted-in", multiple=True, help="Countries that restrict it, all; one option each.")
@click.option("--hot/--no-hot", default=None, help="Ask it before others, and at least each half hour.")
@click.option("--every", metavar="SECONDS", help="Between two looks; empty: by what it publishes.")
@click.option(
    "--proxy", metavar="URL", help="Ask it through this one (http, https, socks5); empty: directly."
)
@as_json
def set_(slug: str, *, as_json: bool, **given: _Option) -> None:
    """Change what the desk knows of a source.

    What is not named stays as it is; an empty value takes one away.
    """
    open_desk()
    proxy = given.pop("proxy")
    card = _with(find_source(slug), given)
    changed = change_source(card)
    if proxy is not None and set_proxy(slug, str(proxy).strip()):
        changed = (*changed, "proxy")
    answer(
        {"slug": slug, "changed": changed},
        as_json=as_json,
        lines=lambda: [f"{slug}: {', '.join(changed)} changed" if changed else f"{slug}: nothing to change"],
    )


def _with(card: Card, given: Mapping[str, _Option]) -> Card:
    """The card with all that was named. An empty value is none."""
    named = {
        _FIELDS.get(name, name): _tidy(name, value)
        for name, value in given.items()
        if value is not None and value != ()
    }
    return TypeAdapter(Card).validate_python({**asdict(card), **named})


def _tidy(name: str, value: _Option) -> _Option:
    if name == "every" and isinstance(value, str):
        return _seconds(value.strip())
    if isinstance(value, tuple):
        return tuple(part for each in value if (part := str(_tidy(name, each))))
    if isinstance(value, str):
        return value.strip().lower() if name in _COUNTRIES else value.strip()
    return value


def _seconds(written: str) -> str | None:
    if written and not (written.isascii() and written.isdigit()):
        raise WrongUse(written[:80], "give --every in whole seconds, or empty to go by what it publishes")
    return written or None


@source.command()
@click.argument("slug")
@as_json
def pause(slug: str, *, as_json: bool) -> None:
    """Stop asking a source; what it gave stays."""
    open_desk()
    now = "is paused" if pause_source(slug) else "was paused already"
    answer({"slug": slug, "paused": True}, as_json=as_json, lines=lambda: [f"{slug} {now}"])


@source.command()
@click.argument("slug")
@as_json
def resume(slug: str, *, as_json: bool) -> None:
    """Ask a paused source again, and at once."""
    open_desk()
    now = "is asked again" if resume_source(slug) else "was not paused"
    answer({"slug": slug, "paused": False}, as_json=as_json, lines=lambda: [f"{slug} {now}"])
