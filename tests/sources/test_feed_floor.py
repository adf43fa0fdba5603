"""The floor under our reading of feeds, on data that is not in this repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evals import feeds

DATA = os.environ.get("AITYS_DATA", "")


@pytest.mark.skipif(
    not DATA, reason="AITYS_DATA names no folder of test data: feedparser's expectations unchecked"
)
def test_it_agrees_with_the_expectations_of_feedparser() -> None:
    score = feeds.score(Path(DATA))
    assert score.files == 2107
    assert score.agreed >= 0.985


def test_it_reads_expectations_without_evaluating_them() -> None:
    title, summary = "entries[0]['title'] == 'a' + 'b' * 2", "ord(entries[1].summary) == 8230"
    expression = f"not bozo and {title} and {summary} and __import__('os').abort()"
    found = [(one.place, one.field, one.value) for one in feeds.expectations("x", expression)]
    assert found == [(0, "title", "abb"), (1, "summary", "…")]
