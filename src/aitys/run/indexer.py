"""Brings the index up to date with the rows, one process at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence

from aitys.errors import SearchUnavailable
from aitys.store import articles, indexing, posts
from aitys.store.indexing import ARTICLES, POSTS, Queue
from aitys.store.search import IndexWriter, begin_rebuild, finish_rebuild
from aitys.values.search import IndexedPost

_BATCH = 500
_REBUILD_WAIT = 60.0
"""Seconds; the worker of a running desk holds the writer's lock only while it indexes."""

_READ: tuple[tuple[Queue, Callable[[Sequence[int]], tuple[IndexedPost, ...]]], ...] = (
    (POSTS, posts.to_index),
    (ARTICLES, articles.to_index),
)


def open_writer(wait: float) -> IndexWriter:
    """The index's writer. An index that is new where there are posts was lost: then all of them are queued.

    Raises SearchUnavailable, not `permanent` when another process writes.
    """
    return IndexWriter.open(wait=wait, on_made=indexing.mark_all)


def make_index() -> None:
    """Give the desk an index that this program can use: an empty one to a new desk, else all it has kept.

    An index that another version made, or that is broken, is built anew beside it.
    """
    try:
        open_writer(wait=10.0).close()
    except SearchUnavailable as error:
        if not error.permanent:
            raise
        reindex()
    wait_until_findable()


def drain(writer: IndexWriter) -> int:
    """Index all that waits; returns how many. Rows are deleted only after the index commit."""
    count = 0
    for queue, read in _READ:
        while (waiting := queue.pending(_BATCH * 4)).rows:
            found = read(waiting.ids)
            writer.remove(_documents(queue, waiting.ids) - {each.id for each in found})
            writer.replace(found)
            writer.commit()
            queue.done(waiting.rows)
            count += len(waiting.ids)
    return count


def _documents(queue: Queue, ids: Collection[int]) -> set[int]:
    """Under which ids the index holds them."""
    return {articles.document_id(id_) for id_ in ids} if queue is ARTICLES else set(ids)


def wait_until_findable(patience: float = 120.0) -> None:
    """Return when every change made so far is in the index, whoever puts it there.

    The worker of a running desk holds the index's lock: then it is doing it already. Raises SearchUnavailable
    when the index cannot be written, or when for `patience` seconds nothing came forward.
    """
    targets, seen, until = [queue.newest() for queue, _ in _READ], list[int](), 0.0
    while (oldest := [queue.oldest() for queue, _ in _READ]) and _are_ahead(targets, oldest):
        if oldest != seen:
            seen, until = oldest, time.monotonic() + patience
        try:
            with open_writer(wait=0.2) as writer:
                drain(writer)
        except SearchUnavailable as error:
            if error.permanent or time.monotonic() > until:
                raise


def _are_ahead(targets: Sequence[int], oldest: Sequence[int]) -> bool:
    """Whether any queue still has a row at or below its target; an empty one has 0 as its oldest."""
    return any(0 < first <= last for first, last in zip(oldest, targets, strict=True))


def reindex(progress: Callable[[int], None] = lambda _: None) -> int:
    """Build the index anew from the rows beside the one in use, then swap; returns how many posts it holds,
    beside all articles.
    """
    count = 0
    with begin_rebuild(wait=_REBUILD_WAIT) as writer:
        for queue, read in _READ:
            last = 0
            while ids := queue.all_ids(last, _BATCH):
                found = read(ids)
                writer.replace(found)
                last = ids[-1]
                count += len(found) if queue is POSTS else 0
                progress(len(ids))
        writer.commit()
        finish_rebuild(writer)
    wait_until_findable()
    return count
