"""When two posts turn out to be one: the older takes all, the younger one's id redirects."""

from __future__ import annotations

from aitys.store import indexing, models
from aitys.store.late import renumber, settle


def merge(gone: models.Post, into: models.Post) -> None:
    """Move names, tags and versions of `gone` to `into`; call it inside a transaction.

    Versions are put in the order they were captured and numbered anew. Nothing is deleted.
    """
    models.Address.objects.filter(post=gone).update(post=into)
    have = set(models.PostTag.objects.filter(post=into).values_list("key", flat=True))
    models.PostTag.objects.filter(post=gone).exclude(key__in=have).update(post=into)
    versions = models.Version.objects.filter(post__in=[gone, into]).order_by("id")
    renumber(into.id, list(versions.values_list("id", flat=True)))
    settle([into.id])
    models.Post.objects.filter(merged_into=gone).update(merged_into=into)
    models.Post.objects.filter(id=gone.id).update(merged_into=into)
    indexing.mark([gone.id])
