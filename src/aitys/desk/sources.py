"""A person adds a source, pauses it, or changes its card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.db import transaction

from aitys.desk.names import check_line, check_slug, check_title
from aitys.errors import NotFound, WrongUse
from aitys.store import audit, sources
from aitys.values.asking import masked
from aitys.values.rates import Bank
from aitys.values.sources import Affiliation, Card, Route, RouteKind, Rules, Shown, SourceKind

_PROXIES = ("http", "https", "socks5", "socks5h")
_LONGEST_PROXY = 500
_SHORTEST, _LONGEST = 60, 7 * 24 * 3600
_COUNTRY = re.compile(r"[a-z]{2}")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def add_source(card: Card, kind: RouteKind, address: str) -> Route:
    """Keep a source with its first route; adding the very same again changes nothing.

    Raises WrongUse when the slug is taken by a source with another route, or cannot be part of an address.
    """
    check_slug(card.slug)
    if sources.card(card.slug) is not None:
        same = sources.find_route(card.slug, kind, address)
        if same is None:
            raise WrongUse(card.slug, "a source of this name is kept already; give another with --slug")
        return same
    if other := sources.who_reads(kind, address):
        raise WrongUse(
            address, f"it is read already, as {other}; `aitys source set {other}` changes that source's card"
        )
    with transaction.atomic():
        sources.add(card, datetime.now(UTC))
        route = sources.add_route(card.slug, kind, address)
        audit.note("source add", card.slug, {"route": kind, "address": address})
    return route


def add_card(card: Card, routes: Sequence[tuple[RouteKind, str, int]]) -> tuple[Route, ...]:
    """Keep a source as its card's file says, with each (kind, address, seconds) of `routes`; one that is kept
    already takes the card, and the routes that it lacks. An address that the card names no more is given up
    where looks at it fail: a channel's new name, or a way around a closed door, the program found itself.

    Raises WrongUse for a value that cannot be kept, and for a route by which another source is read.
    """
    check_slug(card.slug)
    _check_card(card)
    with transaction.atomic():
        if sources.card(card.slug) is None:
            sources.add(card, datetime.now(UTC))
            audit.note("source add", card.slug, {"routes": [address for _, address, _ in routes]})
        else:
            change_source(card)
            _give_up_dead(card.slug, [address for _, address, _ in routes])
        return tuple(_add_route(card.slug, *route) for route in routes)


def _give_up_dead(slug: str, named: Sequence[str]) -> None:
    for address in sources.give_up(slug, named, datetime.now(UTC)):
        audit.note("route give up", slug, {"address": address})


def _add_route(slug: str, kind: RouteKind, address: str, every: int) -> Route:
    other = sources.who_reads(kind, address)
    if other not in ("", slug):
        raise WrongUse(address, f"it is read already, as {other}; `aitys source list` shows its routes")
    if not other:
        audit.note("route add", slug, {"route": kind, "address": address})
    return sources.add_route(slug, kind, address, every)


def add_bank(bank: Bank, kind: RouteKind = RouteKind.BANK) -> Route:
    """Keep a central bank as a source under its code, with the route by which it is asked, or its files come
    in; adding it again changes nothing.

    Raises WrongUse when another kind of source has the bank's code.
    """
    kept = sources.card(bank.code)
    if kept is not None and kept.kind is not SourceKind.BANK:
        raise WrongUse(
            bank.code,
            f"a source of this name is kept already, and is no bank; {bank.title} has no other name",
        )
    if (same := sources.route_by_kind(bank.code, kind)) is not None:
        return same
    address = bank.current[0] if kind is RouteKind.BANK else f"name:{bank.code}"
    with transaction.atomic():
        if kept is None:
            sources.add(_card_of(bank), datetime.now(UTC))
        route = sources.add_route(bank.code, kind, address)
        audit.note("source add", bank.code, {"route": kind, "address": address})
    return route


def add_starter(card: Card, routes: Sequence[tuple[RouteKind, str, int]]) -> str:
    """Keep a source of a starter set, unless one of its slug or its addresses is kept: that stays as it is.

    One that is restricted somewhere is paused, for nobody republishes it who has not decided to. Returns the
    slug under which it is kept.
    """
    if other := next(filter(None, (sources.who_reads(kind, address) for kind, address, _ in routes)), ""):
        return other
    if sources.card(card.slug) is None:
        with transaction.atomic():
            add_card(card, routes)
            if card.restricted_in:
                pause_source(card.slug)
    return card.slug


def _card_of(bank: Bank) -> Card:
    """A bank's numbers are for everybody, and it is an arm of its state."""
    return Card(
        slug=bank.code,
        title=bank.title,
        kind=SourceKind.BANK,
        languages=bank.languages,
        country=bank.country,
        affiliation=Affiliation.STATE,
        homepage=bank.homepage,
        shown=Shown.FULL,
    )


def find_source(slug: str) -> Card:
    """The card of a source that a person may change; raises NotFound."""
    card = sources.card(slug)
    if card is None or card.kind is SourceKind.MANUAL:
        raise NotFound(slug, "there is no such source; `aitys source list` shows them")
    return card


def change_source(card: Card) -> tuple[str, ...]:
    """Give the source of this slug this card; returns the names of the fields that are others now.

    Raises NotFound, and WrongUse for a value that cannot be kept.
    """
    _check_card(card)
    with transaction.atomic():
        before = find_source(card.slug)
        names = tuple(field.name for field in fields(Card))
        changed = {
            name: {"from": _plain(getattr(before, name)), "to": _plain(getattr(card, name))}
            for name in names
            if getattr(before, name) != getattr(card, name)
        }
        if changed:
            sources.change(card)
            audit.note("source set", card.slug, changed)
    return tuple(changed)


def _plain(value: object) -> object:
    """A field of a card as the trail can keep it."""
    return asdict(value) if isinstance(value, Rules) else value


def set_proxy(slug: str, proxy: str) -> bool:
    """Ask the source through this proxy from now on, or directly if it is empty; False where it was so.

    Raises NotFound, and WrongUse for what is no proxy's address. The audit trail does not tell its password.
    """
    find_source(slug)
    _check_proxy(proxy)
    before = sources.proxy_of(slug)
    if proxy == before:
        return False
    with transaction.atomic():
        sources.set_proxy(slug, proxy)
        audit.note("source set", slug, {"proxy": {"from": masked(before), "to": masked(proxy)}})
    return True


def _check_proxy(proxy: str) -> None:
    try:
        parts = urlsplit(proxy)
        is_one = parts.scheme in _PROXIES and bool(parts.hostname) and parts.path in ("", "/")
        is_one = is_one and (parts.port is None or parts.port > 0)
    except ValueError:
        is_one = False
    if proxy and not (is_one and proxy.isascii() and len(proxy) <= _LONGEST_PROXY):
        raise WrongUse(
            masked(proxy)[:80], "a proxy is an address like http://… or socks5://user:password@host:port"
        )


def pause_source(slug: str) -> bool:
    """Ask it no more; False where it was paused before. Raises NotFound, and WrongUse if nobody asks it."""
    _check_asked(slug)
    with transaction.atomic():
        paused = sources.pause(slug, datetime.now(UTC))
        if paused:
            audit.note("source pause", slug, {})
    return paused


def resume_source(slug: str) -> bool:
    """Ask it again; False where it was not paused. Raises as `pause_source` does."""
    _check_asked(slug)
    with transaction.atomic():
        resumed = sources.resume(slug)
        if resumed:
            audit.note("source resume", slug, {})
    return resumed


def _check_asked(slug: str) -> None:
    find_source(slug)
    if not sources.is_asked(slug):
        raise WrongUse(slug, "it is not asked over the network: what it has came from files")


def _check_card(card: Card) -> None:
    check_title(card.title)
    check_line("an owner", card.owner)
    check_line("a contact", card.contact)
    if card.every is not None and not _SHORTEST <= card.every <= _LONGEST:
        raise WrongUse(str(card.every), f"a pause is {_SHORTEST} to {_LONGEST} seconds")
    for country in filter(None, (card.country, *card.restricted_in)):
        if not _COUNTRY.fullmatch(country):
            raise WrongUse(country[:80], "a country is two letters of ISO 3166, as in kz")
    for language in card.languages:
        if not _LANGUAGE.fullmatch(language):
            raise WrongUse(language[:80] or '""', "a language is a tag of BCP 47, as in kk or uz-Cyrl")
