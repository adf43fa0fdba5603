"""What a search found, counted by language, source and day, with the links that narrow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import pgettext

from aitys.publish.bars import Bars, bars
from aitys.store import sources
from aitys.text.operators import Field
from aitys.text.queries import ProblemName, Query
from aitys.values.search import Counts
from aitys.web.explained import language_words

SOURCES_ALL = 10
SOURCES_SHOWN = 8
"""Of more than `SOURCES_ALL` so many stand open, the rest is folded away."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a list: `link` leads to the search narrowed to it, or widened again where it is `chosen`."""

    label: str
    count: int
    link: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Narrowing:
    """`days` are the rows of the drawing; both are empty where all is of one day. `more_sources` are those
    with fewest, where there are many.
    """

    languages: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    more_sources: tuple[Choice, ...]
    drawing: Bars | None
    days: tuple[Choice, ...]

    def __bool__(self) -> bool:
        return bool(self.languages or self.sources or self.days)


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it stands in its address (`chosen`, by name), and as its words were understood."""

    chosen: dict[str, str]
    query: Query

    def link(self, **changed: str) -> str:
        parts = {name: value for name, value in {**self.chosen, **changed}.items() if value}
        return f"?{urlencode(parts)}" if parts else ""


def narrowing(asked: Asked, counts: Counts) -> Narrowing:
    """A list of one line, to which nothing was narrowed, narrows nothing and is left out."""
    publishers = _choices(asked, Field.SOURCE, counts.sources, _titles(counts).__getitem__)
    open_ones = len(publishers) if len(publishers) <= SOURCES_ALL else SOURCES_SHOWN
    drawing = bars(counts.days)
    return Narrowing(
        languages=_choices(asked, Field.LANG, counts.languages, language_words),
        sources=publishers[:open_ones],
        more_sources=publishers[open_ones:],
        drawing=drawing,
        days=tuple(
            Choice(row.label, row.count, asked.link(since=f"{row.since}", until=f"{row.until}"))
            for row in (drawing.rows if drawing else ())
        ),
    )


def _titles(counts: Counts) -> dict[str, str]:
    """Of each source by its slug; a site and a channel of one title are told apart by their slugs."""
    known = sources.titles(slug for slug, _count in counts.sources)
    often = Counter(known.values())
    return {
        slug: f"{known[slug]} ({slug})" if slug in known and often[known[slug]] > 1 else known.get(slug, slug)
        for slug, _count in counts.sources
    }


def _choices(
    asked: Asked, field: Field, counts: Iterable[tuple[str, int]], name: Callable[[str], str]
) -> tuple[Choice, ...]:
    found = tuple(_choice(asked, field, code, count, name(code)) for code, count in counts)
    return found if len(found) > 1 or any(choice.chosen for choice in found) else ()


def _choice(asked: Asked, field: Field, code: str, count: int, label: str) -> Choice:
    """By an operator among the words, where the reader sees it and learns it."""
    words, written = asked.chosen.get("q", ""), f"{operator_name(field)}:{code}"
    if asked.chosen.get(field) == code:
        return Choice(label, count, asked.link(**{field: ""}), chosen=True)
    if written in words.split():
        rest = " ".join(word for word in words.split() if word != written)
        return Choice(label, count, asked.link(q=rest), chosen=True)
    # Behind a quote that nobody closed it would be a word of the phrase.
    is_open = any(problem.name is ProblemName.UNCLOSED_QUOTE for problem in asked.query.problems)
    both = f"{written} {words}" if is_open else f"{words} {written}"
    return Choice(label, count, asked.link(q=both.strip()))


def operator_name(field: Field) -> str:
    """In the reader's language: "lang", "язык"."""
    return {
        Field.LANG: pgettext("search operator", "lang"),
        Field.SOURCE: pgettext("search operator", "source"),
        Field.KIND: pgettext("search operator", "kind"),
        Field.COUNTRY: pgettext("search operator", "country"),
        Field.HAS: pgettext("search operator", "has"),
    }[field]
