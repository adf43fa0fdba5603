"""What was kept of posts when a reader comes to them: looked up once a batch, decided on in `versions`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from aitys.store import models
from aitys.store.versions import Known
from aitys.values.readings import Reader

_Moment = tuple[datetime, int]
"""Captures by age: their time, and their id among those of one time."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A reading by the same reader on the same route. `is_younger`: than the evidence at hand."""

    id: int
    version: int
    content: str
    printed: str
    is_younger: bool


@dataclass(frozen=True, slots=True)
class Before:
    """`known` is what to decide on; `version_id` the last version by the time of the evidence, `latest` the
    highest number. `read` is this reader's last reading by then, `next` its first one after then.
    `is_late`: the post has newer evidence than that at hand.
    """

    known: Known
    version_id: int
    latest: int
    read: Seen | None
    next: Seen | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class _Version:
    id: int
    number: int
    first: _Moment


@dataclass(frozen=True, slots=True)
class _Reading:
    """By the same reader, on whatever route; `captures` are the first and the last that showed it."""

    seen: Seen
    route_id: int
    captures: tuple[int, int]


def find_before(reader: Reader, post_ids: Collection[int]) -> dict[int, Before]:
    """What `reader` meets of each of these posts, by post id; call it in the transaction that keeps them."""
    evidence = _evidence(reader)
    versions, readings = _versions(post_ids), _readings(reader, evidence, post_ids)
    return {
        post_id: _before(own, readings[post_id], reader.route_id, evidence)
        for post_id, own in versions.items()
    }


def _evidence(reader: Reader) -> _Moment:
    """The capture that is read, or the earlier one of which it is a repeat: that old is what it says."""
    capture = models.Capture.objects.select_related("same_as").get(id=reader.capture_id)
    first = capture.same_as or capture
    return first.captured_at, first.id


def _versions(post_ids: Collection[int]) -> dict[int, list[_Version]]:
    rows = models.Version.objects.filter(post__in=post_ids).order_by("post_id", "number")
    found: dict[int, list[_Version]] = defaultdict(list)
    for post_id, id_, number, at, capture_id in rows.values_list(
        "post_id", "id", "number", "first_capture__captured_at", "first_capture_id"
    ):
        found[post_id].append(_Version(id_, number, (at, capture_id)))
    return found


def _readings(reader: Reader, evidence: _Moment, post_ids: Collection[int]) -> dict[int, list[_Reading]]:
    rows = models.Reading.objects.filter(version__post__in=post_ids, reader=reader.name)
    rows = rows.order_by("version__number")
    found: dict[int, list[_Reading]] = defaultdict(list)
    for post_id, number, route_id, id_, content, printed, at, capture_id, last_id in rows.values_list(
        "version__post_id",
        "version__number",
        "route_id",
        "id",
        "content_digest",
        "digest",
        "capture__captured_at",
        "capture_id",
        "last_capture_id",
    ):
        seen = Seen(id_, number, content, printed, is_younger=(at, capture_id) > evidence)
        found[post_id].append(_Reading(seen, route_id, (capture_id, last_id)))
    return found


def _before(
    versions: Sequence[_Version], readings: Sequence[_Reading], route_id: int, evidence: _Moment
) -> Before:
    target = ([version for version in versions if version.first <= evidence] or versions[:1])[-1]
    own = [each for each in readings if each.route_id == route_id]
    read = next((each.seen for each in reversed(own) if not each.seen.is_younger), None)
    after = next((each.seen for each in own if each.seen.is_younger), None)
    has_told = any(each.seen.version == target.number for each in own)
    known = Known(
        version=target.number,
        read_version=target.number if has_told else read.version if read else None,
        read_digest=read.content if read else "",
        next_digest=after.content if after else "",
        told_elsewhere=any(
            each.route_id != route_id and each.seen.version == target.number for each in readings
        ),
        here=frozenset(each.seen.content for each in own if evidence[1] in each.captures),
    )
    is_late = evidence < versions[-1].first or any(each.seen.is_younger for each in own)
    return Before(known, target.id, versions[-1].number, read, after, is_late)
