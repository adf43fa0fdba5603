"""What a person typed into a search box, and how it is understood.

    query    := part*                        all parts must fit
    part     := ["-"] (word | prefix | phrase | operator) | part OR part
    word     := "мост"                       in any of its forms
    prefix   := "мос*"                       words that begin so, two letters or more
    phrase   := '"новый мост"'               exactly these words in a row; "covid-19" needs no quotes for it
    operator := name ":" value ("," value)*  any of the values; before:, after:, since:, until: take a day,
                                             a month, a year

OR binds closer than the space: "a b OR c" wants a, and b or c.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from aitys.text.asked_days import days
from aitys.text.chunks import (
    CHUNK,
    MINUS,
    is_or,
    is_plain,
    is_plain_phrase,
    named_operator,
    numbers_among,
    signed,
    unknown_operator,
)
from aitys.text.habits import noticed
from aitys.text.languages import DESK_LANGUAGES
from aitys.text.left_out import parted
from aitys.text.operators import SHORT_BOUNDS, Bound, Field, code, operator, without_subtags
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

_NO_SPACE = re.compile(r"\S+")
_HYPHENS = ("-", "‐", "‑")
_OPPOSITE = {
    Bound.BEFORE: Bound.SINCE,
    Bound.AFTER: Bound.UNTIL,
    Bound.SINCE: Bound.BEFORE,
    Bound.UNTIL: Bound.AFTER,
}
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
    reading.problems += noticed(chunks[:MOST_PARTS], numbers)
    if kept != text or len(chunks) > MOST_PARTS:
        reading.joined = ""
        reading.report(ProblemName.TOO_LONG, "")
    return reading.query(typed=bool(text.strip()))


class PlainWord(NamedTuple):
    """What stands at [start:end] of a query, how it is read, and whether OR offers another beside it."""

    start: int
    end: int
    term: Word | Phrase
    is_choice: bool


def plain_words(text: str, languages: tuple[str, ...]) -> tuple[PlainWord, ...]:
    """The wanted words outside operators; those in quotes one by one."""
    kept = _beginning(text)
    chunks = list(islice(CHUNK.finditer(kept), MOST_PARTS))
    numbers, reading = numbers_among(kept, chunks), _Reading(languages)
    return tuple(
        PlainWord(
            start,
            end,
            term,
            any(map(is_or, (*chunks[max(place - 1, 0) : place], *chunks[place + 1 : place + 2]))),
        )
        for place, chunk in enumerate(chunks)
        if place not in numbers
        for start, end in _places(chunk)
        if isinstance(term := reading.read(kept[start:end]), Word | Phrase)
    )


def _places(chunk: re.Match[str]) -> list[tuple[int, int]]:
    if is_plain_phrase(chunk):
        return [word.span() for word in _NO_SPACE.finditer(chunk.string, *chunk.span("quoted"))]
    return [chunk.span()] if is_plain(chunk) else []


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
        elif is_or(chunk):
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
        excluded, rest = signed(lead)
        named = named_operator(rest)
        if named and (not named[1] or named[1].endswith(",")):
            self._operator(named[0], [*named[1].split(","), quoted], chunk, excluded=excluded)
            return
        if rest:
            excluded = self._lead(lead, chunk)
        if "*" in quoted:
            self.report(ProblemName.LOST_STAR, quoted.strip())
        if words := tuple(search_terms(quoted)):
            self.take_term(Phrase(quoted.strip(), words), excluded=excluded)

    def _lead(self, written: str, chunk: re.Match[str]) -> bool:
        """What touches the quote is a word, and its minus stands before the phrase if it is no operator."""
        excluded, rest = signed(written)
        unknown = unknown_operator(rest)
        if unknown and not unknown[1]:
            self.report(ProblemName.UNKNOWN_OPERATOR, f"{unknown[0]}:")
            if excluded:
                return True
        self._bare(written, chunk)
        return False

    def _bare(self, written: str, chunk: re.Match[str]) -> None:
        excluded, rest = signed(written)
        if named := named_operator(rest):
            self._operator(named[0], named[1].split(","), chunk, excluded=excluded)
            return
        unknown = unknown_operator(rest)
        if unknown and unknown[1]:
            self.report(ProblemName.UNKNOWN_OPERATOR, f"{unknown[0]}:")
        # In a row they would hardly stand anywhere; beside a minus or an OR only what is one term can.
        apart = unknown if unknown and not (excluded or self.joined) else (rest,)
        for part in apart:
            if term := self.read(part):
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
        asked = operator(name) or SHORT_BOUNDS.get(name.lower())
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
        known = code(asked, value)
        if asked is Field.LANG and not known and (language := without_subtags(value)):
            known = self._code(asked, language)
            if known:
                self.report(ProblemName.LOST_SCRIPT, value)
        return known

    def _bound(self, bound: Bound, value: str, *, excluded: bool) -> None:
        """Not before a month is from its first day on."""
        self._unjoined(self.joined)
        self.joined, self.last = "", self.since
        named = days(value)
        if named is None:
            self.report(ProblemName.NOT_A_DAY, value)
            return
        first, last = named
        match _OPPOSITE[bound] if excluded else bound:
            case Bound.BEFORE:
                self.until.append(first - timedelta(1))
            case Bound.AFTER:
                self.since.append(last + timedelta(1))
            case Bound.SINCE:
                self.since.append(first)
            case Bound.UNTIL:
                self.until.append(last)

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
                self._nothing_is_asked()
        wanted, left_out = parted(self.wanted, self.languages)
        return Query(
            wanted=wanted,
            unwanted=tuple(dict.fromkeys(self.unwanted)),
            tests=tuple(dict.fromkeys(self.tests)),
            since=since,
            until=until,
            left_out=left_out,
            problems=tuple(dict.fromkeys(self.problems)),
        )

    def _nothing_is_asked(self) -> None:
        without = [each for each in self.problems if each.name is ProblemName.NO_VALUE]
        if without:
            self.problems = [replace(each, name=ProblemName.MISSING_VALUE) for each in without]
        else:
            self.report(ProblemName.NO_WORDS, "")


def _is_compound(written: str, words: Sequence[Token]) -> bool:
    """A name of several words takes endings as one word does; what bears other signs or digits does not."""
    by_hyphens = all(written[one.end : other.start] in _HYPHENS for one, other in pairwise(words))
    return by_hyphens and written[0] not in "@#" and not any(map(str.isdecimal, written))


def _folded_start(start: str) -> str:
    """Folded as the beginning of a longer word: at its end a soft sign falls, and "январ" is not "январь"."""
    next_letter = "k" if start[-1].isascii() else "к"
    longer = fold_token(start + next_letter)
    return longer[:-1] if longer.endswith("к") else fold_token(start)


def _beginning(text: str) -> str:
    """Cut between words: half a word would have to stand in every post that is found."""
    if len(text) <= LONGEST_QUERY:
        return text
    kept = text[:LONGEST_QUERY]
    return kept if text[LONGEST_QUERY].isspace() else (kept.rsplit(None, 1) or [""])[0]
