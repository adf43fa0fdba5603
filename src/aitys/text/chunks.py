"""A query cut into its parts: what stands between spaces or in quotes, and the numbers that take several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aitys.text.amounts import amounts
from aitys.text.dates import dates
from aitys.text.operators import OR_WORDS, operator
from aitys.text.tokens import fold_token, search_terms, tokens
from aitys.text.understood import Word

_QUOTES = '"“”„‟«»＂'
MINUS = "-−–"
CHUNK = re.compile(
    rf"""
      (?P<lead>[^\s|{_QUOTES}]*)[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<close>[{_QUOTES}]?)
    | (?P<or>\|+)
    | (?P<bare>[^\s|{_QUOTES}]+)
    """,
    re.VERBOSE,
)
_OPERATOR = re.compile(r"(?P<name>[^\W\d_]{2,20}):(?P<values>.*)", re.DOTALL)
_SPACE = re.compile(r"\s")


def numbers_among(text: str, chunks: Sequence[re.Match[str]]) -> dict[int, Word | None]:
    """Days, amounts ("5 млн") and numbers in groups ("5 000 000"), by the place of their first chunk; None
    stands for the chunks that go on one.

    Each is one word, in however many it is written: its key is found in whichever form it stands.
    """
    plain = _without_other_than_words(text, chunks)
    found: dict[tuple[int, int], list[str]] = {}
    grouped = [token for token in tokens(plain) if _SPACE.search(token.text)]
    for start, end, key in (
        *dates(plain),
        *amounts(plain),
        *((token.start, token.end, fold_token(token.text)) for token in grouped),
    ):
        found.setdefault((start, end), []).append(key)
    words: dict[int, Word | None] = {}
    for (start, end), keys in found.items():
        touched = [place for place, chunk in enumerate(chunks) if chunk.start() < end and chunk.end() > start]
        around = text[chunks[touched[0]].start() : start] + " " + text[end : chunks[touched[-1]].end()]
        if not search_terms(around) and words.keys().isdisjoint(touched):
            words |= dict.fromkeys(touched)
            words[touched[0]] = _number(text[start:end], keys)
    return words


def _number(written: str, keys: Sequence[str]) -> Word:
    terms = search_terms(written)
    return Word(written, terms[0] if len(terms) == 1 else keys[0], frozenset(keys))


def _without_other_than_words(text: str, chunks: Sequence[re.Match[str]]) -> str:
    """The text with strokes in the place of phrases and operators, as far as the chunks go: of a long query
    only the first are read.
    """
    kept = list(text[: chunks[-1].end()] if chunks else "")
    for chunk in chunks:
        if not chunk["bare"] or named_operator(chunk["bare"].lstrip(MINUS)):
            kept[chunk.start() : chunk.end()] = "|" * len(chunk[0])
    return "".join(kept)


def named_operator(written: str) -> tuple[str, str] | None:
    """The name of the operator and what stands behind its colon; None for what is none."""
    found = _OPERATOR.fullmatch(written)
    return (found["name"], found["values"]) if found and operator(found["name"]) else None


def is_plain(chunk: re.Match[str]) -> bool:
    """Words that are wanted: no phrase, no operator, no OR, nothing with a minus."""
    bare = chunk["bare"]
    return bool(bare) and bare not in OR_WORDS and bare[0] not in MINUS and not named_operator(bare)
