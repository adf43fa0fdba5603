"""Channels that change their names: known again by the number that stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from aitys.errors import UnreadableSource
from aitys.store import audit, channels, sources
from aitys.store.channels import KeptChannel
from aitys.values.messages import ChannelSeen
from aitys.values.sources import Card, Route, RouteKind
from aitys.values.users import COLLECTOR

_LONGEST_TITLE = 300


def meet(card: Card, seen: ChannelSeen, at: datetime) -> None:
    """Keep how the channel of a source called itself `at`; its card follows where nobody has changed it.

    Raises UnreadableSource where its name is another channel's now: their posts must not be mixed.
    """
    if seen.id is None:
        return
    own = channels.of_source(card.slug)
    if any(each.name == seen.name.lower() and each.number != seen.id for each in own):
        says = f"@{seen.name} is the name of another channel now; find the new name of this one"
        raise UnreadableSource(card.slug, says, name="another-channel")
    with transaction.atomic():
        before = channels.keep(card.slug, seen, at)
        if before is not None and before.source == card.slug:
            _follow(card, before, channels.by_number(seen.id) or before)


def _follow(card: Card, before: KeptChannel, now: KeptChannel) -> None:
    """The title that the channel gave itself stands on its card, unless a person wrote another one."""
    if (before.title, before.name) == (now.title, now.name):
        return
    is_own = before.title and card.title == before.title[:_LONGEST_TITLE]
    changed = replace(card, title=now.title[:_LONGEST_TITLE] or card.title) if is_own else card
    if changed != card:
        sources.change(changed)
    details = {"from": [before.name, before.title], "to": [now.name, now.title]}
    audit.note("channel renamed", card.slug, details, by=COLLECTOR)


def known_as(seen: ChannelSeen | None) -> str:
    """The slug of the source that a channel is kept as already, under whatever name; empty if none is."""
    known = channels.by_number(seen.id) if seen is not None and seen.id is not None else None
    return known.source if known else ""


def read_under(slug: str, seen: ChannelSeen, address: str, at: datetime) -> Route:
    """Read a kept channel at the address that it has now. Its old name stays as a route, asked no more."""
    with transaction.atomic():
        card = sources.card(slug)
        assert card is not None  # noqa: S101 - a channel is kept with its source
        before = channels.by_number(seen.id) if seen.id is not None else None
        renamed = before is not None and before.name not in ("", seen.name.lower())
        if renamed:
            sources.switch_off(slug, RouteKind.TELEGRAM_PREVIEW, but=address)
        if renamed or not card.homepage:
            sources.change(replace(card, homepage=address))
        route = sources.add_route(slug, RouteKind.TELEGRAM_PREVIEW, address)
        sources.switch_on(route.id)
        audit.note("route add", slug, {"route": RouteKind.TELEGRAM_PREVIEW, "address": address})
        meet(sources.card(slug) or card, seen, at)
    return route
