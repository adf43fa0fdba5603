"""Row counts that a page shows, kept for some seconds: both databases count by reading every row.

Each process keeps its own (Django's memory cache). What waits in a queue is never kept: one looks at it to
see whether it moves.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache

from aitys.store import desk, sources

SECONDS = 15


def posts() -> int:
    return _kept("posts", desk.posts_kept)


def captures() -> int:
    return _kept("captures", desk.captures_kept)


def listed_sources() -> int:
    return _kept("sources", sources.count)


def _kept(name: str, count: Callable[[], int]) -> int:
    found: object = cache.get(name)
    if isinstance(found, int):
        return found
    counted = count()
    cache.set(name, counted, SECONDS)
    return counted
