"""When two posts turn out to be one: the older takes all, the younger one's id redirects."""

from __future__ import annotations

from django.db.models import F

from aitys.store import indexing, models, reach
from aitys.store.late import renumber, settle


def merge(gone: models.Post, into: models.Post) -> None:
    """Move names, tags and versions of `gone` to `into`; call it inside a transaction.

    Versions are put in the order they were captured and numbered anew. Nothing is deleted.
    """
    models.Address.objects.filter(post=gone).update(post=into)
    have = set(models.PostTag.objects.filter(post=into).values_list("key", flat=True))
    models.PostTag.objects.filter(post=gone).exclude(key__in=have).update(post=into)
    _move_absences(gone, into)
    versions = models.Version.objects.filter(post__in=[gone, into]).order_by("id")
    renumber(into.id, list(versions.values_list("id", flat=True)))
    settle([into.id])
    reach.merge(gone.id, into.id)
    models.Post.objects.filter(merged_into=gone).update(merged_into=into)
    models.Post.objects.filter(id=gone.id).update(merged_into=into)
    indexing.mark([gone.id])


def _move_absences(gone: models.Post, into: models.Post) -> None:
    """Of what both were suspected of, one suspicion is left; what was believed stays believed."""
    rows = models.Absence.objects.filter(post=gone)
    if models.Absence.objects.filter(post=into, ended_by=None).exists():
        rows.filter(ended_by=None, version=None).delete()
        rows.filter(ended_by=None).update(ended_by=F("confirmed_by"))
    met = set(models.Absence.objects.filter(post=into).values_list("capture_id", flat=True))
    models.Version.objects.filter(absence__in=rows.filter(capture__in=met)).delete()
    rows.filter(capture__in=met).delete()
    rows.update(post=into)
