"""When two posts turn out to be one: the older takes all, the younger one's id redirects."""

from __future__ import annotations

from datetime import datetime

from aitys.store import indexing, models


def merge(gone: models.Post, into: models.Post) -> None:
    """Move names, tags and versions of `gone` to `into`; call it inside a transaction.

    Versions are put in the order they were captured and numbered anew. Nothing is deleted.
    """
    models.Address.objects.filter(post=gone).update(post=into)
    have = set(models.PostTag.objects.filter(post=into).values_list("key", flat=True))
    models.PostTag.objects.filter(post=gone).exclude(key__in=have).update(post=into)
    _renumber(gone, into)
    models.Post.objects.filter(merged_into=gone).update(merged_into=into)
    models.Post.objects.filter(id=gone.id).update(merged_into=into)
    indexing.mark([gone.id, into.id])


def _renumber(gone: models.Post, into: models.Post) -> None:
    rows = list(models.Version.objects.filter(post__in=[gone, into]).select_related("first_capture"))
    rows.sort(key=_first_seen)
    # Numbers are unique within a post: step aside first, then take the final ones.
    aside = max(row.number for row in rows) + len(rows) + 1
    for offset in (aside, 1):
        for position, row in enumerate(rows):
            models.Version.objects.filter(id=row.id).update(post=into, number=position + offset)


def _first_seen(version: models.Version) -> tuple[datetime, int]:
    return version.first_capture.captured_at, version.id
