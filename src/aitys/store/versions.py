"""Is what we just read new, the same, an edit, or another reader's view? Decided on values alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from aitys.values.posts import Post, PrintedTime


class Change(StrEnum):
    NEW = "new post"
    SAME = "same words as this reader saw last"
    EARLIER = "words that others followed, in evidence no newer than those others"
    EDIT = "same route and reader, other words"
    READING = "first reading of this version by this reader"


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a post before this reading: the number of its latest version, and the last reading
    by the same reader on the same route (its version's number and the digest of its words), if any.

    `followed` are the digests of all the words that this reader saw, where the evidence at hand is no newer
    than the latest version; else none.
    """

    latest: int
    read_version: int | None = None
    read_digest: str = ""
    followed: frozenset[str] = frozenset()


def decide(known: Known | None, content: str) -> Change:
    """Say what a reading with the digest `content` is, given what is `known` of its post.

    A version is made only when the words changed between two captures of one route read by one reader:
    a better parser, or the page behind a feed item, is another reading and never an edit. Neither is evidence
    that is read again, though it holds a wording and the one that followed it.
    """
    if known is None:
        return Change.NEW
    if known.read_digest == content:
        return Change.SAME
    if content in known.followed:
        return Change.EARLIER
    if known.read_version == known.latest:
        return Change.EDIT
    return Change.READING


def content_digest(title: str, text: str) -> str:
    """SHA-256 of the words; what does not change this is no edit (dates, tags, tickers around the text)."""
    return hashlib.sha256(f"{title}\x00{text}".encode()).hexdigest()


def printed_digest(post: Post) -> str:
    """SHA-256 over everything a reading keeps as printed, in a fixed order."""
    return digest_of(
        [
            post.title,
            post.text,
            post.byline,
            post.language,
            _moment(post.posted),
            _moment(post.edited),
            list(post.tags),
        ]
    )


def digest_of(parts: Sequence[object]) -> str:
    """SHA-256 over JSON of `parts`: no two different lists give the same bytes."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _moment(time: PrintedTime | None) -> list[object]:
    return [time.at.isoformat(), time.offset, time.guessed] if time else []
