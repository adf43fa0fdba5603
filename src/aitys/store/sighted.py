"""What was kept of posts when a reader comes to them: looked up once a batch, decided on in `versions`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from aitys.store import models
from aitys.store.versions import Known
from aitys.values.captures import Purpose
from aitys.values.readings import Reader

_Moment = tuple[datetime, int]
"""Captures by age: their time, and their id among those of one time."""

_Look = tuple[int, str]
"""The route of a look, and its purpose."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A reading by the same reader on the same route. `is_younger`: than the evidence at hand; `variants` are
    the digests of wordings that were judged no edit of it.
    """

    id: int
    version: int
    content: str
    printed: str
    is_younger: bool
    variants: frozenset[str] = frozenset()


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
    """`missed_by` tells of a version that is gone which look missed it first."""

    id: int
    number: int
    first: _Moment
    gone: bool
    missed_by: _Look | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """By the same reader, on whatever route; `captures` are the first and the last that showed it."""

    seen: Seen
    route_id: int
    captures: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The capture at hand: how old what it says is, and why it was asked."""

    moment: _Moment
    purpose: str
    route_id: int


def finds_again(look: _Look, missed_by: _Look | None) -> bool:
    """Whether a look that shows a post tells that it is back, or never went.

    Its own page does, or the list that missed it; a feed may show for days what was taken down.
    """
    _, purpose = look
    return purpose == Purpose.PAGE or (purpose == Purpose.ROUTE and look == missed_by)


def find_before(reader: Reader, post_ids: Collection[int]) -> dict[int, Before]:
    """What `reader` meets of each of these posts, by post id; call it in the transaction that keeps them."""
    evidence = _evidence(reader)
    versions, readings = _versions(post_ids), _readings(reader, evidence, post_ids)
    return {post_id: _before(own, readings[post_id], evidence) for post_id, own in versions.items()}


def _evidence(reader: Reader) -> _Evidence:
    """The capture that is read, or the earlier one of which it is a repeat: that old is what it says."""
    capture = models.Capture.objects.select_related("same_as").get(id=reader.capture_id)
    first = capture.same_as or capture
    return _Evidence((first.captured_at, first.id), capture.purpose, reader.route_id)


def _versions(post_ids: Collection[int]) -> dict[int, list[_Version]]:
    rows = models.Version.objects.filter(post__in=post_ids).order_by("post_id", "number")
    found: dict[int, list[_Version]] = defaultdict(list)
    columns = ("id", "number", "first_capture__captured_at", "first_capture_id", "gone")
    missed = ("absence__capture__route_id", "absence__capture__purpose")
    for post_id, id_, number, at, capture_id, gone, route_id, purpose in rows.values_list(
        "post_id", *columns, *missed
    ):
        missed_by = (route_id, purpose) if route_id else None
        found[post_id].append(_Version(id_, number, (at, capture_id), gone, missed_by))
    return found


def _readings(reader: Reader, evidence: _Evidence, post_ids: Collection[int]) -> dict[int, list[_Reading]]:
    variants = _variants(reader, post_ids)
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
        is_younger = (at, capture_id) > evidence.moment
        seen = Seen(id_, number, content, printed, is_younger, frozenset(variants[id_]))
        found[post_id].append(_Reading(seen, route_id, (capture_id, last_id)))
    return found


def _variants(reader: Reader, post_ids: Collection[int]) -> dict[int, set[str]]:
    rows = models.Variant.objects.filter(reading__version__post__in=post_ids, reading__reader=reader.name)
    found: dict[int, set[str]] = defaultdict(set)
    for reading_id, digest in rows.values_list("reading_id", "content_digest"):
        found[reading_id].add(digest)
    return found


def _before(versions: Sequence[_Version], readings: Sequence[_Reading], evidence: _Evidence) -> Before:
    by_then = [version for version in versions if version.first <= evidence.moment] or versions[:1]
    spoken = [version for version in by_then if not version.gone] or [
        version for version in versions if not version.gone
    ]
    target = spoken[-1]
    own = [each for each in readings if each.route_id == evidence.route_id]
    read = next((each.seen for each in reversed(own) if not each.seen.is_younger), None)
    after = next((each.seen for each in own if each.seen.is_younger), None)
    has_told = any(each.seen.version == target.number for each in own)
    known = Known(
        version=target.number,
        read_version=target.number if has_told else read.version if read else None,
        read_digest=read.content if read else "",
        next_digest=after.content if after else "",
        read_variants=read.variants if read else frozenset(),
        next_variants=after.variants if after else frozenset(),
        told_elsewhere=any(
            each.route_id != evidence.route_id and each.seen.version == target.number for each in readings
        ),
        is_gone=by_then[-1].gone
        and finds_again((evidence.route_id, evidence.purpose), by_then[-1].missed_by),
        here=frozenset(each.seen.content for each in own if evidence.moment[1] in each.captures),
    )
    is_late = evidence.moment < versions[-1].first or any(each.seen.is_younger for each in own)
    return Before(known, target.id, versions[-1].number, read, after, is_late)
