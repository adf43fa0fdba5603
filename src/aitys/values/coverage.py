"""What was read of sources and what was not, and what follows for who published first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aitys.values.posts import PrintedTime
from aitys.values.sources import Card, Route


@dataclass(frozen=True, slots=True)
class ReadStretch:
    """Publication time that was read without a hole; `imported` is from a file and not from the source."""

    since: datetime
    until: datetime
    imported: bool = False


@dataclass(frozen=True, slots=True)
class HealthPeriod:
    """Something was wrong from `began_at` on; `ended_at` is None while it lasts. `name` is the event's."""

    name: str
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class RouteCoverage:
    """One way of a source: its stretches by their beginning, and what was wrong, newest first."""

    route: Route
    stretches: tuple[ReadStretch, ...]
    periods: tuple[HealthPeriod, ...]


class Unseen(StrEnum):
    """Why a source was not seen at some moment."""

    BEFORE = "before"
    HOLE = "hole"
    AFTER = "after"
    PREVIEW_OFF = "preview-off"
    THROTTLED = "throttled"
    FAILING = "failing"
    NOT_READ = "not-read"
    ARCHIVE = "archive"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class UnseenSource:
    """A source that was not seen at the moment in question: nothing from it was read after `until` (None:
    never) and before `since` (None: not since).
    """

    card: Card
    why: Unseen
    until: datetime | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """The earliest publication found among some posts, and what could hide an earlier one.

    `seen_since` is when its wording was first captured, or, `imported`, when the file that holds it was
    brought in. `not_yet` is a look after the printed time that should have shown it and did not: the date may
    have been set back, and proves nothing before that look. `carried` of the `watched` sources published it.
    """

    post_id: int
    card: Card
    posted: PrintedTime | None
    seen_since: datetime
    carried: int
    watched: int
    unseen: tuple[UnseenSource, ...] = ()
    not_yet: datetime | None = None
    imported: bool = False
