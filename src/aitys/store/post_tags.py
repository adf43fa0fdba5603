"""The tags by which topics find posts: what the latest reading by each reader prints."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from aitys.store import models
from aitys.text.tags import fold_tag


def write_tags(new: Iterable[models.Reading], changed: Collection[int]) -> None:
    """Tags of first readings, and anew those of posts that changed; the source's own spelling is kept.

    `new` are readings of new posts; `changed` ids of posts whose readings are in the database already.
    """
    models.PostTag.objects.filter(post__in=changed).delete()
    tags = {
        (reading.version.post_id, fold_tag(tag)): tag
        for reading in (*new, *_latest_readings(changed))
        for tag in reading.tags
    }
    models.PostTag.objects.bulk_create(
        models.PostTag(post_id=post_id, key=key, written=tag[:200])
        for (post_id, key), tag in tags.items()
        if key
    )


def _latest_readings(post_ids: Collection[int]) -> Iterable[models.Reading]:
    rows = models.Reading.objects.filter(version__post__in=post_ids).select_related("version")
    latest = {
        (row.version.post_id, row.reader, row.route_id): row
        for row in rows.defer("title", "text").order_by("version__number")
    }
    return latest.values()
