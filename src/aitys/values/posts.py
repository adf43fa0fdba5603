"""What a source published, as one reader made it out of one capture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aitys.values.messages import Message


class PostKind(StrEnum):
    ARTICLE = "article"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A time as a publisher printed it: `at` in UTC, `offset` as printed ("+05:00"), empty if none was.

    `guessed` says that the zone or the hour was not printed and had to be assumed.
    """

    at: datetime
    offset: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """One post as read. `addresses` name it, strongest first; two posts that share one are the same.

    `text` is plain text with paragraphs parted by a blank line; `tags` are as the source writes them;
    `language` is what the source prints, empty if nothing. `message` is what a channel's message has besides.
    """

    addresses: tuple[str, ...]
    url: str = ""
    title: str = ""
    text: str = ""
    byline: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    posted: PrintedTime | None = None
    edited: PrintedTime | None = None
    kind: PostKind = PostKind.ARTICLE
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """One item that was read and not kept, and why: `reason` is counted in every report."""

    subject: str
    reason: str
