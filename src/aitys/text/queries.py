"""What a person typed into a search box, and how it is understood.

    query    := part*                        all parts must fit
    part     := ["-"] (word | prefix | phrase | operator) | part OR part
    word     := "мост"                       in any of its forms
    prefix   := "мос*"                       words that begin so, two letters or more
    phrase   := '"новый мост"'               exactly these words in a row; "covid-19" needs no quotes for it
    operator := name ":" value ("," value)*  any of the values; before: and after: take a day, a month, a year

OR binds closer than the space: "a b OR c" wants a, and b or c.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from aitys.text.chunks import CHUNK, MINUS, is_plain, named_operator, numbers_among
from aitys.text.languages import DESK_LANGUAGES
from aitys.text.left_out import is_left_out
from aitys.text.operators import OR_WORDS, Bound, Field, code, operator
from aitys.text.terms import query_keys
from aitys.text.tokens import Token, fold_token, search_terms, tokens
from aitys.text.understood import (
    Part,
    PartName,
    Phrase,
    Prefix,
    Problem,
    ProblemName,
    Query,
    Term,
    Test,
    Word,
    describe,
)

__all__ = [
    "LONGEST_QUERY",
    "MOST_PARTS",
    "SHORTEST_PREFIX",
    "Part",
    "PartName",
    "Phrase",
    "Prefix",
    "Problem",
    "ProblemName",
    "Query",
    "Term",
    "Test",
    "Word",
    "describe",
    "parse_query",
    "plain_words",
]

# Characters. A longer one is a pasted article; its first words are enough to find it.
LONGEST_QUERY = 1000
MOST_PARTS = 64
SHORTEST_PREFIX = 2
MOST_PREFIXES = 8
"""Each asks for a thousand words, and so does a name with a hyphen in all its forms."""

_HYPHENS = ("-", "‐", "‑")
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?", re.ASCII)
_PRINTED_DAY = re.compile(r"(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1000, 9998
_UNKNOWN = {
    Field.LANG: ProblemName.UNKNOWN_LANGUAGE,
    Field.SOURCE: ProblemName.UNKNOWN_SOURCE,
    Field.KIND: ProblemName.UNKNOWN_KIND,
    Field.COUNTRY: ProblemName.UNKNOWN_COUNTRY,
    Field.HAS: ProblemName.UNKNOWN_HAS,
}


@lru_cache(maxsize=256)
def parse_query(text: str, languages: tuple[str, ...] = DESK_LANGUAGES) -> Query:
    """How what was typed is understood on a desk that reads `languages`; never raises.

    An empty text is a query that everything fits.
    """
    kept = _beginning(text)
    chunks = list(islice(CHUNK.finditer(kept), MOST_PARTS + 1))
    numbers = numbers_among(kept, chunks)
    reading = _Reading(languages)
    for place, chunk in enumerate(chunks[:MOST_PARTS]):
        if place not in numbers:
            reading.take(chunk)
        elif number := numbers[place]:
            reading.take_term(number, excluded=chunk[0][0] in MINUS)
    if kept != text or len(chunks) > MOST_PARTS:
        reading.joined = ""
        reading.report(ProblemName.TOO_LONG, "")
    return reading.query(typed=bool(text.strip()))


def plain_words(text: str, languages: tuple[str, ...]) -> tuple[tuple[int, int, Word | Phrase], ...]:
    """The wanted words outside quotes and operators: start, end, and how each is read."""
    kept = _beginning(text)
    chunks = list(islice(CHUNK.finditer(kept), MOST_PARTS))
    numbers, reading = numbers_among(kept, chunks), _Reading(languages)
    return tuple(
        (chunk.start(), chunk.end(), term)
        for place, chunk in enumerate(chunks)
        if place not in numbers and is_plain(chunk)
        if isinstance(term := reading.read(chunk[0]), Word | Phrase)
    )


class _Listing(NamedTuple):
    field: Field
    excluded: bool
    end: int


@dataclass(slots=True)
class _Reading:
    """A query that is being read, part by part."""

    languages: tuple[str, ...]
    wanted: list[tuple[Term, ...]] = field(default_factory=list)
    unwanted: list[Term] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    since: list[date] = field(default_factory=list)
    until: list[date] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    wide: int = 0
    """How many prefixes, and names in all their forms, there were."""
    listing: _Listing | None = None
    """The operator whose list of values may go on."""
    joined: str = ""
    """The OR that waits for what it joins to the part before."""
    last: object = None
    """The list that the last part went into, and None at the beginning."""

    def report(self, name: ProblemName, written: str) -> None:
        self.problems.append(Problem(name, written))

    def take(self, chunk: re.Match[str]) -> None:
        written = chunk["bare"] or ""
        if self.listing and chunk.start() == self.listing.end and chunk[0].startswith(","):
            values = [*(written or chunk["lead"]).split(","), chunk["quoted"] or ""]
            self._values(self.listing.field, values, chunk, excluded=self.listing.excluded)
        elif chunk["or"] or written in OR_WORDS:
            self._or(chunk[0])
        elif written:
            self._bare(written, chunk)
        else:
            self._quoted(chunk)

    def _or(self, written: str) -> None:
        if self.last is None:
            self.report(ProblemName.OR_AT_END, written)
        else:
            self.joined = written

    def _quoted(self, chunk: re.Match[str]) -> None:
        lead, quoted = chunk["lead"], chunk["quoted"]
        if not chunk["close"] and quoted.strip():
            self.report(ProblemName.UNCLOSED_QUOTE, chunk[0])
        named = named_operator(lead.lstrip(MINUS))
        if named and (not named[1] or named[1].endswith(",")):
            self._operator(named[0], [*named[1].split(","), quoted], chunk, excluded=lead[0] in MINUS)
            return
        excluded = bool(lead) and not lead.strip(MINUS)
        if lead and not excluded:
            self._bare(lead, chunk)
        if "*" in quoted:
            self.report(ProblemName.LOST_STAR, quoted.strip())
        if words := tuple(search_terms(quoted)):
            self.take_term(Phrase(quoted.strip(), words), excluded=excluded)

    def _bare(self, written: str, chunk: re.Match[str]) -> None:
        excluded = written[0] in MINUS
        rest = written.lstrip(MINUS)
        if named := named_operator(rest):
            self._operator(named[0], named[1].split(","), chunk, excluded=excluded)
            return
        if term := self.read(rest):
            self.take_term(term, excluded=excluded)

    def read(self, written: str) -> Term | None:
        """What holds together as one term; None where no word is in it."""
        found = [token for token in tokens(written) if fold_token(token.text)]
        if not found:
            return None
        begun = written[: found[-1].end]
        if "*" in written and len(found) == 1 and written[len(begun) :].startswith("*") and "*" not in begun:
            return self._prefix(found[0].text, written)
        if "*" in written:
            self.report(ProblemName.LOST_STAR, written)
        if len(found) > 1:
            words = tuple(fold_token(token.text) for token in found)
            inflected = _is_compound(written, found) and self._has_room()
            last = query_keys(found[-1].text, self.languages) if inflected else frozenset()
            return Phrase(written, words, last)
        word = found[0].text
        return Word(word, fold_token(word), query_keys(word, self.languages))

    def _has_room(self) -> bool:
        self.wide += 1
        return self.wide <= MOST_PREFIXES

    def _prefix(self, word: str, written: str) -> Prefix | None:
        if not self._has_room():
            self.report(ProblemName.TOO_LONG, written)
            return None
        start = _folded_start(word)
        if len(start) < SHORTEST_PREFIX:
            self.report(ProblemName.SHORT_PREFIX, written)
        return Prefix(written, start)

    def take_term(self, term: Term, *, excluded: bool) -> None:
        joined, self.joined = self.joined, ""
        if excluded:
            self._unjoined(joined)
            self.unwanted.append(term)
            self.last = self.unwanted
        elif joined and self.last is self.wanted:
            self.wanted[-1] = (*self.wanted[-1], term)
        else:
            self._unjoined(joined)
            self.wanted.append((term,))
            self.last = self.wanted

    def _unjoined(self, joined: str) -> None:
        if joined:
            self.report(ProblemName.OR_OF_UNLIKE, joined)

    def _operator(self, name: str, values: list[str], chunk: re.Match[str], *, excluded: bool) -> None:
        asked = operator(name)
        given = [value for each in values if (value := each.strip())]
        if not given:
            self.report(ProblemName.NO_VALUE, chunk[0])
        elif isinstance(asked, Field):
            self._values(asked, given, chunk, excluded=excluded)
        elif asked:
            self._bound(asked, given[-1], excluded=excluded)

    def _values(self, asked: Field, values: list[str], chunk: re.Match[str], *, excluded: bool) -> None:
        """A list may go on in the next chunk, where a quote ends this one: `source:"Steppe Courier",kz`."""
        if self.listing and self.listing.end == chunk.start():
            self.joined = ","
        self.listing = _Listing(asked, excluded, chunk.end())
        codes = {value: self._code(asked, value) for each in values if (value := each.strip())}
        for value in (value for value, known in codes.items() if not known):
            self.report(_UNKNOWN[asked], value)
        if known := tuple(dict.fromkeys(filter(None, codes.values()))):
            self._test(Test(asked, known, excluded))

    def _test(self, test: Test) -> None:
        joined, self.joined = self.joined, ""
        before = self.tests[-1] if self.tests and self.last is self.tests else None
        if joined and before and before.field is test.field and not (before.excluded or test.excluded):
            self.tests[-1] = Test(test.field, tuple(dict.fromkeys((*before.values, *test.values))))
        else:
            if joined != ",":
                self._unjoined(joined)
            self.tests.append(test)
        self.last = self.tests

    def _code(self, asked: Field, value: str) -> str:
        if asked is Field.LANG and value.lower() in self.languages:
            return value.lower()
        return code(asked, value)

    def _bound(self, bound: Bound, value: str, *, excluded: bool) -> None:
        """Not before a month is from its first day on."""
        self._unjoined(self.joined)
        self.joined, self.last = "", self.since
        days = _days(value)
        if days is None:
            self.report(ProblemName.NOT_A_DAY, value)
            return
        first, last = days
        if bound is Bound.BEFORE:
            (self.since if excluded else self.until).append(first if excluded else first - timedelta(1))
        else:
            (self.until if excluded else self.since).append(last if excluded else last + timedelta(1))

    def query(self, *, typed: bool) -> Query:
        if self.joined:
            self.report(ProblemName.OR_AT_END, self.joined)
        since, until = max(self.since, default=None), min(self.until, default=None)
        if since and until and since > until:
            self.report(ProblemName.NO_DAYS, "")
        if not (self.wanted or self.tests or since or until or any(each.stops for each in self.problems)):
            if self.unwanted:
                self.report(ProblemName.ONLY_UNWANTED, "")
            elif typed:
                self.report(ProblemName.NO_WORDS, "")
        wanted, left_out = self._parted()
        return Query(
            wanted=wanted,
            unwanted=tuple(dict.fromkeys(self.unwanted)),
            tests=tuple(dict.fromkeys(self.tests)),
            since=since,
            until=until,
            left_out=left_out,
            problems=tuple(dict.fromkeys(self.problems)),
        )

    def _parted(self) -> tuple[tuple[tuple[Term, ...], ...], tuple[Word, ...]]:
        """The wanted groups without the words of grammar, and these; all, where there are no others."""
        groups = tuple(_without_repeats(self.wanted))
        words = [group[0] for group in groups if len(group) == 1 and isinstance(group[0], Word)]
        left_out = tuple(word for word in words if is_left_out(word.written, self.languages))
        wanted = tuple(group for group in groups if len(group) > 1 or group[0] not in left_out)
        return (wanted, left_out) if wanted else (groups, ())


def _is_compound(written: str, words: Sequence[Token]) -> bool:
    """A name of several words takes endings as one word does; what bears other signs or digits does not."""
    by_hyphens = all(written[one.end : other.start] in _HYPHENS for one, other in pairwise(words))
    return by_hyphens and written[0] not in "@#" and not any(map(str.isdecimal, written))


def _without_repeats(groups: Sequence[tuple[Term, ...]]) -> Iterator[tuple[Term, ...]]:
    """A group that asks for the same as one before it is left out, however its words are spelt."""
    seen: set[tuple[object, ...]] = set()
    for group in groups:
        asks = tuple((type(term), _asked(term)) for term in group)
        if asks not in seen:
            seen.add(asks)
            yield group


def _asked(term: Term) -> object:
    if isinstance(term, Word):
        return term.exact
    return term.words if isinstance(term, Phrase) else term.start


def _folded_start(start: str) -> str:
    """Folded as the beginning of a longer word: at its end a soft sign falls, and "январ" is not "январь"."""
    next_letter = "k" if start[-1].isascii() else "к"
    longer = fold_token(start + next_letter)
    return longer[:-1] if longer.endswith("к") else fold_token(start)


def _days(value: str) -> tuple[date, date] | None:
    """The first and the last day of a day, a month or a year; None where it is none of them."""
    found = _DAY.fullmatch(value) or _PRINTED_DAY.fullmatch(value)
    if not found or not _FIRST_YEAR <= int(found["year"]) <= _LAST_YEAR:
        return None
    year, month, day = (int(found[name]) if found[name] else None for name in ("year", "month", "day"))
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    last_month = month or 12
    return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])


def _beginning(text: str) -> str:
    """Cut between words: half a word would have to stand in every post that is found."""
    if len(text) <= LONGEST_QUERY:
        return text
    kept = text[:LONGEST_QUERY]
    return kept if text[LONGEST_QUERY].isspace() else (kept.rsplit(None, 1) or [""])[0]
