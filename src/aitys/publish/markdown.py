"""Archives of channels write bold, italics and links as Telegram's Markdown: shown as plain words.

What is stored stays as it came. Method: the marks that Telethon and its likes write, `**`, `__` and
`[words](address)`, and no more of Markdown than that: a single asterisk is a footnote or a swear word.
"""

from __future__ import annotations

import re

_ADDRESS = r"(?:https?|tg|mailto|tel):[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*"
_LINK = re.compile(rf"\[([^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*)\]\({_ADDRESS}\)")
# Up to two marks at once, one closing and one opening; a longer row is a line drawn or a blank to fill in.
# What stands inside an address is part of it.
_MARK = re.compile(
    r"\b[a-z]{2,6}://\S*[^\s*_]|(?P<bold>(?<!\*)\*{2,4}(?!\*))|(?P<italic>(?<!_)_{2}(?:_{2})?(?!_))"
)


def plain(written: str) -> str:
    """`written` without marks that stand in pairs, and without the addresses behind words; no word is lost.

    A mark inside a word (`snake__case`, a swear word with asterisks in it) or an address stays, and so does
    one without a partner.
    """
    text = _LINK.sub(r"\1", written)
    parts, done = [], 0
    for mark in _marks(text):
        # Of three asterisks two are the mark, and one is the writer's own.
        parts += [text[done : mark.start()], "*" * (len(mark[0]) % 2)]
        done = mark.end()
    return "".join([*parts, text[done:]])


def _marks(text: str) -> list[re.Match[str]]:
    """The marks to leave out, in the order of the text."""
    found = list(_MARK.finditer(text))
    bold = _paired([mark for mark in found if mark["bold"]])
    italic = _paired([mark for mark in found if mark["italic"]])
    return sorted([*bold, *italic], key=re.Match.start)


def _paired(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Those that open something and close it again: real archives put spaces on either side of both."""
    outside = [mark for mark in marks if not _in_a_word(mark)]
    if not _is_odd(outside):
        return outside
    if len(marks) - len(outside) == 1:  # its partner: a word may be bold from its second letter on
        return marks
    return _without_last(outside)


def _is_odd(marks: list[re.Match[str]]) -> bool:
    return sum(len(mark[0]) // 2 for mark in marks) % 2 == 1


def _without_last(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """All but the last single one; of two marks in a row each has a partner at its side."""
    last = next(mark for mark in reversed(marks) if len(mark[0]) // 2 == 1)
    return [mark for mark in marks if mark is not last]


def _in_a_word(mark: re.Match[str]) -> bool:
    start, end = mark.span()
    return mark.string[max(0, start - 1) : start].isalnum() and mark.string[end : end + 1].isalnum()
