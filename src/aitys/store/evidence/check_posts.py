"""What is said of posts, versions and coverage against the readings and captures that it follows from.

A forger who misdates a first appearance edits these rows, not the evidence. Each can be told from the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from django.db.models import Q

from aitys.store.evidence.problems import Problem
from aitys.store.models import Capture, Coverage, Post, Reading, Version

_PAGE = 200


@dataclass(slots=True)
class _Told:
    """A post with its versions by number, and the readings of each by age."""

    post: Post
    is_merged: bool
    versions: list[Version] = field(default_factory=list)
    readings: dict[int, list[Reading]] = field(default_factory=lambda: defaultdict(list))


def check_posts() -> Iterator[Problem]:
    """Problems of every post, its versions and readings."""
    last = 0
    while page := list(Post.objects.filter(id__gt=last).order_by("id")[:_PAGE]):
        for told in _told(page):
            yield from _check_post(told)
            for version in told.versions:
                yield from _check_version(version, told.readings[version.id])
            yield from _check_intervals(told)
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
    versions = Version.objects.filter(post__in=ids).select_related("first_capture", "last_capture")
    for version in versions.order_by("post_id", "number"):
        told[version.post_id].versions.append(version)
    readings = Reading.objects.filter(version__post__in=ids).select_related("version", "capture")
    for reading in readings.defer("title", "text", "tags").order_by("id"):
        told[reading.version.post_id].readings[reading.version_id].append(reading)
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
    # Where two posts became one, what the younger of them said may be older.
    if told.post.found_at not in (seen if told.is_merged else {min(seen)}):
        yield _post_edited(told, "it was not found when its first version was captured")
    posted = {reading.posted_at for readings in told.readings.values() for reading in readings}
    if told.post.listed_at not in {told.post.found_at, *posted}:
        yield _post_edited(told, "it is listed at a time that nobody printed")


def _check_version(version: Version, readings: Sequence[Reading]) -> Iterator[Problem]:
    """The reading that made a version is its oldest, and of its first capture."""
    if not readings:
        yield _version_edited(version, "no reading of it is left")
        return
    if readings[0].capture_id != version.first_capture_id:
        yield _version_edited(version, "its first capture is not the one it was read from first")
    routes = {reading.route_id for reading in readings}
    last = version.last_capture
    if last.id < version.first_capture_id or not (last.purpose == "piece" or last.route_id in routes):
        yield _version_edited(version, "its last capture is of another route, or older than its first")
    for reading in readings:
        if reading.capture.purpose != "piece" and reading.capture.route_id != reading.route_id:
            says = f"capture {reading.capture_id} is of another route"
            yield Problem("reading-edited", f"reading {reading.id}", says)


def _check_intervals(told: _Told) -> Iterator[Problem]:
    """A change fell between two captures: the last look at the wording before, the first at this one."""
    if told.versions and not told.is_merged and told.versions[0].last_without_at is not None:
        yield _version_edited(told.versions[0], "nothing came before it, and it says when that was last seen")
    for before, version in pairwise(told.versions):
        if version.last_without_at is None:
            if not told.is_merged:
                yield _version_edited(version, "it does not say when the wording before it was last seen")
        elif not _was_seen(before, version.last_without_at) and not told.is_merged:
            says = f"version {before.number} was not last seen at {version.last_without_at.isoformat()}"
            yield _version_edited(version, says)


def _was_seen(version: Version, at: datetime) -> bool:
    """Whether a capture of this time may have shown it: some collector may have seen it again since."""
    if at == version.last_capture.captured_at:
        return True
    in_time = version.first_capture.captured_at <= at <= version.last_capture.captured_at
    return in_time and Capture.objects.filter(_of_one_route(version), captured_at=at).exists()


def _of_one_route(version: Version) -> Q:
    return Q(purpose="piece") | Q(route_id__in=version.readings.values("route_id"))


def _post_edited(told: _Told, says: str) -> Problem:
    return Problem("post-edited", f"post {told.post.id}", says)


def _version_edited(version: Version, says: str) -> Problem:
    return Problem("version-edited", f"post {version.post_id} version {version.number}", says)
