"""The versions of a post as dated wordings, without their words: when each was seen, and when not yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aitys.publish.times import ShownTime, shown_moment
from aitys.values.stored import StoredVersion


@dataclass(frozen=True, slots=True)
class Wording:
    """The change fell between `not_yet` (None for the first wording) and `first_seen`."""

    number: int
    not_yet: ShownTime | None
    first_seen: ShownTime
    last_seen: ShownTime
    gone: bool


def wordings(versions: Iterable[StoredVersion]) -> tuple[Wording, ...]:
    return tuple(
        Wording(
            number=version.number,
            not_yet=shown_moment(version.last_without_at) if version.last_without_at else None,
            first_seen=shown_moment(version.first_with_at),
            last_seen=shown_moment(version.last_with_at),
            gone=version.gone,
        )
        for version in versions
    )
