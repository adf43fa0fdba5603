"""How a source does: what a look left to judge it by, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MASS_DISAPPEARANCE = "mass-disappearance"
"""So much is missing at once from what a route shows that none of it is believed to be gone yet."""

HEALTH_NAMES = ("silent", "thin", "frozen", "changed-shape", "dead", MASS_DISAPPEARANCE)

DOUBTED = frozenset({"thin", "frozen", "changed-shape", "dead"})
"""While one of these lasts, what is missing from a source is not believed to be gone."""

HABIT_WINDOW = timedelta(days=90)
"""The posts of so long tell whether it is silent."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One of `HEALTH_NAMES`, and the reason for a person."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How many items a document held, and how many of them had a title, a printed time, a text; `today` are
    dated on the day of the look.
    """

    items: int
    titles: int
    dates: int
    texts: int
    today: int = 0


@dataclass(frozen=True, slots=True)
class Usual:
    """The shape of a route's documents as a rule, over `looks` of them: `items` is a count, the rest parts
    of 1.
    """

    looks: int = 0
    items: float = 0.0
    titles: float = 0.0
    dates: float = 0.0
    texts: float = 0.0


@dataclass(frozen=True, slots=True)
class Sight:
    """What a good look at a source left to judge it by.

    `times` are those of its posts over `HABIT_WINDOW`; `fewest` is what its card expects a day at least;
    `restless` counts answers with new bytes since the last new post; `shape` is what the last new bytes held.
    """

    now: datetime
    times: Sequence[datetime]
    known_since: datetime
    fewest: int | None = None
    restless: int = 0
    usual: Usual = Usual()
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`ill` has begun or lasts, `well` has ended if it lasted; of any other name nothing can be said."""

    ill: tuple[Finding, ...]
    well: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pause:
    """Seconds until the next look, and why so many: for a page and for `doctor`."""

    seconds: int
    reason: str


@dataclass(frozen=True, slots=True)
class Habit:
    """What is known of a source: `times` of its posts (UTC, any order), and since when it has been read.

    `every` is the pause that a person chose, in seconds; `hot` says that a person wants it soon.
    """

    times: Sequence[datetime]
    known_since: datetime
    every: int | None = None
    hot: bool = False
