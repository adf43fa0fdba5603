"""What happened when a source was read or a file imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from aitys.errors import Failure
from aitys.values.posts import Left


@dataclass(frozen=True, slots=True)
class Tally:
    """Nothing is dropped in silence: read == stored + unchanged + sum(left)."""

    read: int = 0
    stored: int = 0
    unchanged: int = 0
    left: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, stored: int, unchanged: int, left: Iterable[Left]) -> Tally:
        """Of a document from which this many were kept; those of `left` are counted by their reasons."""
        reasons = Counter(item.reason for item in left)
        return cls(stored + unchanged + reasons.total(), stored, unchanged, reasons)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.read + other.read,
            self.stored + other.stored,
            self.unchanged + other.unchanged,
            self.left + other.left,
        )


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages behind feed items: how many answers were kept and read, and why others were not.

    `posts` is what further pages of the list itself brought; `captures` and `left` count those pages too.
    """

    captures: int = 0
    read: int = 0
    left: Counter[str] = field(default_factory=Counter)
    posts: Tally = field(default_factory=Tally)

    def __add__(self, other: Pages) -> Pages:
        return Pages(
            self.captures + other.captures,
            self.read + other.read,
            self.left + other.left,
            self.posts + other.posts,
        )


@dataclass(frozen=True, slots=True)
class Round:
    """One look at one source. `captures` counts every answer kept, those of pages too."""

    source: str
    captures: int
    tally: Tally
    error: Failure | None = None
    pages: Pages = field(default_factory=Pages)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of files: their posts, and what was wrong with a file; the others were read all the same."""

    tally: Tally = field(default_factory=Tally)
    errors: tuple[Failure, ...] = ()
