"""What a search answers to programs, over the network and on the terminal alike."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel

from aitys.text.operators import Field
from aitys.text.queries import Part, PartName, Phrase, Prefix, Query, Term, describe
from aitys.text.queries import Problem as QueryProblem
from aitys.values.search import Counts
from aitys.web.explained import problem_words, understood


class Problem(BaseModel):
    """What is wrong: a `name` for programs, the part that was `written`, and a sentence for people."""

    name: str
    written: str
    says: str


class TermTold(BaseModel):
    """A word (in any of its forms), a phrase (these words in a row), or the beginning of words."""

    kind: Literal["word", "phrase", "prefix"]
    written: str


class PartTold(BaseModel):
    """One part of a query. By its name it has terms ("any-of", "none-of", "left-out"), a field with values
    ("test"; a post must have none of them where it is excluded) or a day ("since", "until"; itself inside).
    """

    name: PartName
    terms: list[TermTold] = []
    field: Field | None = None
    values: list[str] = []
    excluded: bool = False
    day: date | None = None


class Understood(BaseModel):
    """How a query was understood, for people (`says`) and programs (`parts`); what was mended (`notes`)."""

    says: list[str]
    parts: list[PartTold]
    notes: list[Problem]


class LanguageCount(BaseModel):
    lang: str
    count: int


class SourceCount(BaseModel):
    source: str
    count: int


class DayCount(BaseModel):
    day: date
    count: int


class CountsTold(BaseModel):
    """How many of all that was found are in each language, of each source (the 20 with most), of each day in
    UTC."""

    languages: list[LanguageCount]
    sources: list[SourceCount]
    days: list[DayCount]


def tell_problem(problem: QueryProblem) -> Problem:
    return Problem(name=problem.name, written=problem.written, says=problem_words(problem))


def tell_understood(query: Query) -> Understood:
    return Understood(
        says=list(understood(query)),
        parts=[_part(part) for part in describe(query)],
        notes=[tell_problem(problem) for problem in query.problems if not problem.stops],
    )


def tell_counts(counts: Counts) -> CountsTold:
    return CountsTold(
        languages=[LanguageCount(lang=lang, count=count) for lang, count in counts.languages],
        sources=[SourceCount(source=source, count=count) for source, count in counts.sources],
        days=[DayCount(day=day, count=count) for day, count in counts.days],
    )


def _part(part: Part) -> PartTold:
    told = PartTold(name=part.name, terms=[_term(term) for term in part.terms], day=part.day)
    if part.test:
        told.field, told.values = part.test.field, list(part.test.values)
        told.excluded = part.test.excluded
    return told


def _term(term: Term) -> TermTold:
    if isinstance(term, Phrase):
        return TermTold(kind="phrase", written=term.written)
    return TermTold(kind="prefix" if isinstance(term, Prefix) else "word", written=term.written)
