"""A capture that is read late, after a later one that shows the same: then it is the first to have shown it.

Two processes read captures side by side, and a killed one leaves some for later. What is said to have been
seen first must not depend on who was quicker.
"""

from __future__ import annotations

from django.db.models import F

from aitys.store import indexing, models
from aitys.store.versions import printed_digest
from aitys.values.posts import Post
from aitys.values.readings import Reader


def is_older_sight(reader: Reader, post: Post, reading: models.Reading) -> bool:
    """Whether `reader` found in an older capture all that `reading` says, in the time of its version."""
    without = reading.version.last_without_at
    return (
        reader.captured_at < reading.capture.captured_at
        and (without is None or without <= reader.captured_at)
        and printed_digest(post) == reading.digest
    )


def backdate(reader: Reader, reading: models.Reading) -> None:
    """Give `reading` to the reader's capture, and what it dates; call it in the reader's transaction."""
    version, capture_id, at = reading.version, reader.capture_id, reader.captured_at
    models.Version.objects.filter(id=version.id, first_capture=reading.capture_id).update(
        first_capture_id=capture_id
    )
    models.Reading.objects.filter(id=reading.id).update(capture_id=capture_id)
    if version.number == 1:
        later = models.Post.objects.filter(id=version.post_id, found_at__gt=at)
        later.filter(listed_at=F("found_at")).update(listed_at=at)
        later.update(found_at=at)
        indexing.mark([version.post_id])
