"""What a post says of its own: its words without what its channel puts around them.

Left out are addresses, @names, hashtags at a line's end, lines of signs alone, lines that the channel repeats
(`repeated_lines`), lines that only name where words or pictures are from, and calls to subscribe at the end.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from aitys.group.addresses import own_lines
from aitys.group.number_words import NUMBER_WORDS, number_of
from aitys.group.repeated_lines import line_key
from aitys.text.folding import fold
from aitys.text.tokens import Token, fold_token, tokens

LEAST_WORDS = 8
"""Shorter posts are never copies on words alone: "Good morning, Almaty!" is nobody's."""

RUN = 3
"""Words a run. With four, one changed word in ten spoils more than a third of the runs."""

_A_NUMBER = "0"
_DIGITS = frozenset("0123456789")
_SHORT = 8

# As written in each language of the desk; told by their keys, so that script and spelling do not matter.
_CALLS = """
    подписаться подписывайся подписывайтесь подпишись подпишитесь подписка прислать присылайте
    subscribe join follow
    жазылыңыз жазыл жазылыңыздар қосылыңыз тіркеліңіз
    жазылгыла катталыңыз катталгыла кошулуңуз кошулгула
    obuna aʼzo qoʻshiling kuzating
    обуна аъзо пайвандед
    agza ýazylyň goşulyň
"""
_CREDITS = """
    источник фото видео иллюстрация скриншот source photo video image via
    дереккөз сурет бейне булак сүрөт манба сурат акс навор manba surat rasm çeşme wideo
"""
_CALL_KEYS = frozenset(map(fold, _CALLS.split()))
_CREDIT_KEYS = frozenset(map(fold, _CREDITS.split()))
_CREDIT = re.compile(r"[\W_]*([^\W\d_]+)[^\w\n]*:")
_SENTENCE_ENDS = frozenset(".!?…:")


@dataclass(frozen=True)
class OwnWords:
    """`words` folded, in order; `written` the same as they stand in the post. `begins` are the places of
    words with a capital letter that begin a line or a sentence, where it tells nothing.
    """

    words: tuple[str, ...]
    written: tuple[str, ...]
    begins: frozenset[int] = frozenset()

    @property
    def is_short(self) -> bool:
        return len(self.words) < LEAST_WORDS

    @cached_property
    def numbers(self) -> frozenset[str]:
        """All numbers in it, in figures."""
        return frozenset(filter(None, map(number_of, self.words)))

    @cached_property
    def runs(self) -> frozenset[str]:
        """Every run of `RUN` words. A number counts as any number: a copy in which only numbers differ has to
        be found before it can be told that they do.
        """
        masked = [_A_NUMBER if word[0] in _DIGITS or word in NUMBER_WORDS else word for word in self.words]
        return frozenset(map(" ".join, zip(*(masked[at:] for at in range(RUN)), strict=False)))


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    pairs: tuple[tuple[str, Token], ...]

    @property
    def key(self) -> str:
        return line_key([key for key, _ in self.pairs])

    @property
    def is_credit(self) -> bool:
        """A short line that begins with a word like "Photo:"."""
        if len(self.pairs) > _SHORT or ":" not in self.text:
            return False
        found = _CREDIT.match(self.text)
        return found is not None and fold(found[1]) in _CREDIT_KEYS

    @property
    def is_call(self) -> bool:
        """A short line that asks to subscribe."""
        return len(self.pairs) <= _SHORT and not _CALL_KEYS.isdisjoint(key for key, _ in self.pairs)

    def begins(self, token: Token) -> bool:
        before = self.text[: token.start].rstrip(" «“\"'(")
        return not before or before[-1] in _SENTENCE_ENDS or not any(map(str.isalnum, before[-40:]))


def own_words(text: str, repeated: AbstractSet[str] = frozenset()) -> OwnWords:
    """The words of plain `text`, a title on its first line; `repeated` are the `SeenLines.repeated` of its
    source.
    """
    lines = [line for each in own_lines(text) if (line := _line(each)).pairs]
    kept = [line for line in lines if line.key not in repeated and not line.is_credit]
    while kept and kept[-1].is_call:
        kept.pop()
    words: list[str] = []
    written: list[str] = []
    begins: set[int] = set()
    for line in kept:
        for key, token in line.pairs:
            if token.text[0].isupper() and line.begins(token):
                begins.add(len(words))
            words.append(key)
            written.append(token.text)
    return OwnWords(tuple(words), tuple(written), frozenset(begins))


def _line(text: str) -> _Line:
    return _Line(text, tuple([(key, token) for token in tokens(text) if (key := fold_token(token.text))]))
