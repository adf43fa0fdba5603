"""Evidence that is read late, after newer evidence of the same posts.

Two processes read captures side by side, and a killed one leaves some for later. What is said to have been
seen first must not depend on who was quicker.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from aitys.store import indexing, models


def settle(post_ids: Iterable[int]) -> None:
    """Put what follows from a post's readings right again; call it in the transaction that added one.

    A version was first seen in the oldest capture of its readings; versions are numbered in that order; a
    post was found with its first version, and is listed at that time where it prints none.
    """
    for post_id in post_ids:
        firsts = _first_captures(post_id)
        for version_id, (_, capture_id) in firsts.items():
            models.Version.objects.filter(id=version_id).update(first_capture_id=capture_id)
        renumber(post_id, sorted(firsts, key=lambda version_id: (*firsts[version_id], version_id)))
        _found(post_id, min(firsts.values())[0])
        indexing.mark([post_id])


def renumber(post_id: int, version_ids: list[int]) -> None:
    """Give a post its versions in this order. Numbers are unique in a post: they step aside first."""
    last = models.Version.objects.filter(post=post_id).order_by("-number").first()
    aside = (last.number if last else 0) + len(version_ids) + 1
    for offset in (aside, 1):
        for position, version_id in enumerate(version_ids):
            models.Version.objects.filter(id=version_id).update(post=post_id, number=position + offset)


def _first_captures(post_id: int) -> dict[int, tuple[datetime, int]]:
    """Time and id of the oldest capture of each version's readings; of one that is gone, of its own."""
    rows = models.Reading.objects.filter(version__post=post_id)
    found: dict[int, tuple[datetime, int]] = {}
    for version_id, at, capture_id in rows.values_list("version_id", "capture__captured_at", "capture_id"):
        found[version_id] = min((at, capture_id), found.get(version_id, (at, capture_id)))
    gone = models.Version.objects.filter(post=post_id, gone=True)
    for version_id, at, capture_id in gone.values_list(
        "id", "first_capture__captured_at", "first_capture_id"
    ):
        found[version_id] = (at, capture_id)
    return found


def _found(post_id: int, at: datetime) -> None:
    post = models.Post.objects.get(id=post_id)
    listed_at = at if post.listed_at == post.found_at else post.listed_at
    models.Post.objects.filter(id=post_id).update(found_at=at, listed_at=listed_at)
