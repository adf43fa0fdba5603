"""What a parser returns, and what the reading line adds to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from aitys.values.captures import Ask
from aitys.values.messages import ChannelSeen
from aitys.values.posts import Left, Post
from aitys.values.rates import Rate


@dataclass(frozen=True, slots=True)
class CoveredNumbers:
    """A document shows every message of a channel from number `first` to `last` that is still there.

    The messages are known as `prefix` and their number: "https://t.me/valley_wire/" and 17.
    """

    prefix: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CoveredTimes:
    """A document shows every post of its route that is dated after `since` and before `until` (UTC) and is
    still there: a list by date, not the window of a feed.
    """

    since: datetime
    until: datetime


Covered = CoveredNumbers | CoveredTimes


@dataclass(frozen=True, slots=True)
class Parsed:
    """`reader` is "name@version"; every item of the document is in `posts`, in `rates` or in `left`, none in
    neither. `channel` is what a channel's page says of it.

    `asks` are addresses the document makes worth asking next (an article page, an older page). `covers` says
    what it shows completely: a post that was known there, and is neither in `posts` nor the subject of one in
    `left`, is looked for at its own address, for it may be gone.
    """

    reader: str
    posts: tuple[Post, ...] = ()
    left: tuple[Left, ...] = ()
    asks: tuple[Ask, ...] = ()
    rates: tuple[Rate, ...] = ()
    channel: ChannelSeen | None = None
    covers: tuple[Covered, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where in a post's text, from character `start` up to `end`, another language or script stands than in
    the stretch before: `language` (BCP 47, "und" if none), `script` (ISO 15924).
    """

    start: int
    end: int
    language: str
    script: str


def languages_in(language: str, stretches: Iterable[Stretch]) -> tuple[str, ...]:
    """Every language of a text, that of most of it, `language`, first."""
    return tuple(dict.fromkeys((language, *(stretch.language for stretch in stretches))))


@dataclass(frozen=True, slots=True)
class ReadPost:
    """A post with what was understood of it: `language` (BCP 47, "und" if none), `script` (ISO 15924).

    `stretches` cover the whole text of a post whose sentences are in more than one; else there are none.
    `language_by` names the stage that decided, as "stage@version"; `page` is the post's own page, where
    its source's card asks for it.
    """

    post: Post
    language: str
    script: str
    language_by: str
    page: Ask | None = None
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Who made a reading, of which capture, on which route."""

    name: str
    route_id: int
    capture_id: int
    captured_at: datetime
