"""Which stretch of a route's publications was read, and where a hole is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aitys.store import models


@dataclass(frozen=True, slots=True)
class Stretch:
    """Publication time read without a hole."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Look:
    """One look: when, the oldest printed time it showed, and whether it showed anything already known."""

    at: datetime
    oldest: datetime | None
    overlaps: bool


def extend(last: Stretch | None, look: Look) -> tuple[Stretch, bool] | None:
    """The stretch after a look, and whether it is a new one (a hole lies before it).

    A look that shows nothing proves nothing: None, and the stretch stays as it was.
    """
    oldest = min(look.oldest or look.at, look.at)
    if last is not None and (look.overlaps or (look.oldest and look.oldest <= last.until)):
        return Stretch(min(last.since, oldest), max(last.until, look.at)), False
    if look.oldest is None:
        return None
    return Stretch(oldest, look.at), True


def record_look(route_id: int, look: Look) -> None:
    """Keep what a look at a live route covered; call it in the transaction that keeps its posts."""
    row = models.Coverage.objects.filter(route_id=route_id, imported=False).order_by("-until").first()
    extended = extend(Stretch(row.since, row.until) if row else None, look)
    if extended is None:
        return
    stretch, is_new = extended
    if row is None or is_new:
        models.Coverage.objects.create(
            route_id=route_id,
            since=stretch.since,
            until=stretch.until,
            first_read_at=look.at,
            last_read_at=look.at,
        )
        return
    models.Coverage.objects.filter(id=row.id).update(
        since=stretch.since, until=stretch.until, last_read_at=look.at
    )


def record_import(route_id: int, stretch: Stretch, at: datetime) -> None:
    """An imported archive counts by publication: one stretch per route, grown by what is imported."""
    row = models.Coverage.objects.filter(route_id=route_id, imported=True).first()
    if row is None:
        models.Coverage.objects.create(
            route_id=route_id,
            since=stretch.since,
            until=stretch.until,
            first_read_at=at,
            last_read_at=at,
            imported=True,
        )
        return
    models.Coverage.objects.filter(id=row.id).update(
        since=min(row.since, stretch.since), until=max(row.until, stretch.until), last_read_at=at
    )
