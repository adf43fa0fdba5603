"""What a channel's message has beside words, as the public may see it: facts by the platform's own marks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from aitys.publish.links import safe_link
from aitys.publish.numbers import grouped
from aitys.publish.times import ShownTime, shown_moment
from aitys.values.messages import Forward, MediaKind, Message
from aitys.values.stored import Reach, StoredPost


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a message was forwarded from: a channel's `name` and a `link` to the original, as far as told.

    Neither: from a person, or from who hides.
    """

    name: str
    link: str


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """`holds` are (kind of media, how many), links apart; `views` are grouped digits, as printed, empty where
    nobody told any. `is_edited` says so without a time.
    """

    origin: Origin | None
    reply_link: str
    holds: tuple[tuple[MediaKind, int], ...]
    views: str
    views_at: ShownTime | None
    reactions: tuple[tuple[str, str], ...]
    reactions_at: ShownTime | None
    is_edited: bool


def shown_message(post: StoredPost) -> ShownMessage | None:
    """None for what is no message."""
    message, reach = post.message, post.reach
    if message is None:
        return None
    held = Counter(each.kind for each in message.media if each.kind is not MediaKind.LINK)
    return ShownMessage(
        origin=_origin(message.forward, message),
        reply_link=_link(message.reply_to, message),
        holds=tuple(held.items()),
        views="" if reach.views is None else grouped(str(reach.views)),
        views_at=shown_moment(reach.views_at) if reach.views_at else None,
        reactions=_reactions(reach),
        reactions_at=shown_moment(reach.reactions_at) if reach.reactions_at else None,
        is_edited=message.is_edited,
    )


def _origin(forward: Forward | None, message: Message) -> Origin | None:
    return Origin(forward.name, _link(forward.address, message)) if forward else None


def _reactions(reach: Reach) -> tuple[tuple[str, str], ...]:
    return tuple((emoji, grouped(str(count))) for emoji, count in reach.reactions)


def _link(address: str, message: Message) -> str:
    """Where a message is found: one of this very channel may be told by its number alone."""
    own = f"tg:{message.channel_id}/"
    if message.channel_name and address.startswith(own):
        return f"https://t.me/{message.channel_name}/{address.removeprefix(own)}"
    return safe_link(address)
