"""What is wrong with a query, as a person is told: one sentence for each name, with what was typed in it."""

from __future__ import annotations

from aitys.text.queries import SHORTEST_PREFIX, Problem, ProblemName
from aitys.values.search import HAS
from aitys.values.sentences import Sentence, sentence
from aitys.values.sources import SourceKind


def problem_sentence(problem: Problem) -> Sentence:
    """What is wrong and what to write instead; of a problem that stops nothing, how it was read."""
    return _sentences(problem.written)[problem.name]


def _sentences(written: str) -> dict[ProblemName, Sentence]:
    return _of_values(written) | _of_words(written) | _of_what_was_mended(written) | _of_habits(written)


def _of_values(written: str) -> dict[ProblemName, Sentence]:
    kinds = ", ".join(kind for kind in SourceKind if kind is not SourceKind.MANUAL)
    has = ", ".join(HAS)
    return {
        ProblemName.UNKNOWN_LANGUAGE: sentence(
            "this desk does not read a language “%(written)s”; write a code, as in lang:kk", written=written
        ),
        ProblemName.UNKNOWN_SOURCE: sentence(
            "there is no source “%(written)s” here; write the short name out of its page's address",
            written=written,
        ),
        ProblemName.UNKNOWN_KIND: sentence(
            "there is no kind of source “%(written)s”; there are: %(known)s", written=written, known=kinds
        ),
        ProblemName.UNKNOWN_COUNTRY: sentence(
            "there is no country “%(written)s”; write its code of two letters, as in country:kz",
            written=written,
        ),
        ProblemName.UNKNOWN_HAS: sentence(
            "a post cannot have “%(written)s”; it can have: %(known)s", written=written, known=has
        ),
        ProblemName.NOT_A_DAY: sentence(
            "“%(written)s” is no day; write 2026-05-12 or 12.05.2026, a month as 2026-05, a year as 2026",
            written=written,
        ),
    }


def _of_words(written: str) -> dict[ProblemName, Sentence]:
    return {
        ProblemName.NO_DAYS: sentence("no day is left between the two: the first is after the last"),
        ProblemName.SHORT_PREFIX: sentence(
            "“%(written)s” is too short: at least %(least)s letters stand before the star",
            written=written,
            least=SHORTEST_PREFIX,
        ),
        ProblemName.ONLY_UNWANTED: sentence("this says only what must not be there; add a word that must"),
        ProblemName.NO_WORDS: sentence("there is no word in it to look for"),
        ProblemName.MISSING_VALUE: sentence(
            "“%(written)s” lacks its value, which stands right behind it, without a space, as in lang:kk",
            written=written,
        ),
    }


def _of_what_was_mended(written: str) -> dict[ProblemName, Sentence]:
    return {
        ProblemName.NO_VALUE: sentence(
            "“%(written)s” was left out: its value stands right behind it, without a space", written=written
        ),
        ProblemName.OR_AT_END: sentence(
            "“%(written)s” has nothing on one of its sides; it was left out", written=written
        ),
        ProblemName.OR_OF_UNLIKE: sentence(
            "“%(written)s” joins words with words, or values of one operator; it was left out",
            written=written,
        ),
        ProblemName.UNCLOSED_QUOTE: sentence(
            "a quote was not closed; all that follows it was read as a phrase"
        ),
        ProblemName.LOST_STAR: sentence(
            "a star stands only at the end of one word; that in “%(written)s” was left out", written=written
        ),
        ProblemName.WIDE_PREFIX: sentence(
            "very many words begin like “%(written)s”; the most frequent of them were looked for",
            written=written,
        ),
        ProblemName.TOO_LONG: sentence("this is too long; only its beginning was looked for"),
    }


def _of_habits(written: str) -> dict[ProblemName, Sentence]:
    """Of what other search boxes read in another way."""
    return {
        ProblemName.LONE_MINUS: sentence(
            "“%(written)s” left nothing out; to leave a word out, put a minus right before it, as in -word",
            written=written,
        ),
        ProblemName.BRACKETS: sentence("brackets are not read; OR joins only what stands right beside it"),
        ProblemName.SMALL_OR: sentence(
            "“%(written)s” was read as a word; in capitals it finds either of its two sides", written=written
        ),
        ProblemName.UNKNOWN_OPERATOR: sentence(
            "there is no operator “%(written)s”; it was read as words", written=written
        ),
        ProblemName.LOST_SCRIPT: sentence(
            "“%(written)s” was read as its language alone: a search tells no scripts or countries apart",
            written=written,
        ),
    }
