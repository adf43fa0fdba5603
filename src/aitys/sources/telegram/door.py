"""The door: what of an exported message is let in. Persons are not.

Names and ids of who wrote, signed, voted, reacted or was forwarded stay outside, before anything is kept. An
export tells a forward by its name alone, be it a channel's or a person's: a name is let in where an id beside
it says that it is a channel, or where it is one of the channels that the desk knows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

_PLAIN = (
    "id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "action", "title",
    "reply_to_message_id", "reply_to_peer_id", "media_type", "file_name",
)  # fmt: skip
_PRESENT = (
    "photo",
    "file",
    "contact_information",
    "invoice_information",
    "game_title",
    "giveaway_information",
)
_ENTITY = ("type", "text", "href")


def let_in(message: Mapping[str, object], known: Collection[str]) -> dict[str, object]:
    """The message without persons; `known` are titles of channels.

    Of a file is told only that there is one: in its place may stand a notice that it was not exported.
    """
    kept: dict[str, object] = {name: message[name] for name in _PLAIN if _is_scalar(message.get(name))}
    kept |= {name: True for name in _PRESENT if message.get(name)}
    if not str(kept.get("reply_to_peer_id", "channel")).startswith("channel"):
        kept.pop("reply_to_peer_id")
        kept.pop("reply_to_message_id", None)
    if "forwarded_from" in message:
        kept["forwarded_from"] = _forwarded(message, known)
    for name in ("text", "text_entities"):
        kept[name] = _words(message.get(name))
    if isinstance(poll := message.get("poll"), dict):
        kept["poll"] = _poll(poll)
    if isinstance(place := message.get("location_information"), dict):
        kept["location_information"] = {axis: place.get(axis) for axis in ("latitude", "longitude")}
    if isinstance(reactions := message.get("reactions"), list):
        kept["reactions"] = [_reaction(one) for one in reactions if isinstance(one, dict)]
    return kept


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | float)


def _forwarded(message: Mapping[str, object], known: Collection[str]) -> str | None:
    name, id_ = message.get("forwarded_from"), message.get("forwarded_from_id")
    is_channel = isinstance(id_, str) and id_.startswith("channel")
    return name if isinstance(name, str) and (is_channel or name in known) else None


def _words(written: object) -> object:
    """A text, or a list of texts and marked pieces; a mention's id of a person goes."""
    if isinstance(written, str):
        return written
    pieces = written if isinstance(written, list) else []
    return [_piece(piece) for piece in pieces if isinstance(piece, str | dict)]


def _piece(piece: str | dict[str, object]) -> object:
    if isinstance(piece, str):
        return piece
    return {name: piece[name] for name in _ENTITY if isinstance(piece.get(name), str)}


def _poll(poll: dict[str, object]) -> dict[str, object]:
    answers = poll.get("answers")
    texts = (
        [answer.get("text") for answer in answers if isinstance(answer, dict)]
        if isinstance(answers, list)
        else []
    )
    return {"question": poll.get("question"), "answers": [{"text": text} for text in texts]}


def _reaction(reaction: dict[str, object]) -> dict[str, object]:
    """Kind, emoji and count; `recent` names who reacted."""
    return {name: reaction[name] for name in ("type", "emoji", "count") if _is_scalar(reaction.get(name))}
