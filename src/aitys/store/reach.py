"""Views and reactions of messages: the latest that any look told, beside the post and never in a version."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from aitys.store import models
from aitys.values.messages import Message
from aitys.values.stored import Reach


def keep(told: Mapping[int, Message], at: datetime) -> None:
    """Keep what a look `at` told of the messages of these posts; call it in the transaction that keeps them.

    Evidence may be read late: a count is replaced by a younger one only. Where none is told, the older stays.
    """
    counted = {
        id_: message for id_, message in told.items() if message.views is not None or message.reactions
    }
    if not counted:
        return
    known = {row.post_id: row for row in models.Reach.objects.filter(post__in=counted)}
    rows = [_newer(known.get(id_) or models.Reach(post_id=id_), counted[id_], at) for id_ in counted]
    models.Reach.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["post"],
        update_fields=["views", "views_at", "reactions", "reactions_at"],
    )


def _newer(row: models.Reach, message: Message, at: datetime) -> models.Reach:
    if message.views is not None and (row.views_at is None or row.views_at <= at):
        row.views, row.views_at = message.views, at
    if message.reactions and (row.reactions_at is None or row.reactions_at <= at):
        row.reactions, row.reactions_at = [list(pair) for pair in message.reactions], at
    return row


def of_posts(post_ids: Collection[int]) -> dict[int, Reach]:
    """What is known of these posts, by post id."""
    rows = models.Reach.objects.filter(post__in=list(post_ids))
    return {row.post_id: _value(row) for row in rows}


def merge(gone: int, into: int) -> None:
    """Two posts are one: the younger counts are the post's; call it in the transaction that merges them."""
    rows = models.Reach.objects.filter(post__in=[gone, into])
    for row in rows.filter(post=gone):
        for message, at in (
            (Message(0, views=row.views), row.views_at),
            (Message(0, reactions=_pairs(row)), row.reactions_at),
        ):
            if at is not None:
                keep({into: message}, at)
        row.delete()


def _value(row: models.Reach) -> Reach:
    return Reach(row.views, row.views_at, _pairs(row), row.reactions_at)


def _pairs(row: models.Reach) -> tuple[tuple[str, int], ...]:
    return tuple((str(emoji), int(count)) for emoji, count in row.reactions)
