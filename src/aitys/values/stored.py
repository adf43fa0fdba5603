"""Posts, topics and sources as the desk holds them: what `store` returns and `publish` shapes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from aitys.errors import Failure
from aitys.values.messages import Message
from aitys.values.posts import PostKind, PrintedTime
from aitys.values.readings import Stretch, languages_in
from aitys.values.sources import Card, Route


@dataclass(frozen=True, slots=True)
class Tag:
    """`written` as the source gives it, `key` its folded form."""

    key: str
    written: str


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """When one version of a post was seen, without its words: the change fell between the captures
    `last_without_at` and `first_with_at`.
    """

    number: int
    last_without_at: datetime | None
    first_with_at: datetime
    last_with_at: datetime
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """How many had met a message, by the last look that told: `views` as printed (rounded), None where no
    look told any; `reactions` are (emoji, count).
    """

    views: int | None = None
    views_at: datetime | None = None
    reactions: tuple[tuple[str, int], ...] = ()
    reactions_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post with its best reading of its latest version.

    `found_at` is when it was first captured; `listed_at` is the printed time, or else `found_at`;
    `changed_at` is when the latest version was first seen, where there is more than one. `stretches` are
    those of `text`, where it is in more than one language. `message` is what a channel's message has beside
    words, without its counts: those are in `reach`.
    """

    id: int
    card: Card
    kind: PostKind
    url: str
    title: str
    text: str
    byline: str
    language: str
    tags: tuple[Tag, ...]
    posted: PrintedTime | None
    edited: PrintedTime | None
    found_at: datetime
    listed_at: datetime
    script: str = ""
    stretches: tuple[Stretch, ...] = ()
    versions: int = 1
    changed_at: datetime | None = None
    gone: bool = False
    message: Message | None = None
    reach: Reach = Reach()

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language it is in, the one of most of it first."""
        return languages_in(self.language, self.stretches)


@dataclass(frozen=True, slots=True)
class StoredEdit:
    """What made version `number`: the words before and after it, both as the reader found them who found the
    change. A post that came back may say what it said before.
    """

    number: int
    title_before: str
    text_before: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A page the desk keeps; `tags` (folded) and `queries` are its rules."""

    slug: str
    title: str
    summary: str = ""
    tags: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a route that answers, or is dead: one of `aitys.values.health.HEALTH_NAMES`."""

    name: str
    says: str
    since: datetime


@dataclass(frozen=True, slots=True)
class RouteHealth:
    """How one route of a source does. `covered` are stretches of publication time read without a hole;
    `every_says` is why it is looked at as often as it is.
    """

    route: Route
    enabled: bool
    last_ok_at: datetime | None
    due_at: datetime | None
    failures: int
    error: Failure | None
    covered: tuple[tuple[datetime, datetime], ...] = ()
    troubles: tuple[Trouble, ...] = ()
    every_says: str = ""


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """A source, what it has given and how its routes do. Only a bank gives `rates`, and no posts."""

    card: Card
    posts: int
    latest_post_at: datetime | None
    routes: tuple[RouteHealth, ...]
    rates: int = 0
    latest_rate_day: date | None = None


@dataclass(frozen=True, slots=True)
class SourceLooks:
    """How the looks at a source went, over all its routes: `failures` in a row, and the last good one."""

    slug: str
    failures: int
    last_ok_at: datetime | None
