"""Who of some posts published first, as far as was seen.

A date that a publisher can set back makes nobody first: where a look after the printed time covered it and
did not show the post, it counts from that look on. Words that came with an edit count from the look that
found them. An imported file counts by what it prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aitys.store import covered, models, posts
from aitys.store.sources import card_of
from aitys.values.captures import Purpose
from aitys.values.coverage import FirstSeen
from aitys.values.posts import PrintedTime
from aitys.values.stored import StoredVersion

# Feeds are kept by caches for some minutes.
_LAG = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class _Found:
    """`at` is the moment from which it counts."""

    post: models.Post
    at: datetime
    posted: PrintedTime | None
    seen_since: datetime
    not_yet: datetime | None
    imported: bool


def first_seen(post_ids: Iterable[int], versions: Mapping[int, int] | None = None) -> FirstSeen | None:
    """The earliest publication among these posts, and what was not seen at that moment; None of no post.

    `versions` says which version of a post holds the words in question, where it is not the first.
    """
    rows = models.Post.objects.filter(id__in=list(post_ids), merged_into=None).select_related("source")
    wanted = list(rows.order_by("listed_at", "id"))
    first = _earliest(wanted, versions or {})
    if first is None:
        return None
    carried = {row.source.slug for row in wanted}
    return FirstSeen(
        post_id=first.post.id,
        card=card_of(first.post.source),
        posted=first.posted,
        seen_since=first.seen_since,
        carried=len(carried),
        watched=len(covered.watched() | carried),
        unseen=covered.unseen(first.at, carried),
        not_yet=first.not_yet,
        imported=first.imported,
    )


def _earliest(rows: Sequence[models.Post], versions: Mapping[int, int]) -> _Found | None:
    """Nothing counts from before it is listed: the search ends where the next is listed later."""
    best: _Found | None = None
    for row in rows:
        if best and row.listed_at > best.at:
            break
        found = _found(row, versions.get(row.id, 1))
        if found and (best is None or found.at < best.at):
            best = found
    return best


def _found(row: models.Post, number: int) -> _Found | None:
    version = next((each for each in posts.versions(row.id) if each.number == number), None)
    readings = models.Reading.objects.filter(version__post=row, version__number=number)
    reading = readings.select_related("capture").order_by("capture__captured_at", "capture_id").first()
    if version is None or reading is None:
        return None
    posted = _printed(readings)
    imported = reading.capture.purpose == Purpose.PIECE
    not_yet = version.last_without_at if number > 1 else None
    if posted and number == 1 and not imported:
        not_yet = _looked_without(reading, posted.at)
    return _Found(row, _counts(version, posted, not_yet), posted, version.first_with_at, not_yet, imported)


def _counts(version: StoredVersion, posted: PrintedTime | None, not_yet: datetime | None) -> datetime:
    if version.number > 1 or posted is None or posted.at > version.first_with_at:
        return version.first_with_at
    return posted.at if not_yet is None else version.first_with_at


def _printed(readings: Iterable[models.Reading]) -> PrintedTime | None:
    """The earliest printed time, an exact one before a guessed one."""
    told = [
        PrintedTime(each.posted_at, each.posted_offset, each.posted_guessed)
        for each in readings
        if each.posted_at
    ]
    return min(told, key=lambda time: (time.guessed, time.at), default=None)


def _looked_without(reading: models.Reading, posted: datetime) -> datetime | None:
    """The last look before the post was found, if it covered the printed time and came well after it."""
    looks = models.Capture.objects.filter(
        route_id=reading.route_id, purpose=Purpose.ROUTE, captured_at__lt=reading.capture.captured_at
    )
    last = looks.order_by("-captured_at").values_list("captured_at", flat=True).first()
    if last is None or last < posted + _LAG:
        return None
    stretches = models.Coverage.objects.filter(
        route_id=reading.route_id, imported=False, since__lte=posted, until__gte=last
    )
    return last if stretches.exists() else None
