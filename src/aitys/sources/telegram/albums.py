"""Albums of an export, which does not say what belongs together: it gives each picture as a message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aitys.errors import UnreadableSource

_LARGEST = 10
_FILE = ("photo", "media_type", "file", "file_name", "title")
Row = dict[str, object]


def joined(found: Iterable[Row]) -> Iterator[tuple[Row, list[int]]]:
    """Messages as posts, an album as one, each with the numbers of its other parts.

    The parts of an album follow each other in number, were posted in one second, are of one kind, and at most
    one of them has words. (Two pictures without words, timed for one minute by hand, look the same.)
    """
    held: list[Row] = []
    try:
        for message in found:
            if held and not _continues(held, message):
                yield _one(held)
                held = []
            held.append(message)
    except UnreadableSource:  # the file broke off: what was whole comes first
        if held:
            yield _one(held)
        raise
    if held:
        yield _one(held)


def _continues(held: list[Row], message: Row) -> bool:
    last = held[-1]
    number, before = message.get("id"), last.get("id")
    follows = isinstance(number, int) and isinstance(before, int) and number == before + 1
    same = all(message.get(name) == last.get(name) for name in ("type", "date_unixtime", "forwarded_from"))
    is_forward = ("forwarded_from" in message) == ("forwarded_from" in last)
    worded = sum(1 for one in (*held, message) if one.get("text"))
    return (
        follows
        and same
        and is_forward
        and "date_unixtime" in message
        and _shape(message) == _shape(last) != ""
        and worded <= 1
        and len(held) < _LARGEST
    )


def _shape(message: Row) -> str:
    """What may stand together in an album: pictures with videos, files with files, music with music."""
    if message.get("photo") or message.get("media_type") == "video_file":
        return "seen"
    if message.get("media_type") == "audio_file":
        return "heard"
    return "file" if message.get("file") and "media_type" not in message else ""


def _one(held: list[Row]) -> tuple[Row, list[int]]:
    """The first of an album, with the words of whichever has them and the media of all; the other numbers."""
    if len(held) == 1:
        return held[0], []
    worded = next((one for one in held if one.get("text")), held[0])
    parts = [{name: one[name] for name in _FILE if name in one} for one in held]
    first = {**worded, "id": held[0]["id"], "parts": parts}
    return first, [int(str(one["id"])) for one in held[1:]]
