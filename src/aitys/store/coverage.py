"""Which stretch of a route's publications was read, and where a hole is.

A feed shows a window: its newest posts, and perhaps a few that are pinned or old. A look covers the time from
the oldest post of its *run* to the moment of the look. What belongs to the run is decided from the printed
times and the order of the document alone:

1. A post without a printed time, or dated after the look, says nothing about the window.
2. A post that stands above a newer one is out of its place: pinned, or lifted by an edit.
3. A few posts at the end (a quarter of the rest, but always one) are stragglers where they lie further before
   the others than all of those are long, counted up to the look. What is left is asked the same again.

A look goes on with the last stretch where its run holds a post that was known before and is dated within that
stretch: then nothing fell out of the window between. Else a new stretch begins behind a hole, at the oldest
post of the run that is dated after the last stretch. One that is dated within it and yet unknown came late,
or was dated back, and proves nothing.

Where this errs it claims too little: for a feed that is sorted in another way (oldest first, by subject) or
shows fewer than four posts, after a pause longer than all that the window shows since, and for posts that
print no time. It claims too much in one case: an old post at the end that lies nearer to the run than the run
is long counts as part of it, so that the run seems up to twice as long as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from aitys.store import models
from aitys.values.captures import Purpose


@dataclass(frozen=True, slots=True)
class Stretch:
    """Publication time read without a hole."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One post as a look showed it: its printed time, and whether it was known before the look."""

    posted: datetime | None
    known: bool


@dataclass(frozen=True, slots=True)
class Look:
    """One look: when, and what it showed, in the order of the document."""

    at: datetime
    items: tuple[Item, ...]


_Dated = tuple[datetime, bool]
"""The time of an item, and whether it was known."""


def extend(last: Stretch | None, look: Look) -> tuple[Stretch, bool] | None:
    """The stretch after a look, and whether it is a new one (a hole lies before it).

    `last` is the stretch that was read last before it. None: the look proves nothing, or nothing more.
    """
    run = _run(look)
    if last is not None:
        if look.at <= last.until:
            return None
        if any(known and last.since <= posted <= last.until for posted, known in run):
            return Stretch(last.since, look.at), False
        run = [(posted, known) for posted, known in run if posted > last.until]
    return (Stretch(run[-1][0], look.at), True) if run else None


def _run(look: Look) -> list[_Dated]:
    """The newest posts without a gap, newest first."""
    run: list[_Dated] = []
    for item in reversed(look.items):
        if item.posted and item.posted <= look.at and (not run or item.posted >= run[-1][0]):
            run.append((item.posted, item.known))
    run.reverse()
    while count := _stragglers([posted for posted, _ in run], look.at):
        del run[-count:]
    return run


def _stragglers(times: list[datetime], at: datetime) -> int:
    """How many of the oldest of `times` (newest first) are no part of a window seen at `at`."""
    few = max(1, len(times) // 4)
    for first in range(max(1, len(times) - few), len(times)):
        if times[first - 1] - times[first] > at - times[first - 1]:
            return len(times) - first
    return 0


def window(look: Look) -> Stretch | None:
    """The publication time that a look shows without a gap, if it shows more than one post of it."""
    run = _run(look)
    return Stretch(run[-1][0], run[0][0]) if len(run) > 1 else None


def record_look(route_id: int, look: Look) -> bool | None:
    """Keep what a look at a live route covered; call it in the transaction that keeps its posts.

    True where a stretch began: at a hole, or at the first look. None where the look proves nothing.
    """
    with transaction.atomic():
        row = _last(route_id, look.at)
        extended = extend(Stretch(row.since, row.until) if row else None, look)
        if extended is None:
            return None
        stretch, is_new = extended
        if row is None or is_new:
            _create(route_id, stretch, look.at)
        else:
            models.Coverage.objects.filter(id=row.id).update(until=stretch.until, last_read_at=look.at)
    return is_new


def record_older(route_id: int, look: Look) -> None:
    """Keep what an older page covered: it lies right before the page that named it, and so before a stretch.

    Where it reaches into the stretch before, there is no hole between the two any more.
    """
    times = [item.posted for item in look.items if item.posted and item.posted <= look.at]
    if not times:
        return
    with transaction.atomic():
        _lock(route_id)
        live = models.Coverage.objects.filter(route_id=route_id, imported=False)
        after = live.filter(since__gte=max(times)).order_by("since").first()
        if after is None:
            return
        since, first_read_at = min(times), after.first_read_at
        before = live.filter(since__lt=after.since, until__gte=min(times))
        for row in before:
            since, first_read_at = min(since, row.since), min(first_read_at, row.first_read_at)
        before.delete()
        models.Coverage.objects.filter(id=after.id).update(
            since=min(since, after.since), first_read_at=first_read_at
        )


def is_read_before(route_id: int, moment: datetime) -> bool:
    """Whether anything that was published before this moment was read on the route, but by a file."""
    live = models.Coverage.objects.filter(route_id=route_id, imported=False)
    return live.filter(since__lt=moment).exists()


def continued(route_id: int, capture_id: int) -> tuple[str, ...]:
    """The pages to which a document led that a look found unchanged: those asked since it came."""
    first = models.Capture.objects.values_list("same_as_id", flat=True).get(id=capture_id) or capture_id
    asked = models.Capture.objects.filter(route_id=route_id, purpose=Purpose.ROUTE, id__gt=first)
    return tuple(asked.exclude(about="").order_by("url").values_list("url", flat=True).distinct())


def record_same(route_id: int, capture_id: int) -> None:
    """Keep what a look covered that brought the same answer as an earlier one: the window stood still.

    Where the earlier one proved nothing, this one does not either.
    """
    capture = models.Capture.objects.select_related("same_as").get(id=capture_id)
    at, earlier = capture.captured_at, capture.same_as
    with transaction.atomic():
        row = _last(route_id, at)
        if row and earlier and earlier.captured_at <= row.until < at:
            models.Coverage.objects.filter(id=row.id).update(until=at, last_read_at=at)


def record_import(route_id: int, archive: str, posted: Iterable[datetime], at: datetime) -> None:
    """Keep what a piece of an imported file covered, by the times of its posts.

    Each file (`archive` says which) has one stretch per route, which its pieces widen; so a hole stays
    between two files that do not meet. A file is believed to be whole from its first post to its last. A post
    that is dated after `at`, when the file was imported, does not count.
    """
    times = [each for each in posted if each <= at]
    if not times:
        return
    since, until = min(times), max(times)
    with transaction.atomic():
        _lock(route_id)
        row = models.Coverage.objects.filter(route_id=route_id, imported=True, archive=archive).first()
        if row is None:
            _create(route_id, Stretch(since, until), at, archive)
            return
        models.Coverage.objects.filter(id=row.id).update(
            since=min(row.since, since),
            until=max(row.until, until),
            first_read_at=min(row.first_read_at, at),
            last_read_at=max(row.last_read_at, at),
        )


def _last(route_id: int, at: datetime) -> models.Coverage | None:
    """The live stretch that reached furthest when the route was looked at `at`, locked with its route.

    A capture that a killed process left may be read after a later one.
    """
    _lock(route_id)
    read = models.Coverage.objects.filter(route_id=route_id, imported=False, first_read_at__lte=at)
    return read.order_by("-until").first()


def _lock(route_id: int) -> None:
    """Of two writers that read a stretch and then write it, one would undo the other."""
    models.Route.objects.select_for_update(no_key=True).get(id=route_id)


def _create(route_id: int, stretch: Stretch, at: datetime, archive: str | None = None) -> None:
    models.Coverage.objects.create(
        route_id=route_id,
        since=stretch.since,
        until=stretch.until,
        first_read_at=at,
        last_read_at=at,
        imported=archive is not None,
        archive=archive or "",
    )
