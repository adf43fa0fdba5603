"""Words with their places in the text: what the index, the snippets and every later stage stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from aitys.text.folding import fold
from aitys.text.numerals import IN_GROUPS
from aitys.text.spellings import APOSTROPHES

# Raise it whenever a word could get another form or another border: the index is then made anew.
ANALYSER = "tokens@5"

# Longer "words" are base64, hashes and noise; the rest of one is not looked at, on either side.
LONGEST_WORD = 64

_ACCENTS = r"\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670"
_RUN = rf"[^\W_]+(?:[{_ACCENTS}]+[^\W_]*)*"
_SIGN = "[" + "".join(map(re.escape, APOSTROPHES)) + "]"
# The looks ahead change nothing but the speed: most places begin no word, most words are no number.
_WORD = re.compile(
    rf"""(?=[\w?#])(?:
      https?://(?:www\.)?                         # the scheme of an address is not a word
    | (?<=\w)[?#][^\s?#]*[=&%]\S*                 # nor are its parameters
    | (?P<grouped>{IN_GROUPS})                    # 1 234 567,5
    | (?P<number>\d+(?:[.,٫٬]\d+)+(?![\w{_ACCENTS}]))  # 10,5 and 1.234.567 and 12.05.2024
    | (?P<word>{_RUN}(?:{_SIGN}{_RUN})*(?:(?<=[gG]){_SIGN})?))
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """`text` is exactly what stands at [start:end] of the original."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Words and numbers in order; hyphens, underscores and address signs part them, apostrophes do not.

    A number in groups is one token with its spaces: "1 234 567,5".
    An apostrophe belongs to its word inside it, and at its end only after g (bog‘, tog‘).
    An address gives the words of its host and path; `@bazaar_talk` gives "bazaar" and "talk".
    """
    return [Token(match.group(), match.start(), match.end()) for match in _words(text)]


def search_terms(text: str) -> list[str]:
    """The folded words in order, as the index holds them."""
    return [term for match in _words(text) if (term := fold_token(match.group()))]


def fold_token(word: str) -> str:
    """The form of one token in the index."""
    return fold(word[:LONGEST_WORD])


def _words(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _WORD.finditer(text) if match.lastgroup)
