"""The queues of posts and articles whose words in the index are older than their rows.

There is no high-water mark: PostgreSQL commits ids out of order. A row is written with the change and
deleted after the index commit, so a killed indexer does a post again and never forgets one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Model

from aitys.store import models

_PIECE = 500


@dataclass(frozen=True, slots=True)
class Pending:
    """Rows of a queue, and the posts or articles they name."""

    rows: tuple[int, ...]
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """`waiting` is the table of the queue, `subjects` the table whose rows its column `column` names."""

    waiting: type[Model]
    subjects: type[Model]
    column: str

    def pending(self, limit: int) -> Pending:
        rows = list(self.waiting._default_manager.order_by("id").values_list("id", self.column)[:limit])
        return Pending(tuple(row for row, _ in rows), tuple(dict.fromkeys(named for _, named in rows)))

    def done(self, rows: Sequence[int]) -> None:
        self.waiting._default_manager.filter(id__in=rows).delete()

    def mark(self, ids: Iterable[int]) -> None:
        """These changed; call it in the transaction that changes them."""
        self.waiting._default_manager.bulk_create([self.waiting(**{self.column: id_}) for id_ in ids])

    def mark_all(self) -> None:
        """Every one is to be indexed, in short transactions."""
        last = 0
        while ids := self.all_ids(last, _PIECE):
            self.mark(ids)
            last = ids[-1]

    def newest(self) -> int:
        """The highest row of the queue, 0 when it is empty."""
        return self._end("-id")

    def oldest(self) -> int:
        """The lowest row of the queue, 0 when it is empty."""
        return self._end("id")

    def all_ids(self, after: int, limit: int) -> tuple[int, ...]:
        """Ids of all that can be indexed, in order, for a rebuild in pieces."""
        rows = self.subjects._default_manager.filter(id__gt=after).order_by("id")
        return tuple(rows.values_list("id", flat=True)[:limit])

    def _end(self, order: str) -> int:
        return self.waiting._default_manager.order_by(order).values_list("id", flat=True).first() or 0


POSTS = Queue(models.ToIndex, models.Post, "post_id")
ARTICLES = Queue(models.ToIndexArticle, models.Article, "article_id")


def mark(post_ids: Iterable[int]) -> None:
    """These posts changed; call it in the transaction that changes them."""
    POSTS.mark(post_ids)


def mark_all() -> None:
    """All that the index holds is to be indexed anew."""
    for queue in (POSTS, ARTICLES):
        queue.mark_all()


def any_waiting() -> bool:
    return bool(POSTS.newest() or ARTICLES.newest())
