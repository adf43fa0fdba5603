"""What a channel's message has beside words: as a column of its reading, and put together from several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pydantic import TypeAdapter

from aitys.values.messages import Forward, Message

_ADAPTER = TypeAdapter(Message)


def as_json(message: Message | None) -> dict[str, object] | None:
    """The column of a reading; counts are no part of it, for they change without an edit."""
    if message is None:
        return None
    found: dict[str, object] = _ADAPTER.dump_python(
        replace(message, views=None, reactions=()), mode="json", exclude_defaults=True
    )
    return found


def of_json(column: dict[str, object] | None) -> Message | None:
    return None if column is None else _ADAPTER.validate_python(column)


def joined(columns: Iterable[dict[str, object] | None]) -> Message | None:
    """One message out of what several readings of it tell, the best first: each fills what is still missing.

    An export tells no address of a forward's original, and a preview none of the channel's older names.
    """
    told = [message for message in map(of_json, columns) if message is not None]
    if not told:
        return None
    best = told[0]
    return replace(
        best,
        channel_id=next((each.channel_id for each in told if each.channel_id is not None), None),
        channel_name=next((each.channel_name for each in told if each.channel_name), ""),
        album=tuple(sorted({number for each in told for number in each.album} - {best.number})),
        forward=_forward([each.forward for each in told if each.forward]),
        reply_to=next((each.reply_to for each in told if each.reply_to), ""),
        media=next((each.media for each in told if each.media), ()),
        is_edited=any(each.is_edited for each in told),
    )


def _forward(told: list[Forward]) -> Forward | None:
    """The one that says most: an address, or else a name, or else that it is hidden."""
    return max(told, key=lambda each: (bool(each.address), bool(each.name)), default=None)
