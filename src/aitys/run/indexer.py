"""Brings the index up to date with the rows, one process at a time."""

from __future__ import annotations

import time
from collections.abc import Callable

from aitys.errors import SearchUnavailable
from aitys.store import indexing, posts
from aitys.store.search import IndexWriter, begin_rebuild, finish_rebuild

_BATCH = 500
_REBUILD_WAIT = 60.0
"""Seconds; the worker of a running desk holds the writer's lock only while it indexes."""


def open_writer(wait: float) -> IndexWriter:
    """The index's writer. An index that is new where there are posts was lost: then all of them are queued.

    Raises SearchUnavailable, not `permanent` when another process writes.
    """
    return IndexWriter.open(wait=wait, on_made=indexing.mark_all)


def make_index() -> None:
    """Give the desk an index that this program can use: an empty one to a new desk, else all its posts.

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
    """Index all that waits; returns how many posts. Rows are deleted only after the index commit."""
    count = 0
    while (waiting := indexing.pending(_BATCH * 4)).rows:
        found = posts.to_index(waiting.posts)
        writer.remove(set(waiting.posts) - {post.id for post in found})
        writer.replace(found)
        writer.commit()
        indexing.done(waiting.rows)
        count += len(waiting.posts)
    return count


def wait_until_findable(patience: float = 120.0) -> None:
    """Return when every change made so far is in the index, whoever puts it there.

    The worker of a running desk holds the index's lock: then it is doing it already. Raises SearchUnavailable
    when the index cannot be written, or when for `patience` seconds nothing came forward.
    """
    target, seen, until = indexing.newest(), 0, 0.0
    while (oldest := indexing.oldest()) and oldest <= target:
        if oldest != seen:
            seen, until = oldest, time.monotonic() + patience
        try:
            with open_writer(wait=0.2) as writer:
                drain(writer)
        except SearchUnavailable as error:
            if error.permanent or time.monotonic() > until:
                raise


def reindex(progress: Callable[[int], None] = lambda _: None) -> int:
    """Build the index anew from the rows beside the one in use, then swap; returns how many posts."""
    count = last = 0
    with begin_rebuild(wait=_REBUILD_WAIT) as writer:
        while ids := indexing.all_posts(last, _BATCH):
            found = posts.to_index(ids)
            writer.replace(found)
            last, count = ids[-1], count + len(found)
            progress(len(ids))
        writer.commit()
        finish_rebuild(writer)
    wait_until_findable()
    return count
