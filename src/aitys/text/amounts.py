"""Numbers written with a word for their zeros: "5 млн", "5.2 million", "5 миллионов", "10 минг"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from aitys.text.dates import is_beside
from aitys.text.folding import fold
from aitys.text.tokens import Token, fold_token, tokens

# Beginnings of words whose endings do not matter, and whole ones, with the zeros they stand for. The short
# "мин" is a minute in most of the languages, so миң (1,000) is known by its letter only.
_BEGINNINGS = {"тысяч": 3, "миллион": 6, "миллиард": 9, "триллион": 12, "биллион": 9}
_WORDS = {
    fold(word): zeros
    for zeros, words in {
        3: ("тыс", "мың", "ming", "müň", "ҳазор", "thousand"),
        6: ("млн", "mln"),
        9: ("млрд", "mlrd", "bn", "милиард"),
        12: ("трлн", "trln"),
    }.items()
    for word in words
}
_KYRGYZ_THOUSAND = "миң"
_RICH_PERSON = "ер"  # миллионер
# Digits. A longer "number" is noise, and its power of ten a heap of zeros.
_LONGEST = 20


def amounts(text: str) -> list[tuple[int, int, str]]:
    """Start, end and key of each number of several words, those in groups ("5 000 000") too, in order.

    The key is that of its digits: "5000000".
    """
    found = tokens(text)
    by_start = {token.start: (token.end, fold_token(token.text)) for token in found if token.text.split()[1:]}
    by_start |= {start: (end, key) for start, end, key in amounts_among(text, found)}
    return [(start, *rest) for start, rest in sorted(by_start.items())]


def amounts_among(text: str, words: Sequence[Token]) -> list[tuple[int, int, str]]:
    """Those with a word for their zeros, of a text whose tokens are known."""
    return list(_found(text, words))


def _found(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    for place, token in enumerate(words[:-1]):
        following = words[place + 1]
        if not token.text[0].isdecimal() or not (zeros := _zeros(following.text)):
            continue
        number = fold_token(token.text)
        if _is_number(number) and is_beside(text, token, following):
            yield token.start, following.end, _key(Decimal(number).scaleb(zeros))


@lru_cache(maxsize=1 << 12)
def _zeros(word: str) -> int:
    """0 for a word that is no such word."""
    if word.lower().startswith(_KYRGYZ_THOUSAND):
        return 3
    key = fold_token(word)
    for start, zeros in _BEGINNINGS.items():
        if key.startswith(start):
            return 0 if key.startswith(_RICH_PERSON, len(start)) else zeros
    return _WORDS.get(key, 0)


def _is_number(key: str) -> bool:
    return len(key) <= _LONGEST and key.isascii() and key.replace(".", "", 1).isdecimal()


def _key(amount: Decimal) -> str:
    written = f"{amount:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
