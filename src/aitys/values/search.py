"""What a listing or a search asks for, and what the index answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from aitys.values.messages import MediaKind, Message
from aitys.values.readings import Stretch, languages_in
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
    `posts_only` leaves the desk's own articles out; `country` is that of the source (ISO 3166, lower case),
    `has` names what a post must have of `HAS`.
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
    country: str = ""
    has: tuple[str, ...] = ()


HAS = ("photo", "video", "audio", "file", "poll", "link", "forward", "number")
"""What a search can ask for: `has:photo`."""

_MEDIA = {
    MediaKind.PHOTO: "photo",
    MediaKind.VIDEO: "video",
    MediaKind.ROUND_VIDEO: "video",
    MediaKind.ANIMATION: "video",
    MediaKind.VOICE: "audio",
    MediaKind.AUDIO: "audio",
    MediaKind.DOCUMENT: "file",
    MediaKind.POLL: "poll",
    MediaKind.LINK: "link",
}
_LINK = re.compile(r"https?://|\bt\.me/")
_NUMBER = re.compile(r"\d")


def has(text: str, message: Message | None) -> tuple[str, ...]:
    """Which of `HAS` a post has, by its text and by what hangs on its message."""
    found = {_MEDIA[each.kind] for each in message.media if each.kind in _MEDIA} if message else set()
    found |= {"forward"} if message and message.forward else set()
    found |= {name for name, sign in (("link", _LINK), ("number", _NUMBER)) if sign.search(text)}
    return tuple(name for name in HAS if name in found)


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

    A post is found by its id, an article of the desk's own by its id with a minus before it. `wide` are the
    prefixes of the query that more words begin with than were looked for: the most frequent ones were.
    """

    total: int
    took_ms: float
    ids: tuple[int, ...]
    wide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of what a search found are in each language, of each source, of each day (UTC).

    Languages all, most first; a post in two languages is counted in both. `sources` are slugs, the 20 with
    most; the desk's own articles are of none. `days` are all that have any, in order.
    """

    languages: tuple[tuple[str, int], ...] = ()
    sources: tuple[tuple[str, int], ...] = ()
    days: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class IndexedPost:
    """What the index holds of a post or an article (whose id is below 0): searchable words, and the parts one
    can filter by.

    `listed_at` is Unix seconds, `tags` are folded, `kind` is the source's kind; an article has no `source`.
    `stretches` are those of `text`, where it is in more than one language; `has` is what the post has beside
    words: of `HAS`.
    """

    id: int
    title: str
    text: str
    language: str
    source: str
    kind: str
    listed_at: int
    tags: tuple[str, ...] = ()
    country: str = ""
    stretches: tuple[Stretch, ...] = ()
    has: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language it is in, the one of most of it first."""
        return languages_in(self.language, self.stretches)
