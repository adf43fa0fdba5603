"""The queue of posts whose words in the index are older than their rows.

There is no high-water mark: PostgreSQL commits ids out of order. A row is written with the change and
deleted after the index commit, so a killed indexer does a post again and never forgets one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aitys.store import models


@dataclass(frozen=True, slots=True)
class Pending:
    """Rows of the queue and the posts they name."""

    rows: tuple[int, ...]
    posts: tuple[int, ...]


def pending(limit: int) -> Pending:
    rows = list(models.ToIndex.objects.order_by("id").values_list("id", "post_id")[:limit])
    return Pending(tuple(row for row, _ in rows), tuple(dict.fromkeys(post for _, post in rows)))


def done(rows: Sequence[int]) -> None:
    models.ToIndex.objects.filter(id__in=rows).delete()


def mark(post_ids: Iterable[int]) -> None:
    """These posts changed; call it in the transaction that changes them."""
    models.ToIndex.objects.bulk_create([models.ToIndex(post_id=id_) for id_ in post_ids])


def mark_all() -> None:
    """Every post is to be indexed, in short transactions."""
    last = 0
    while ids := all_posts(last, 500):
        mark(ids)
        last = ids[-1]


def newest() -> int:
    """The highest row of the queue, 0 when it is empty."""
    return models.ToIndex.objects.order_by("-id").values_list("id", flat=True).first() or 0


def oldest() -> int:
    """The lowest row of the queue, 0 when it is empty."""
    return models.ToIndex.objects.order_by("id").values_list("id", flat=True).first() or 0


def all_posts(after: int, limit: int) -> tuple[int, ...]:
    """Ids of posts in order, for a rebuild in pieces."""
    rows = models.Post.objects.filter(id__gt=after).order_by("id").values_list("id", flat=True)
    return tuple(rows[:limit])
