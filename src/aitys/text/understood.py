"""How a query was understood: what `queries` makes of it, and what is searched, marked and explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from os.path import commonprefix

from aitys.text.operators import Field

SHORTEST_START = 3
"""Letters. With fewer begins half of a language."""


@dataclass(frozen=True, slots=True)
class Word:
    """`exact` is its folded form, `keys` are those of its other forms in the languages of the desk."""

    written: str
    exact: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded forms in a row; one alone is a word that is wanted in this form only.

    `last` are keys of the last word: with any, its other forms are as good (Ысык-Көл, Ысык-Көлдө).
    """

    written: str
    words: tuple[str, ...]
    last: frozenset[str] = frozenset()

    @property
    def last_start(self) -> str:
        """With what every form of the last word begins, as far as its keys tell."""
        exact = self.words[-1]
        shared = commonprefix([exact, *self.last])  # noqa: RUF071 - character by character is what is wanted
        return shared if len(shared) >= SHORTEST_START else exact


@dataclass(frozen=True, slots=True)
class Prefix:
    """`start` is folded, `SHORTEST_PREFIX` letters or more."""

    written: str
    start: str


Term = Word | Phrase | Prefix


@dataclass(frozen=True, slots=True)
class Test:
    """A post fits where the field has any of `values`; where none of them, if `excluded`."""

    __test__ = False

    field: Field
    values: tuple[str, ...]
    excluded: bool = False


class ProblemName(StrEnum):
    """What is wrong with a query. Of the first group each stops the search."""

    UNKNOWN_LANGUAGE = "unknown-language"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_COUNTRY = "unknown-country"
    UNKNOWN_HAS = "unknown-has"
    NOT_A_DAY = "not-a-day"
    NO_DAYS = "no-days"
    SHORT_PREFIX = "short-prefix"
    ONLY_UNWANTED = "only-unwanted"
    NO_WORDS = "no-words"
    MISSING_VALUE = "missing-value"

    NO_VALUE = "no-value"
    OR_AT_END = "or-at-end"
    OR_OF_UNLIKE = "or-of-unlike"
    UNCLOSED_QUOTE = "unclosed-quote"
    LOST_STAR = "lost-star"
    TOO_LONG = "too-long"
    WIDE_PREFIX = "wide-prefix"
    LONE_MINUS = "lone-minus"
    BRACKETS = "brackets"
    SMALL_OR = "small-or"
    UNKNOWN_OPERATOR = "unknown-operator"
    LOST_SCRIPT = "lost-script"


_SOFT = frozenset(
    {
        ProblemName.NO_VALUE,
        ProblemName.OR_AT_END,
        ProblemName.OR_OF_UNLIKE,
        ProblemName.UNCLOSED_QUOTE,
        ProblemName.LOST_STAR,
        ProblemName.TOO_LONG,
        ProblemName.WIDE_PREFIX,
        ProblemName.LONE_MINUS,
        ProblemName.BRACKETS,
        ProblemName.SMALL_OR,
        ProblemName.UNKNOWN_OPERATOR,
        ProblemName.LOST_SCRIPT,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """`written` is the part of the query that it is about, as it was typed."""

    name: ProblemName
    written: str

    @property
    def stops(self) -> bool:
        """Whether nothing is searched; else the part was left out, or read in the likeliest way."""
        return self.name not in _SOFT


@dataclass(frozen=True, slots=True)
class Query:
    """Of every group in `wanted` any term is enough; none of `unwanted` may stand in the post.

    `left_out` are words too common to be looked for. `since` and `until` are days, both inside.
    """

    wanted: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()
    tests: tuple[Test, ...] = ()
    since: date | None = None
    until: date | None = None
    left_out: tuple[Word, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def stopped(self) -> bool:
        """Nothing is to be searched: a problem is in the way."""
        return any(problem.stops for problem in self.problems)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every wanted term, for marking hits."""
        return tuple(term for group in self.wanted for term in group)


class PartName(StrEnum):
    """What a `Part` says: any of its terms must be there, none of them may, they were not looked for, …"""

    ANY_OF = "any-of"
    NONE_OF = "none-of"
    LEFT_OUT = "left-out"
    TEST = "test"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of how a query was understood: `terms`, a `test` or a `day` (inside), as the name tells."""

    name: PartName
    terms: tuple[Term, ...] = ()
    test: Test | None = None
    day: date | None = None


def describe(query: Query) -> tuple[Part, ...]:
    """How the query was understood, in the order in which one would say it."""
    parts = [Part(PartName.ANY_OF, group) for group in query.wanted]
    parts += [Part(PartName.NONE_OF, (term,)) for term in query.unwanted]
    parts += [Part(PartName.TEST, test=test) for test in query.tests]
    parts += [Part(PartName.SINCE, day=query.since)] if query.since else []
    parts += [Part(PartName.UNTIL, day=query.until)] if query.until else []
    parts += [Part(PartName.LEFT_OUT, query.left_out)] if query.left_out else []
    return tuple(parts)
