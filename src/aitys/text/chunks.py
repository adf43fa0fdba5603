"""A query cut into its parts: what stands between spaces or in quotes, and the numbers that take several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aitys.text.amounts import amounts
from aitys.text.asked_days import days
from aitys.text.dates import dates
from aitys.text.operators import OR_WORDS, SHORT_BOUNDS, operator
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
_OPERATOR = re.compile(r"(?P<name>[^\W\d_]{1,20}):(?P<values>.*)", re.DOTALL)
_NO_OPERATOR = re.compile(r"(?P<name>[^\W\d_]{2,10}):(?P<value>(?:[^\W\d_]|[@#]|\d{4}).*|)", re.DOTALL)
_SIGNS = re.compile(rf"[{MINUS}(]*")
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
        if not chunk["bare"] or named_operator(signed(chunk["bare"])[1]):
            kept[chunk.start() : chunk.end()] = "|" * len(chunk[0])
    return "".join(kept)


def named_operator(written: str) -> tuple[str, str] | None:
    """The name of the operator and what stands behind its colon; None for what is none."""
    found = _OPERATOR.fullmatch(written)
    if not found:
        return None
    name, values = found["name"], _without_bracket(found["values"])
    if len(name) == 1 or name.lower() in SHORT_BOUNDS:
        return (name, values) if name.lower() in SHORT_BOUNDS and days(values) else None
    return (name, values) if operator(name) else None


def unknown_operator(written: str) -> tuple[str, str] | None:
    """What looks like an operator and is none: its name, and what stands behind its colon."""
    found = _NO_OPERATOR.fullmatch(written)
    return (found["name"], found["value"]) if found and not named_operator(written) else None


def _without_bracket(values: str) -> str:
    return values if "(" in values else values.rstrip(")")


def signed(written: str) -> tuple[bool, str]:
    """Whether a minus stands before it, and what follows it and the brackets that open there."""
    signs = _SIGNS.match(written)
    end = signs.end() if signs else 0
    return any(sign in MINUS for sign in written[:end]), written[end:]


def is_or(chunk: re.Match[str]) -> bool:
    return bool(chunk["or"]) or chunk["bare"] in OR_WORDS


def is_plain(chunk: re.Match[str]) -> bool:
    """Words that are wanted: no phrase, no operator, no OR, nothing with a minus."""
    excluded, bare = signed(chunk["bare"] or "")
    return bool(bare) and bare not in OR_WORDS and not excluded and not named_operator(bare)


def is_plain_phrase(chunk: re.Match[str]) -> bool:
    """Words in quotes that are wanted."""
    return chunk["quoted"] is not None and not chunk["lead"].strip("(")
