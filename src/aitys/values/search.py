"""What a listing or a search asks for, and what the index answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from aitys.values.stored import Topic


class Order(StrEnum):
    NEWEST = "newest"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Filter:
    """All parts must fit; an empty part fits everything. `since` and `until` are days in UTC, both inside.

    `words` is a person's query ("quotes" make a phrase); `tags` are folded tags of which any is enough;
    `queries` are stored searches of which any is enough.
    A post fits `tags` or `queries` when it fits either: they are the rules of one topic.
    `posts_only` leaves the desk's own articles out.
    """

    words: str = ""
    language: str = ""
    source: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    tags: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()
    posts_only: bool = False


def picked_tag(slug: str) -> str:
    """The tag by which the index knows what a person put on a topic's page by hand. No folded tag has a "#"
    in it, so no source can give this one.
    """
    return f"#{slug}"


def of_topic(topic: Topic, asked: Filter) -> Filter:
    """What was asked for, of one topic: by its rules, or put there by hand."""
    return replace(asked, tags=(*topic.tags, picked_tag(topic.slug)), queries=topic.queries)


@dataclass(frozen=True, slots=True)
class Hits:
    """`ids` of one page in order, `total` of all that fit, `took_ms` inside the engine.

    A post is found by its id, an article of the desk's own by its id with a minus before it.
    """

    total: int
    took_ms: float
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IndexedPost:
    """What the index holds of a post or an article (whose id is below 0): searchable words, and the parts one
    can filter by.

    `listed_at` is Unix seconds, `tags` are folded, `kind` is the source's kind; an article has no `source`.
    """

    id: int
    title: str
    text: str
    language: str
    source: str
    kind: str
    listed_at: int
    tags: tuple[str, ...] = ()
