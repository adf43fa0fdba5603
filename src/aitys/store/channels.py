"""Public channels by the number that stays: as which source each is kept, and how it was last called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from aitys.store import models
from aitys.values.messages import ChannelSeen
from aitys.values.sources import RouteKind


@dataclass(frozen=True, slots=True)
class KeptChannel:
    """`name` is in lower case, empty where only exports told of the channel."""

    number: int
    source: str
    name: str
    title: str


def by_number(number: int) -> KeptChannel | None:
    """The channel of this number, if a page, an export or an archive told of it."""
    known = _kept(models.Channel.objects.select_related("source").filter(number=number).first())
    if known is not None:
        return known
    row = models.Route.objects.filter(kind=RouteKind.IMPORT, address=f"channel:{number}")
    slug = row.order_by("id").values_list("source__slug", flat=True).first()
    return None if slug is None else KeptChannel(number, slug, "", "")


def by_name(name: str) -> KeptChannel | None:
    """The channel that is known by this name now, in any case."""
    rows = models.Channel.objects.select_related("source").filter(name=name.lower())
    return _kept(rows.order_by("-seen_at").first())


def of_source(slug: str) -> tuple[KeptChannel, ...]:
    rows = models.Channel.objects.select_related("source").filter(source__slug=slug).order_by("number")
    return tuple(kept for row in rows if (kept := _kept(row)) is not None)


def titles() -> frozenset[str]:
    """How the channels that the desk reads call themselves, and how it calls those it has no number of."""
    own = models.Source.objects.filter(kind="channel").values_list("title", flat=True)
    return frozenset({*models.Channel.objects.exclude(title="").values_list("title", flat=True), *own})


def introduce(slug: str, seen: ChannelSeen, at: datetime) -> None:
    """Keep a channel that a file tells of, if it is a new one: the file may be older than what is known."""
    if seen.id is None:
        return
    source = models.Source.objects.get(slug=slug)
    defaults = {"source": source, **_columns(seen), "seen_at": at}
    models.Channel.objects.get_or_create(number=seen.id, defaults=defaults)


def keep(slug: str, seen: ChannelSeen, at: datetime) -> KeptChannel | None:
    """Keep how a channel was called when it was seen `at`; returns what was known before, None if nothing.

    A channel that is kept already stays with its source. What was seen before the last time changes nothing.
    """
    if seen.id is None:
        return None
    with transaction.atomic():
        row = models.Channel.objects.select_for_update(of=("self",)).select_related("source")
        known = row.filter(number=seen.id).first()
        if known is None:
            introduce(slug, seen, at)
            return None
        before = _kept(known)
        if known.seen_at <= at:
            told = {name: value for name, value in _columns(seen).items() if value}
            models.Channel.objects.filter(number=seen.id).update(**told, seen_at=at)
    return before


def _columns(seen: ChannelSeen) -> dict[str, str]:
    return {"name": seen.name.lower()[:64], "title": seen.title[:300]}


def _kept(row: models.Channel | None) -> KeptChannel | None:
    return None if row is None else KeptChannel(row.number, row.source.slug, row.name, row.title)
