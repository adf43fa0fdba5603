"""Whose turn it is: routes that are due and asks that wait, found by host, then priority, then time.

The tables are the queue; nothing is read but the host in question. A claim is one UPDATE with a lease that
ends, so two processes never hold the same, and what a killed one held comes back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from aitys.store import asks, models, sources
from aitys.store.asks import Waiting
from aitys.store.sources import DueRoute
from aitys.values.asking import Priority

_MOST = 500
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_HELD = 120.0
"""Seconds; longer than any pace: a host whose next turn lies further away has asked for rest."""


@dataclass(frozen=True, slots=True)
class DueAsk:
    """An ask whose turn it is, with whom it concerns."""

    route_id: int
    source: str
    host: str
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class Watch:
    """The moment at which one looks, and for which sources; none named means all of them."""

    now: datetime
    slugs: Sequence[str] = ()


def hosts_due(watch: Watch, busy: Collection[str], limit: int) -> tuple[str, ...]:
    """Hosts that have something due, who waits longest first; none that is busy or has asked for rest."""
    found: list[tuple[datetime, str]] = []
    held = list(_held(watch.now))
    new, due = _free_routes(watch).filter(due_at=None), _free_routes(watch).filter(due_at__lte=watch.now)
    for rows in (new, due, _asks(watch)):
        # By time, which an index gives in order, and only so many: of one host there may be thousands.
        first = rows.exclude(host__in=[*busy, *held]).select_related(None).order_by("due_at")
        found += [(at or _LONG_AGO, host) for at, host in first.values_list("due_at", "host")[:_MOST]]
    return tuple(dict.fromkeys(host for _, host in sorted(found)))[:limit]


def next_due(watch: Watch) -> datetime | None:
    """When the next route or ask that is not due yet will be; None where there is none."""
    rows = (_asked(watch.slugs), _waiting(watch.slugs))
    times = [
        each.filter(due_at__gt=watch.now).order_by("due_at").values_list("due_at", flat=True) for each in rows
    ]
    return min((at for each in times if (at := each.first()) is not None), default=None)


def priorities(watch: Watch, host: str) -> tuple[Priority, ...]:
    """Which priorities have something due at this host, the most urgent first."""
    routes, waiting = _routes(watch).filter(host=host), _asks(watch).filter(host=host)
    return tuple(
        priority
        for priority in Priority
        if routes.filter(priority=priority).exists() or waiting.filter(priority=priority).exists()
    )


def claim(
    watch: Watch, host: str, priority: Priority, lease: timedelta, after: int = 0
) -> DueRoute | DueAsk | None:
    """Take what is due longest at this host among those of this priority; None where another was quicker.

    Asks go round by route: the next one is of a route with a number above `after`, if any has one.
    """
    routes = _routes(watch).filter(host=host, priority=priority)
    waiting = _asks(watch).filter(host=host, priority=priority).order_by("route_id", "due_at", "id")
    with transaction.atomic():
        route = routes.order_by(F("due_at").asc(nulls_first=True), "id").first()
        ask = waiting.filter(route_id__gt=after).first() or waiting.first()
        if route is not None and (ask is None or route.due_at is None or route.due_at <= ask.due_at):
            return sources.due_route(route) if _take(_routes(watch), route.id, watch.now + lease) else None
        if ask is not None and _take(_asks(watch), ask.id, watch.now + lease):
            return DueAsk(ask.route_id, ask.route.source.slug, host, asks.waiting(ask))
    return None


def _take(rows: QuerySet[models.Route] | QuerySet[models.ToAsk], id_: int, until: datetime) -> bool:
    return bool(rows.filter(id=id_).order_by().update(leased_until=until))


def _routes(watch: Watch) -> QuerySet[models.Route]:
    """Routes that are due and nobody holds."""
    return _free_routes(watch).filter(Q(due_at=None) | Q(due_at__lte=watch.now)).select_related("source")


def _free_routes(watch: Watch) -> QuerySet[models.Route]:
    """Routes that nobody holds, due or not."""
    return _asked(watch.slugs).filter(asks.is_free(watch.now))


def _asks(watch: Watch) -> QuerySet[models.ToAsk]:
    """Asks that are due and nobody holds."""
    rows = _waiting(watch.slugs).filter(asks.is_free(watch.now), due_at__lte=watch.now)
    return rows.select_related("route__source")


def _asked(slugs: Sequence[str]) -> QuerySet[models.Route]:
    return sources.asked().filter(source__slug__in=slugs) if slugs else sources.asked()


def _waiting(slugs: Sequence[str]) -> QuerySet[models.ToAsk]:
    rows = models.ToAsk.objects.filter(route__enabled=True)
    return rows.filter(route__source__slug__in=slugs) if slugs else rows


def _held(now: datetime) -> QuerySet[models.Host, str]:
    held = models.Host.objects.filter(next_slot_at__gt=now.timestamp() + _HELD)
    return held.values_list("name", flat=True)
