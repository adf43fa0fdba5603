"""Regular expressions mean the same on every Python that we support."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "aitys"
# Before Python 3.11.5 (Debian 12 has 3.11.2) a possessive group takes the tries that failed for matches:
# x(?:/(?!/)[a-z]*)*+ fits "x//" there. One sign or class, as in [a-z]*+, is repeated rightly.
# https://github.com/python/cpython/issues/106052
_POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+")
_CLASS = re.compile(r"(?<!\\)\[\^?\]?(?:[^\\\]]|\\.)*\]")


def _patterns() -> Iterator[tuple[str, str]]:
    """Every string that could be a part of a pattern, with the place where it stands."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", text


def _repeats_a_group(text: str) -> bool:
    return bool(_POSSESSIVE_GROUP.search(_CLASS.sub("c", text)))


def test_no_pattern_repeats_a_group_possessively() -> None:
    assert [place for place, text in _patterns() if _repeats_a_group(text)] == []


@pytest.mark.parametrize("pattern", [r"(?:a|b)*+", r"(a)++", r"(?:/a)?+", r"(?:a){2,}+", r"(?:[)]a)*+"])
def test_the_check_knows_such_a_group(pattern: str) -> None:
    assert _repeats_a_group(pattern)


@pytest.mark.parametrize("pattern", [r"[a-z]*+", r"\w++", r"\)*+", r"(?:a)*", "(a)+b", r"['()*+,]"])
def test_the_check_lets_others_through(pattern: str) -> None:
    assert not _repeats_a_group(pattern)
