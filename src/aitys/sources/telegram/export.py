"""Exports of Telegram Desktop (result.json) of one public channel: kept lines first, posts from them.

`lines` passes a file through the door and gives a line of JSON a post, with nothing of any person in it: that
is what may be kept as evidence. `parse_lines` makes posts of such lines, a run of them at a time, so that a
file of any size is read in pieces.
"""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from aitys.sources import limits, markup, times
from aitys.sources.posts_file import ImportedLines, ImportedPost, Refused
from aitys.sources.telegram import albums, door, marks, messages, names, words
from aitys.sources.telegram.albums import Row
from aitys.sources.telegram.export_file import Channel, Messages
from aitys.values.messages import Forward, Media, MediaKind, Message
from aitys.values.posts import Left, Post, PostKind, PrintedTime

READER = "telegram-export@1"

_LARGEST_NUMBER = 10**12
_ACTS = {
    "create_channel": "created",
    "edit_group_title": "renamed",
    "edit_group_photo": "photo",
    "delete_group_photo": "photo",
    "pin_message": "pinned",
}
_TYPES = {
    "sticker": MediaKind.STICKER,
    "video_message": MediaKind.ROUND_VIDEO,
    "voice_message": MediaKind.VOICE,
    "audio_file": MediaKind.AUDIO,
    "video_file": MediaKind.VIDEO,
    "animation": MediaKind.ANIMATION,
}
_UNSEEN = ("contact_information", "invoice_information", "game_title", "giveaway_information")


@dataclass(frozen=True, slots=True)
class Export:
    """A whole export: every message is in a post or in `left`."""

    channel: Channel
    posts: tuple[Post, ...]
    left: tuple[Left, ...]


def lines(stream: BinaryIO, subject: str, known: Collection[str] = ()) -> Iterator[bytes]:
    """A line a post: `{"channel_id", "channel", "message", "album"?}`; `known` are titles of channels.

    Raises UnreadableSource before the first line for anything but the export of one public channel
    ("not-a-public-channel"), and after the last good one where the file breaks off ("broken-off").
    """
    found = Messages(stream, subject)
    channel = found.channel
    known = {*known, channel.title}
    for message, album in albums.joined(door.let_in(one, known) if one is not None else {} for one in found):
        row: Row = {"channel_id": channel.id, "channel": channel.title, "message": message}
        if album:
            row["album"] = album
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def parse_lines(content: bytes, taken_at: datetime, *, first_line: int = 1) -> ImportedLines:
    """Posts of whole lines as `lines` gives them, for a source called by the channel's title and bare id."""
    posts: list[ImportedPost] = []
    left: list[Left] = []
    for number, line in enumerate(content.split(b"\n"), first_line):
        if not line.strip():
            continue
        try:
            posts.append(_imported(line, taken_at))
        except Refused as refused:
            left.append(Left(_subject(line) or f"line {number}", refused.reason))
    return ImportedLines(tuple(posts), tuple(left))


def parse_export(content: bytes, taken_at: datetime, *, known: Collection[str] = ()) -> Export:
    """A whole export at once, for small ones; raises as `lines` does."""
    channel = Messages(io.BytesIO(content), "the export").channel
    found = parse_lines(b"".join(lines(io.BytesIO(content), "the export", known)), taken_at)
    return Export(channel, tuple(imported.post for imported in found.posts), found.left)


def _subject(line: bytes) -> str:
    try:
        row = json.loads(line)
        return names.by_id(int(row["channel_id"]), int(row["message"]["id"]))
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""


def _imported(line: bytes, taken_at: datetime) -> ImportedPost:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise Refused("not-json") from None
    message = row.get("message") if isinstance(row, dict) else None
    channel_id = row.get("channel_id") if isinstance(row, dict) else None
    if not isinstance(message, dict) or not isinstance(channel_id, int) or not message:
        raise Refused("not-json")
    album = tuple(number for number in row.get("album") or () if isinstance(number, int))
    title = markup.single(str(row.get("channel") or "")) or str(channel_id)
    post = _post(message, channel_id, album, taken_at)
    return ImportedPost(title, limits.bounded(post), str(channel_id))


def _post(row: Row, channel_id: int, album: tuple[int, ...], taken_at: datetime) -> Post:
    number = row.get("id")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < _LARGEST_NUMBER:
        raise Refused("no-address")
    if row.get("type") == "unsupported":
        raise Refused("unsupported")
    service = _service(row)
    text = _service_text(row) if service else _text(row)
    media = tuple(_media(row))
    if not text and not media:
        raise Refused("no-text")
    edited = _time(row, "edited", taken_at)
    return Post(
        addresses=messages.addresses("", channel_id, (number, *album)),
        text=text,
        tags=tuple(dict.fromkeys(_tags(row))),
        posted=_posted(row, taken_at),
        edited=edited,
        kind=PostKind.MESSAGE,
        message=Message(
            number=number,
            channel_id=channel_id,
            album=album,
            forward=_forward(row),
            reply_to=_reply_to(row, channel_id),
            media=(*media, *_links(row))[: messages.MOST_MEDIA],
            reactions=tuple(_reactions(row)),
            is_edited=edited is not None,
            service=service,
        ),
    )


def _service(row: Row) -> str:
    """The act of a service message; only a change of name is kept, as in the preview."""
    if row.get("type") != "service":
        return ""
    act = _ACTS.get(str(row.get("action")), "other")
    if act != "renamed":
        raise Refused("service")
    return act


def _service_text(row: Row) -> str:
    """The sentence that the preview shows for it: one post, the same words by both routes."""
    title = markup.single(str(row.get("title") or ""))
    return f"Channel name was changed to «{title}»"


def _pieces(row: Row) -> list[object]:
    """The text as its pieces. Older exports have no `text_entities`: there `text` is one text, or a list."""
    entities, text = row.get("text_entities"), row.get("text")
    if isinstance(entities, list) and entities:
        return entities
    return text if isinstance(text, list) else [text]


def _text(row: Row) -> str:
    said = markup.plain("".join(_words(piece) for piece in _pieces(row)))
    poll = _poll_words(row)
    return "\n\n".join(part for part in (said, poll) if part)


def _words(piece: object) -> str:
    written = piece.get("text") if isinstance(piece, dict) else piece
    return written if isinstance(written, str) else ""


def _poll_words(row: Row) -> str:
    poll = row.get("poll")
    if not isinstance(poll, dict):
        return ""
    answers = poll.get("answers")
    options = [_line(_words(answer)) for answer in answers] if isinstance(answers, list) else []
    return messages.poll_text(_line(poll.get("question")), options)


def _line(written: object) -> str:
    return markup.single(written) if isinstance(written, str) else ""


def _tags(row: Row) -> Iterator[str]:
    for piece in _pieces(row):
        is_tag = isinstance(piece, dict) and piece.get("type") == "hashtag"
        if is_tag and (tag := _line(_words(piece)).removeprefix("#").partition("@")[0]):
            yield tag


def _links(row: Row) -> Iterator[Media]:
    urls: dict[str, None] = {}
    for piece in _pieces(row):
        if isinstance(piece, dict) and piece.get("type") in ("link", "text_link"):
            written = piece.get("href") or piece.get("text")
            urls[words.kept(_with_scheme(written)) if isinstance(written, str) else ""] = None
    yield from (Media(MediaKind.LINK, url=url) for url in urls if url)


def _with_scheme(written: str) -> str:
    """Telegram makes a link of "steppe-courier.example" too, and the preview shows it as http."""
    return written if "://" in written else f"http://{written}"


def _media(row: Row) -> Iterator[Media]:
    parts = row.get("parts")
    for part in parts if isinstance(parts, list) else (row,):
        if isinstance(part, dict) and (one := _thing(part)) is not None:
            yield one
    if isinstance(poll := row.get("poll"), dict):
        yield Media(MediaKind.POLL, _line(poll.get("question"))[: messages.LONGEST_TITLE])
    if isinstance(place := row.get("location_information"), dict):
        at = f"{place.get('latitude')},{place.get('longitude')}"
        yield Media(MediaKind.LOCATION, url=f"https://maps.google.com/maps?q={at}&ll={at}&z=16")
    if any(row.get(name) for name in _UNSEEN):
        yield Media(MediaKind.UNSUPPORTED)


def _thing(row: Row) -> Media | None:
    if row.get("photo"):
        return Media(MediaKind.PHOTO)
    kind = _TYPES.get(str(row.get("media_type")))
    if kind is None and not row.get("file"):
        return None
    has_name = kind in (None, MediaKind.AUDIO)
    title = _line(row.get("title") if kind is MediaKind.AUDIO else "") or _line(row.get("file_name"))
    return Media(kind or MediaKind.DOCUMENT, title[: messages.LONGEST_TITLE] if has_name else "")


def _forward(row: Row) -> Forward | None:
    if "forwarded_from" not in row:
        return None
    name = _line(row["forwarded_from"])
    return Forward(name[: messages.LONGEST_TITLE]) if name else Forward(is_hidden=True)


def _reply_to(row: Row, channel_id: int) -> str:
    number, peer = row.get("reply_to_message_id"), str(row.get("reply_to_peer_id") or "")
    if not isinstance(number, int) or not 0 < number < _LARGEST_NUMBER:
        return ""
    other = peer.removeprefix("channel")
    return names.by_id(int(other) if other.isdigit() and len(other) < 14 else channel_id, number)


def _reactions(row: Row) -> Iterator[tuple[str, int]]:
    reactions = row.get("reactions")
    for one in reactions if isinstance(reactions, list) else ():
        count = one.get("count") if isinstance(one, dict) else None
        if isinstance(count, int) and not isinstance(count, bool) and 0 < count < marks.LARGEST:
            yield _emoji(one), count


def _emoji(reaction: Row) -> str:
    if reaction.get("type") == "paid":
        return marks.PAID
    return str(reaction.get("emoji") or marks.CUSTOM)[:20]


def _posted(row: Row, taken_at: datetime) -> PrintedTime:
    """Raises Refused without a date: an archive's message must not be dated by the day of its import."""
    posted = _time(row, "date", taken_at)
    if posted is None:
        raise Refused("bad-date" if row.get("date") else "no-date")
    return posted


def _time(row: Row, name: str, taken_at: datetime) -> PrintedTime | None:
    """The Unix time; without one the local time of whoever exported, which is a guess.

    Old exports write "1970-01-01T01:00:00" for "never", which is no time to `times`.
    """
    unix = str(row.get(f"{name}_unixtime") or "")
    if unix.isdecimal() and len(unix) <= 11:
        return times.of_unix(int(unix), taken_at)
    written = row.get(name)
    return times.read(written, taken_at) if isinstance(written, str) else None
