from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import aitys
from aitys.collect.refusals import NAMES
from aitys.publish.failures import sentence
from aitys.values.health import HEALTH_NAMES

ROOMS = ("collect", "sources", "run", "store/evidence", "store/captures.py")
UNKNOWN = sentence("nobody-described-this")


def named_where_raised() -> set[str]:
    """Every `name="…"` given to an error in the rooms that a look at a source passes through."""
    home = Path(aitys.__file__).parent
    places = [home / room for room in ROOMS]
    files = [file for place in places for file in (place.rglob("*.py") if place.is_dir() else [place])]
    return {name for file in files for name in _names(ast.parse(file.read_text(encoding="utf-8")))}


def _names(module: ast.Module) -> Iterator[str]:
    texts = {
        target.id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            for keyword in node.exc.keywords:
                if keyword.arg == "name" and isinstance(keyword.value, ast.Constant):
                    yield str(keyword.value.value)
                elif keyword.arg == "name" and isinstance(keyword.value, ast.Name):
                    yield str(texts.get(keyword.value.id, ""))


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_refusal_has_a_sentence(name: str) -> None:
    assert sentence(name) != UNKNOWN


def test_every_name_that_an_error_is_raised_with_has_a_sentence() -> None:
    names = named_where_raised() - {""}
    assert {"empty", "moved-home", "parser-hung", "broken-off", "cut-off", "clock-went-back"} <= names
    assert [name for name in sorted(names) if sentence(name) == UNKNOWN] == []


@pytest.mark.parametrize("name", ["unreadable", "evidence-broken", "fetch-refused"])
def test_an_error_that_goes_by_its_kind_has_a_sentence(name: str) -> None:
    assert sentence(name) != UNKNOWN


def test_a_status_without_a_sentence_of_its_own_is_told_by_its_number() -> None:
    assert sentence("http-418") == "The site answered with the status 418."


def test_a_name_that_nobody_described_never_shows_itself() -> None:
    assert sentence("/srv/desk") == "It could not be read."


@pytest.mark.parametrize("name", HEALTH_NAMES)
def test_all_that_can_be_wrong_with_a_source_that_answers_has_a_sentence(name: str) -> None:
    assert sentence(name) != UNKNOWN
