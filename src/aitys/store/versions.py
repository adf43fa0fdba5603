"""Is what we just read new, the same, an edit, or another reader's view? Decided on values alone."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aitys.store.messages import as_json
from aitys.values.posts import Post, PrintedTime


class Change(StrEnum):
    NEW = "new post"
    AGAIN = "read from this very evidence before"
    SAME = "same words as this reader saw last"
    CONFIRMED = "same words as this reader saw last, of a version that another reader found since"
    SOONER = "the words that this reader saw next, in older evidence"
    EDIT = "same route and reader, other words"
    AROUND = "same route and reader, and only what stands around the words differs"
    RETURN = "back at its address"
    READING = "first reading of this version by this reader"


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a post as of the time of the evidence at hand.

    `version` is the number of its last version by then. `read_digest` is of the last reading by the same
    reader on the same route by then, `read_version` the version it is of (or `version`, where this reader
    told that one later), and `next_digest` of that reader's first reading after then: there is none unless
    the evidence is read late. `read_variants` and `next_variants` are digests of wordings that were judged no
    edit of these two. `told_elsewhere` says that the same reader saw `version` on another route. `here` are
    the digests of all that this reader found in this very evidence before. `is_gone`: the post was not at its
    address by then, and this evidence is of the kind that can say it is back.
    """

    version: int
    read_version: int | None = None
    read_digest: str = ""
    next_digest: str = ""
    read_variants: frozenset[str] = frozenset()
    next_variants: frozenset[str] = frozenset()
    told_elsewhere: bool = False
    is_gone: bool = False
    here: frozenset[str] = frozenset()


def decide(known: Known | None, content: str) -> Change:
    """Say what a reading with the digest `content` is, given what is `known` of its post.

    A version is made only when the words changed between two captures of one route read by one reader:
    a better parser, or the page behind a feed item, is another reading and never an edit. Neither is evidence
    that is read again, though it holds a wording and the one that followed it; nor an old wording on a route
    that lags behind another.
    """
    if known is None:
        return Change.NEW
    if content in known.here:
        return Change.AGAIN
    if known.is_gone:
        return Change.RETURN
    if content == known.read_digest or content in known.read_variants:
        is_current = known.read_version == known.version or known.told_elsewhere
        return Change.SAME if is_current else Change.CONFIRMED
    if content == known.next_digest or content in known.next_variants:
        return Change.SOONER
    return Change.EDIT if known.read_version == known.version else Change.READING


@dataclass(frozen=True, slots=True)
class Sight:
    """One reading of version `number`: who read it on which route, when it was first and last seen so.

    Of a version that is `gone` there is one, by nobody: from the first look that missed the post to the one
    that made sure. An imported file is not `live`: it says nothing of what stood at the address when.
    """

    number: int
    by: tuple[str, int]
    first: datetime
    last: datetime
    gone: bool = False
    live: bool = True


@dataclass(frozen=True, slots=True)
class Interval:
    """A version appeared between `last_without` (None: nothing came before) and `first_with`."""

    last_without: datetime | None
    first_with: datetime
    last_with: datetime


def intervals(sights: Iterable[Sight]) -> dict[int, Interval]:
    """When each version of a post came and was last seen, by its number. Computed, never stored.

    Only who found the change can say when it was not there yet: a look at the feed says nothing of the page.
    That a post was still there, or not there yet again, anybody can say who looked.
    """
    of_version: dict[int, list[Sight]] = defaultdict(list)
    of_reader: dict[tuple[str, int], list[Sight]] = defaultdict(list)
    for sight in sorted(sights, key=lambda sight: sight.number):
        of_version[sight.number].append(sight)
        of_reader[sight.by].append(sight)
    return {number: _interval(own, of_reader) for number, own in of_version.items()}


def _interval(own: Sequence[Sight], of_reader: dict[tuple[str, int], list[Sight]]) -> Interval:
    finder = min(own, key=lambda sight: sight.first)
    earlier = [sight for sights in of_reader.values() for sight in sights if sight.number < finder.number]
    before = [sight for sight in of_reader[finder.by] if sight.number < finder.number]
    last_without = before[-1].last if before else None
    if finder.gone:
        last_without = max(
            (_seen_before(finder.first, sight) for sight in earlier if sight.live), default=None
        )
    elif gone := [sight for sight in earlier if sight.gone and sight.number == finder.number - 1]:
        last_without = gone[0].last
    return Interval(last_without, finder.first, max(sight.last for sight in own))


def _seen_before(at: datetime, sight: Sight) -> datetime:
    """The last look of a sight before `at`, as far as is known: a feed may show a post that is gone."""
    return sight.last if sight.last <= at else min(sight.first, at)


def content_digest(title: str, text: str) -> str:
    """SHA-256 of the words; what does not change this is no edit (dates, tags, tickers around the text)."""
    return hashlib.sha256(f"{title}\x00{text}".encode()).hexdigest()


def printed_digest(post: Post) -> str:
    """SHA-256 over everything a reading keeps as printed, in a fixed order; of a message, its parts too."""
    parts: list[object] = [
        post.title,
        post.text,
        post.byline,
        post.language,
        _moment(post.posted),
        _moment(post.edited),
        list(post.tags),
    ]
    return digest_of([*parts, as_json(post.message)] if post.message else parts)


def digest_of(parts: Sequence[object]) -> str:
    """SHA-256 over JSON of `parts`: no two different lists give the same bytes."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _moment(time: PrintedTime | None) -> list[object]:
    return [time.at.isoformat(), time.offset, time.guessed] if time else []
