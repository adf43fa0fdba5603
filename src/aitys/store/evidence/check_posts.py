"""What is said of posts, versions and coverage against the readings and captures that it follows from.

A forger who misdates a first appearance edits these rows, not the evidence. Each can be told from the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from aitys.store.evidence.ages import age
from aitys.store.evidence.problems import Problem
from aitys.store.models import Absence, Capture, Coverage, Post, Reading, Variant, Version

_PAGE = 200


@dataclass(slots=True)
class _Told:
    """A post with its versions by number, and the readings of each by age."""

    post: Post
    is_merged: bool
    versions: list[Version] = field(default_factory=list)
    readings: dict[int, list[Reading]] = field(default_factory=lambda: defaultdict(list))
    absences: list[Absence] = field(default_factory=list)


def check_posts() -> Iterator[Problem]:
    """Problems of every post, its versions and readings."""
    last = 0
    while page := list(Post.objects.filter(id__gt=last).order_by("id")[:_PAGE]):
        for told in _told(page):
            yield from _check_post(told)
            for version in told.versions:
                if version.gone:
                    yield from _check_gone(version, told)
                else:
                    yield from _check_version(version, told.readings[version.id])
            yield from _check_absences(told)
            yield from _check_order(told)
        last = page[-1].id


def check_coverage() -> Iterator[Problem]:
    """A stretch was read from the time of one capture of its route to the time of another."""
    for row in Coverage.objects.order_by("id").iterator():
        looks = Capture.objects.filter(purpose="piece" if row.imported else "route")
        if not row.imported:
            looks = looks.filter(route_id=row.route_id)
        times = {row.first_read_at, row.last_read_at} | (set() if row.imported else {row.until})
        known = looks.filter(captured_at__in=times).values("captured_at").distinct().count()
        ordered = row.since <= row.until and row.first_read_at <= row.last_read_at
        if known < len(times) or not ordered:
            says = "it claims a look that no capture of its route shows"
            yield Problem("coverage-edited", f"coverage {row.id}", says)


def _told(posts: Sequence[Post]) -> Iterator[_Told]:
    ids = [post.id for post in posts]
    merged = set(Post.objects.filter(merged_into__in=ids).values_list("merged_into_id", flat=True))
    told = {post.id: _Told(post, post.id in merged) for post in posts}
    versions = Version.objects.filter(post__in=ids).select_related("first_capture")
    for version in versions.order_by("post_id", "number"):
        told[version.post_id].versions.append(version)
    readings = Reading.objects.filter(version__post__in=ids).select_related(
        "version", "capture", "last_capture"
    )
    for reading in readings.defer("title", "text", "tags").order_by("id"):
        told[reading.version.post_id].readings[reading.version_id].append(reading)
    absences = Absence.objects.filter(post__in=ids).select_related("capture", "confirmed_by")
    for absence in absences.order_by("id"):
        told[absence.post_id].absences.append(absence)
    yield from told.values()


def _check_post(told: _Told) -> Iterator[Problem]:
    if told.post.merged_into_id is not None:
        if told.versions:
            yield _post_edited(told, "it is merged into another and has versions of its own")
        return
    if [version.number for version in told.versions] != list(range(1, len(told.versions) + 1)):
        yield _post_edited(told, "a version of it is missing")
    if not told.versions:
        yield _post_edited(told, "it has no version")
        return
    seen = {version.first_capture.captured_at for version in told.versions}
    if told.post.found_at != min(seen):
        yield _post_edited(told, "it was not found when its first version was captured")
    posted = {reading.posted_at for readings in told.readings.values() for reading in readings}
    if told.post.listed_at not in {told.post.found_at, *posted}:
        yield _post_edited(told, "it is listed at a time that nobody printed")


def _check_version(version: Version, readings: Sequence[Reading]) -> Iterator[Problem]:
    """A version was first seen in the oldest capture of its readings; each names captures of its route."""
    if not readings:
        yield _version_edited(version, "no reading of it is left")
        return
    oldest = min(readings, key=lambda reading: (reading.capture.captured_at, reading.capture_id))
    if oldest.capture_id != version.first_capture_id:
        yield _version_edited(version, "its first capture is not the one it was read from first")
    for reading in readings:
        if not (_is_of_route(reading.capture, reading) and _is_of_route(reading.last_capture, reading)):
            says = "a capture that it names is of another route"
            yield Problem("reading-edited", f"reading {reading.id}", says)
        if reading.last_capture.captured_at < reading.capture.captured_at:
            yield Problem(
                "reading-edited", f"reading {reading.id}", "it was last seen before it was first seen"
            )


def _check_gone(version: Version, told: _Told) -> Iterator[Problem]:
    """Nobody reads what is gone: two looks missed it, and the first of them is the version's."""
    absence = next((each for each in told.absences if each.version_id == version.id), None)
    if told.readings[version.id]:
        yield _version_edited(version, "it is said to be gone, and was read")
    elif absence is None:
        yield _version_edited(version, "no look missed it")
    elif absence.capture_id != version.first_capture_id:
        yield _version_edited(version, "its first capture is not the one that missed it first")


def _check_absences(told: _Told) -> Iterator[Problem]:
    """What was made sure of has its version, by a later look at the post's own address."""
    for absence in told.absences:
        sure = absence.confirmed_by
        if (sure is None) != (absence.version_id is None):
            yield _post_edited(told, "the version that says it is gone is missing")
        elif sure and (sure.captured_at < absence.capture.captured_at or sure.purpose != "page"):
            yield _post_edited(told, "what is said to have made sure that it is gone did not")


def check_variants() -> Iterator[Problem]:
    """A wording that is no edit was found by the route of the reading that it is like."""
    rows = Variant.objects.select_related("reading__capture", "capture").order_by("id")
    for row in rows.iterator():
        if not _is_of_route(row.capture, row.reading):
            yield Problem("reading-edited", f"reading {row.reading_id}", "it is like one of another route")


def _is_of_route(capture: Capture, reading: Reading) -> bool:
    return capture.purpose == "piece" or capture.route_id == reading.route_id


def _check_order(told: _Told) -> Iterator[Problem]:
    """Versions are numbered by age, and no reader saw an older wording after a newer one."""
    for before, version in pairwise(told.versions):
        if age(version.first_capture) < age(before.first_capture):
            yield _version_edited(version, "it is younger than the one after it")
    of_reader: dict[tuple[str, int], list[Reading]] = defaultdict(list)
    for version in told.versions:
        for reading in told.readings[version.id]:
            of_reader[reading.reader, reading.route_id].append(reading)
    for readings in of_reader.values():
        for earlier, later in pairwise(readings):
            if _overlap(earlier, later) and not told.is_merged:
                says = f"reading {later.id} found other words before it was last seen"
                yield Problem("reading-edited", f"reading {earlier.id}", says)


def _overlap(earlier: Reading, later: Reading) -> bool:
    """Whether a wording is said to have been seen when the next one was; a file may hold both."""
    if later.capture.purpose == "piece":
        return later.capture.captured_at < earlier.last_capture.captured_at
    return later.capture.captured_at <= earlier.last_capture.captured_at


def _post_edited(told: _Told, says: str) -> Problem:
    return Problem("post-edited", f"post {told.post.id}", says)


def _version_edited(version: Version, says: str) -> Problem:
    return Problem("version-edited", f"post {version.post_id} version {version.number}", says)
