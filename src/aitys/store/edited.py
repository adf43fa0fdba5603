"""What changed with each version of a post, as the reader found it who found the change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aitys.store import models
from aitys.values.stored import StoredEdit


def edits(post_id: int) -> tuple[StoredEdit, ...]:
    """One for each version with words but the first, first to last.

    Two readers tell one wording in two ways (a summary, the whole page): only what one and the same reader
    found before and after on one route can be compared.
    """
    rows = models.Reading.objects.filter(version__post=post_id).select_related("version", "capture")
    readings = sorted(rows, key=lambda row: (row.version.number, row.capture.captured_at, row.id))
    return tuple(_edits(readings))


def _edits(readings: Sequence[models.Reading]) -> Iterator[StoredEdit]:
    last: dict[tuple[str, int], models.Reading] = {}
    told: set[int] = set()
    for row in readings:
        by, number = (row.reader, row.route_id), row.version.number
        if number not in told and by in last:
            before = last[by]
            yield StoredEdit(number, before.title, before.text, row.title, row.text)
        told.add(number)
        last[by] = row
