"""Posts that somebody kept: JSON Lines of `{source, id or url, date, text, title?, lang?, tags?, …}`.

Archives of Telegram write `channel` (a title) and `channel_id` instead of `source`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from aitys.sources import addresses, limits, markup, times
from aitys.values.posts import Left, Post, PostKind, PrintedTime

READER = "posts@1"

_LONGEST_LINE = 1_000_000
# As long as a source's title may be.
_LONGEST_NAME = 300
# Unix times above this are in milliseconds: as seconds they would lie beyond the year 5000.
_MILLISECONDS = 100_000_000_000
# Milliseconds of the year 5138; a whole number of Python's may be larger than any float.
_NO_TIME = 100_000_000_000_000


@dataclass(frozen=True, slots=True)
class ImportedPost:
    """`source` as written (of a Telegram archive, the channel's title); `channel_id` bare, empty if none."""

    source: str
    post: Post
    channel_id: str = ""


@dataclass(frozen=True, slots=True)
class ImportedLines:
    """Every line that is not blank is in `posts` or in `left`."""

    posts: tuple[ImportedPost, ...] = ()
    left: tuple[Left, ...] = ()


class Refused(Exception):
    """`reason` is what the line is counted under."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse_lines(
    content: bytes, captured_at: datetime, *, default_source: str = "", first_line: int = 1
) -> ImportedLines:
    """Read whole lines; the first has the number `first_line`, so that a large file can be read in pieces.

    `default_source` stands in where a line names none. Dates are ISO 8601 or Unix (seconds, milliseconds).
    """
    posts: list[ImportedPost] = []
    left: list[Left] = []
    for number, line in enumerate(content.split(b"\n"), first_line):
        if not line.strip():
            continue
        try:
            posts.append(_imported(_row(line), captured_at, default_source))
        except Refused as refused:
            left.append(Left(f"line {number}", refused.reason))
    return ImportedLines(tuple(posts), tuple(left))


def _row(line: bytes) -> dict[str, object]:
    if len(line) > _LONGEST_LINE:
        raise Refused("too-long")
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode())
    except (ValueError, RecursionError):
        raise Refused("not-json") from None
    if not isinstance(row, dict):
        raise Refused("not-an-object")
    return row


def _imported(row: dict[str, object], captured_at: datetime, default_source: str) -> ImportedPost:
    channel_id = _bare(_line(row, "channel_id"))
    source = _line(row, "source") or _line(row, "channel") or channel_id or default_source
    if not source:
        raise Refused("no-source")
    if max(len(source), len(channel_id)) > _LONGEST_NAME:
        raise Refused("source-too-long")
    title, text = _line(row, "title"), markup.plain(_words(row, "text"))
    if not title and not text:
        raise Refused("no-text")
    url = addresses.absolute(_line(row, "url"))
    post = Post(
        addresses=_addresses(row, source, channel_id),
        url=url,
        title=title,
        text=text,
        byline=_line(row, "author"),
        tags=_tags(row),
        language=_line(row, "lang") or _line(row, "language"),
        posted=_posted(row, captured_at),
        edited=_time(row.get("edited"), captured_at),
        kind=PostKind.ARTICLE if url or not _names_channel(row) else PostKind.MESSAGE,
    )
    return ImportedPost(source, limits.bounded(post), channel_id)


def _addresses(row: dict[str, object], source: str, channel_id: str) -> tuple[str, ...]:
    number, url = _line(row, "id"), addresses.canonical(_line(row, "url"))
    own = f"tg:{channel_id}/{number}" if channel_id else f"import:{source}/{number}"
    found = tuple(name for name in (own if number else "", url) if name)
    if not found:
        raise Refused("no-address")
    return found


def _names_channel(row: dict[str, object]) -> bool:
    return bool(_line(row, "channel") or _line(row, "channel_id")) and bool(_line(row, "id"))


def _bare(channel_id: str) -> str:
    """Telegram writes one channel as -100<n> (bots), -<n> (preview) and <n> (exports): the same <n>."""
    if channel_id.startswith("-100"):
        return channel_id.removeprefix("-100")
    return channel_id.removeprefix("-")


def _posted(row: dict[str, object], captured_at: datetime) -> PrintedTime:
    if row.get("date") in (None, ""):
        raise Refused("no-date")
    posted = _time(row["date"], captured_at)
    if posted is None:
        raise Refused("bad-date")
    return posted


def _time(value: object, captured_at: datetime) -> PrintedTime | None:
    if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) in (9, 10, 13):
        value = int(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if abs(value) > _NO_TIME:
            return None
        return times.of_unix(value / 1000 if value > _MILLISECONDS else value, captured_at)
    return times.read(value, captured_at) if isinstance(value, str) else None


def _tags(row: dict[str, object]) -> tuple[str, ...]:
    tags = row.get("tags")
    written = tags.split(",") if isinstance(tags, str) else tags if isinstance(tags, list) else []
    return tuple(tag for one in written if isinstance(one, str) and (tag := markup.single(one)))


def _line(row: dict[str, object], name: str) -> str:
    return markup.single(_words(row, name))


def _words(row: dict[str, object], name: str) -> str:
    value = row.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
