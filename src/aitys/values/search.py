"""What a listing or a search asks for, and what the index answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Order(StrEnum):
    NEWEST = "newest"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Filter:
    """All parts must fit; an empty part fits everything. `since` and `until` are days in UTC, both inside.

    `words` is a person's query ("quotes" make a phrase); `tags` are folded tags of which any is enough;
    `queries` are stored searches of which any is enough.
    A post fits `tags` or `queries` when it fits either: they are the rules of one topic.
    """

    words: str = ""
    language: str = ""
    source: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    tags: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """`ids` of one page of posts in order, `total` of all that fit, `took_ms` inside the engine."""

    total: int
    took_ms: float
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IndexedPost:
    """What the index holds of a post: searchable words, and the parts one can filter by.

    `listed_at` is Unix seconds, `tags` are folded, `kind` is the source's kind.
    """

    id: int
    title: str
    text: str
    language: str
    source: str
    kind: str
    listed_at: int
    tags: tuple[str, ...] = ()
