"""What a parser returns, and what the reading line adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aitys.values.captures import Ask
from aitys.values.messages import ChannelSeen
from aitys.values.posts import Left, Post
from aitys.values.rates import Rate


@dataclass(frozen=True, slots=True)
class Parsed:
    """`reader` is "name@version"; every item of the document is in `posts`, in `rates` or in `left`, none in
    neither. `channel` is what a channel's page says of it.

    `asks` are addresses the document makes worth asking next (an article page, an older page).
    """

    reader: str
    posts: tuple[Post, ...] = ()
    left: tuple[Left, ...] = ()
    asks: tuple[Ask, ...] = ()
    rates: tuple[Rate, ...] = ()
    channel: ChannelSeen | None = None


@dataclass(frozen=True, slots=True)
class ReadPost:
    """A post with what was understood of it: `language` (BCP 47, "und" if none), `script` (ISO 15924).

    `language_by` names the stage that decided, as "stage@version"; `page` is the post's own page, where
    its source's card asks for it.
    """

    post: Post
    language: str
    script: str
    language_by: str
    page: Ask | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Who made a reading, of which capture, on which route."""

    name: str
    route_id: int
    capture_id: int
    captured_at: datetime
