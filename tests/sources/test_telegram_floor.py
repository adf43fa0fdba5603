"""The floor under our reading of the preview, on data that is not in this repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evals import telegram

DATA = os.environ.get("AITYS_DATA", "")
needs_data = pytest.mark.skipif(
    not DATA, reason="AITYS_DATA names no folder of test data: fragments of the preview unchecked"
)


@needs_data
def test_every_fragment_gives_what_is_expected_or_differs_for_a_reason() -> None:
    score = telegram.score(Path(DATA))
    assert score.fragments == 24
    assert [one for one in score.differences if one.why == "not explained"] == []
    assert score.agreed >= 0.874


@needs_data
def test_the_made_up_samples_give_what_they_must() -> None:
    assert [name for name, is_right in telegram.samples(Path(DATA)) if not is_right] == []
