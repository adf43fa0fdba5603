"""What is found when two posts are held against each other, and who of several counts as the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aitys.values.posts import PrintedTime

SIGNATURE_BYTES = 256
"""A signature is 128 numbers of two bytes, the lower first."""


class Kin(StrEnum):
    SAME = "same"
    NEAR = "near"
    FORWARD = "forward"
    NONE = "none"


class Differs(StrEnum):
    """What two copies say differently, where it may matter."""

    NUMBER = "number"
    NAME = "name"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words as each of two posts writes them; empty where one has none in that place."""

    kind: Differs
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.before or '—'} → {self.after or '—'}"


@dataclass(frozen=True, slots=True)
class Finding:
    """How one post relates to another. `score` is between 0 and 1, `reason` in words for a person.

    `is_suggestion`: too little for a link, too much for nothing. What `differs` is in the order of the posts
    that were compared, the older one before the arrow.
    """

    kin: Kin
    score: float
    reason: str
    differs: tuple[Difference, ...] = ()
    is_suggestion: bool = False

    @property
    def is_link(self) -> bool:
        return self.kin is not Kin.NONE and not self.is_suggestion


@dataclass(frozen=True, slots=True)
class Appearance:
    """When one version of a post is known to have stood there: what says who was first.

    `seen_since` is when its wording was first captured, or its file brought in. `edited` versions are known
    from that look only. `not_yet` is a look after the printed time that should have shown the post and did
    not: its date may have been set back.
    """

    id: int
    seen_since: datetime
    posted: PrintedTime | None = None
    edited: bool = False
    not_yet: datetime | None = None
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Two posts, by id, of which one is a copy of the other; which of them is not said."""

    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Group:
    """Copies of one post. All of `members` are linked to `first`, which is among them; in order of time."""

    first: int
    members: tuple[int, ...]
