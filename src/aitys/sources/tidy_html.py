"""The words of HTML that is written as its book says, without building a tree of it.

Method: where every tag is one of the usual and stands where it may, and every reference is one of HTML's
whole ones, a browser does nothing to the words but part its blocks. Anything else is declined, and a parser
reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape

_INLINE = frozenset(
    ("a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong",
     "sub", "sup", "time", "u")
)  # fmt: skip
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HOLDERS = frozenset(("article", "blockquote", "div", "figure", "main", "section"))
_LISTS = frozenset(("ol", "ul"))
_BLOCKS = frozenset(("p", "figcaption")) | _HEADS | _HOLDERS | _LISTS
_VOID = frozenset(("br", "hr", "img", "wbr"))
_BESIDE = _VOID - {"hr"}
# What may stand where: nothing here makes any parser close an element by itself.
_WITHIN: dict[str, frozenset[str]] = {
    **dict.fromkeys(("", *_HOLDERS), _BLOCKS | _INLINE | _VOID),
    **dict.fromkeys(_LISTS, frozenset(("li",))),
    "li": _INLINE | _BESIDE | _LISTS,
    **dict.fromkeys(("p", "figcaption", *_HEADS), _INLINE | _BESIDE),
    **{name: (_INLINE - {name, "a"}) | _BESIDE for name in _INLINE},
}
_END = {name: f"/{name}" for name in _WITHIN}
_ATTRIBUTES = r"""(?:\s+[A-Za-z][\w:.-]*+(?:\s*=\s*(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'=<>`]++))?)*\s*+"""
_TAG = re.compile(
    # A slash before the end is for elements that hold nothing; others would be taken for begun or for empty.
    rf"<(/?[a-z][a-z0-9]*+)(?:>|(?=[^<>]*+(?<!/)>){_ATTRIBUTES}>"
    rf"|(?:(?<=<br)|(?<=<hr)|(?<=<img)|(?<=<wbr)){_ATTRIBUTES}/>)"
    r"|<!--[^<>-]*+-->"
)
_REFERENCE = re.compile(r"&#?\w*+;?")
_LONGEST = 1_000_000


def pieces(markup: str, marks: Mapping[str, str]) -> str | None:
    """Words with the `marks` of the elements that begin and end between them; None where a parser must look.

    `marks` are by "p" where an element begins and by "/p" where it ends.
    """
    if len(markup) > _LONGEST:
        return None
    parts = _TAG.split(markup)
    tags = parts[1::2]
    # An opening mark that is in no tag is for a parser to judge.
    if len(tags) < markup.count("<") or not _is_tidy(tags):
        return None
    if "&" in markup:
        try:
            parts[::2] = [_REFERENCE.sub(_undone, part) if "&" in part else part for part in parts[::2]]
        except ValueError:
            return None
    parts[1::2] = [marks.get(tag, "") for tag in tags]
    return "".join(parts)


def _is_tidy(tags: Iterable[str | None]) -> bool:
    """Whether each stands where it may and all are closed in their order; a comment is None."""
    around: list[str] = []
    inner = ""
    for tag in tags:
        if tag in _WITHIN[inner]:
            if tag not in _VOID:
                around.append(inner)
                inner = tag
        elif tag == _END[inner]:
            inner = around.pop()
        elif tag is not None:
            return False
    return not around


def _undone(reference: re.Match[str]) -> str:
    return _character(reference[0])


@lru_cache(maxsize=4096)
def _character(reference: str) -> str:
    """The character of a whole reference; raises ValueError where parsers may differ about it.

    So they do about controls and the like; and white space of rare kinds is nothing that we would leave.
    """
    said = unescape(reference)
    if reference == "&":
        return reference
    if not reference.endswith(";") or said.startswith("&") is not (reference in ("&amp;", "&AMP;")):
        raise ValueError(reference)
    if not said or not (said == "\xa0" or said.isprintable()):
        raise ValueError(reference)
    return said
