"""What a channel's message has beyond words: where it was forwarded from, what hangs on it, who met it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MediaKind(StrEnum):
    """What hangs on a message. `UNSUPPORTED` is shown by no browser: the platform says so in its place."""

    PHOTO = "photo"
    VIDEO = "video"
    ROUND_VIDEO = "round-video"
    VOICE = "voice"
    AUDIO = "audio"
    DOCUMENT = "document"
    STICKER = "sticker"
    ANIMATION = "animation"
    POLL = "poll"
    LOCATION = "location"
    LINK = "link"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Media:
    """One thing on a message. `title` is a document's name, a poll's question or a linked page's title;
    `url` is where a reader finds it, empty where there is no lasting address (a video's link expires).
    """

    kind: MediaKind
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Forward:
    """The platform's own mark that a message is a copy. `name` is the channel's title as written, `address`
    that of the original ("https://t.me/other/55", "tg:1234/55") as far as it is told.

    Forwards from persons, and from who hides, have neither: `is_hidden` alone says that it is a copy.
    """

    name: str = ""
    address: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """The parts of a channel's message. `channel_id` is the bare number that stays when a channel is renamed
    (None where it was not told), `album` the numbers of the other messages of one album.

    `views` are as printed (rounded by the platform), None where none are: that is not 0. `reactions` are
    (emoji, count). `reply_to` is the address of the message it answers. `is_edited` is the platform's word
    "edited", which names no time. `service` names an act of the channel ("pinned", "renamed", "photo",
    "created", …), empty for a message with words of its own.
    """

    number: int
    channel_id: int | None = None
    channel_name: str = ""
    album: tuple[int, ...] = ()
    forward: Forward | None = None
    reply_to: str = ""
    media: tuple[Media, ...] = ()
    views: int | None = None
    reactions: tuple[tuple[str, int], ...] = ()
    is_edited: bool = False
    service: str = ""


@dataclass(frozen=True, slots=True)
class ChannelSeen:
    """What a page says of its channel: the bare `id` stays when `name` and `title` change.

    `id` and `subscribers` are None where the page does not tell them; subscribers are rounded.
    """

    id: int | None
    name: str
    title: str = ""
    subscribers: int | None = None
