"""Addresses that documents named and nobody has asked yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from aitys.store import models
from aitys.values.asking import Priority, host_of
from aitys.values.captures import Ask, Purpose

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """An ask that waits in the queue. `proxy` is its source's, and a secret: it may hold a password."""

    id: int
    ask: Ask
    proxy: str = field(default="", repr=False)


def add(route_id: int, asks: Iterable[Ask], now: datetime, priority: Priority | None = None) -> None:
    """Queue asks by the post they are about; one that waits already takes the newer address.

    Without a `priority` of their own they have that of their route.
    """
    wanted = list(asks)
    if not wanted:
        return
    rank = _rank(route_id) if priority is None else priority
    models.ToAsk.objects.bulk_create(
        [
            models.ToAsk(
                route_id=route_id,
                about=ask.about,
                purpose=ask.purpose,
                url=ask.url,
                host=host_of(ask.url),
                priority=rank,
                due_at=now,
            )
            for ask in wanted
        ],
        update_conflicts=True,
        unique_fields=["route", "about"],
        update_fields=["url", "purpose", "host", "priority", "due_at", "attempts"],
    )


def add_cited(route_id: int, asks: Iterable[Ask], now: datetime) -> None:
    """Queue looks at single posts that matter now: before the rest, and as a hot source's before all."""
    wanted = list(asks)
    if wanted:
        add(route_id, wanted, now, Priority(min(_rank(route_id), Priority.CITED)))


def _rank(route_id: int) -> int:
    return models.Route.objects.values_list("priority", flat=True).get(id=route_id)


def answered(route_id: int, urls: Iterable[str]) -> set[str]:
    """Those of these pages that were asked on a route and answered, be it that nothing is there."""
    rows = models.Capture.objects.filter(route_id=route_id, purpose=Purpose.PAGE, url__in=list(urls))
    return set(rows.values_list("url", flat=True))


def claim(
    route_id: int, now: datetime, lease: timedelta, limit: int = 50, *, with_lists: bool = True
) -> tuple[Waiting, ...]:
    """Take what is due on a route, further pages of its list too if wanted; a killed holder's asks come back
    when its lease ends.
    """
    rows = models.ToAsk.objects.filter(is_free(now), route_id=route_id, due_at__lte=now).order_by("id")
    rows = rows if with_lists else rows.filter(purpose=Purpose.PAGE)
    with transaction.atomic():
        taken = list(rows.select_for_update(of=("self",)).select_related("route__source")[:limit])
        models.ToAsk.objects.filter(id__in=[row.id for row in taken]).update(leased_until=now + lease)
    return tuple(waiting(row) for row in taken)


def is_free(now: datetime) -> Q:
    """Nobody holds the row, be it an ask or a route: no lease, or one that has ended."""
    return Q(leased_until=None) | Q(leased_until__lt=now)


def waiting(row: models.ToAsk) -> Waiting:
    """An ask of the queue; its route and source are in the row already."""
    return Waiting(row.id, Ask(row.url, Purpose(row.purpose), about=row.about), row.route.source.proxy)


def release(route_ids: Iterable[int]) -> None:
    """End every lease on asks of these routes, for who takes the routes though someone may have them."""
    models.ToAsk.objects.filter(route_id__in=list(route_ids)).update(leased_until=None)


def done(ids: Sequence[int]) -> None:
    models.ToAsk.objects.filter(id__in=ids).delete()


def postpone(ask_id: int, now: datetime, *, permanent: bool) -> None:
    """It could not be asked: try again after an hour, two, four …; give up where a retry is pointless.

    An ask that somebody else has done meanwhile is no longer there, and that is well.
    """
    row = models.ToAsk.objects.filter(id=ask_id).first()
    if row is None:
        return
    if permanent or row.attempts + 1 >= _TRIES:
        row.delete()
        return
    models.ToAsk.objects.filter(id=ask_id).update(
        attempts=row.attempts + 1, leased_until=None, due_at=now + timedelta(hours=2**row.attempts)
    )
