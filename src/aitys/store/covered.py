"""Questions to coverage: what was read of a source, and which sources were not seen at a moment, and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from aitys.store import models
from aitys.store.sources import AT_HAND, card_of, route_of
from aitys.values.coverage import HealthPeriod, ReadStretch, RouteCoverage, Unseen, UnseenSource
from aitys.values.sources import SourceKind

_PERIODS = 100
_PREVIEW_OFF = "preview-off"
_THROTTLES = frozenset({"no-posts-shown", "asked-to-wait", "http-429"})
_UNWATCHED = (SourceKind.MANUAL, SourceKind.BANK, SourceKind.OWN)


def routes_of(slug: str) -> tuple[RouteCoverage, ...]:
    """Every way of a source with what was read by it; of what was wrong the latest hundred."""
    found: list[RouteCoverage] = []
    for row in models.Route.objects.filter(source__slug=slug).select_related("source").order_by("id"):
        stretches = models.Coverage.objects.filter(route=row).order_by("since", "until")
        periods = models.HealthEvent.objects.filter(route=row).order_by("-began_at", "-id")[:_PERIODS]
        found.append(
            RouteCoverage(
                route_of(row),
                tuple(ReadStretch(each.since, each.until, each.imported) for each in stretches),
                tuple(HealthPeriod(each.name, each.began_at, each.ended_at) for each in periods),
            )
        )
    return tuple(found)


@dataclass(slots=True)
class _Watched:
    """A source with its ways, the ends of what was read of it, and what was wrong with it at the moment."""

    source: models.Source
    routes: list[models.Route] = field(default_factory=list)
    stretches: list[models.Coverage] = field(default_factory=list)
    wrong: set[str] = field(default_factory=set)


def watched() -> frozenset[str]:
    """Slugs of the sources that are read for what they publish: no banks, and nothing brought in by hand."""
    rows = models.Route.objects.exclude(source__kind__in=_UNWATCHED)
    return frozenset(rows.values_list("source__slug", flat=True))


def unseen(at: datetime, but: Collection[str] = ()) -> tuple[UnseenSource, ...]:
    """The watched sources of which nothing that was published at that moment was read, by title; not those
    of the slugs in `but`.
    """
    found = _watched(at, but)
    told = (_unseen(each, at) for each in found)
    return tuple(sorted((each for each in told if each), key=lambda each: (each.card.title, each.card.slug)))


def _watched(at: datetime, but: Collection[str]) -> Sequence[_Watched]:
    routes = models.Route.objects.exclude(source__kind__in=_UNWATCHED).exclude(source__slug__in=list(but))
    found: dict[int, _Watched] = {}
    for row in routes.select_related("source").order_by("id"):
        found.setdefault(row.source_id, _Watched(row.source)).routes.append(row)
    of_route: dict[int, _Watched] = {row.id: each for each in found.values() for row in each.routes}
    for stretch in models.Coverage.objects.filter(route__in=of_route):
        of_route[stretch.route_id].stretches.append(stretch)
    lasting = Q(ended_at=None) | Q(ended_at__gte=at)
    for event in models.HealthEvent.objects.filter(lasting, began_at__lte=at, route__in=of_route):
        of_route[event.route_id].wrong.add(event.name)
    return list(found.values())


def _unseen(watched: _Watched, at: datetime) -> UnseenSource | None:
    if any(each.since <= at <= each.until for each in watched.stretches):
        return None
    card = card_of(watched.source)
    until = max((each.until for each in watched.stretches if each.until < at), default=None)
    since = min((each.since for each in watched.stretches if each.since > at), default=None)
    return UnseenSource(card, _why(watched, until, since), until, since)


def _why(watched: _Watched, until: datetime | None, since: datetime | None) -> Unseen:
    """The plainest reason first: what a reader could look up at the source itself."""
    errors = {row.error_name for row in watched.routes if row.error_name}
    is_read = until is not None or since is not None
    wrong = watched.wrong | (set() if is_read and since is not None else errors)
    asked = [row for row in watched.routes if row.kind not in AT_HAND]
    if _PREVIEW_OFF in wrong:
        return Unseen.PREVIEW_OFF
    if wrong & _THROTTLES:
        return Unseen.THROTTLED
    if is_read and all(each.imported for each in watched.stretches):
        return Unseen.ARCHIVE
    if wrong:
        return Unseen.FAILING
    if asked and not any(row.enabled for row in asked) and since is None:
        return Unseen.PAUSED
    return _place(until, since)


def _place(until: datetime | None, since: datetime | None) -> Unseen:
    if until is None:
        return Unseen.NOT_READ if since is None else Unseen.BEFORE
    return Unseen.AFTER if since is None else Unseen.HOLE
