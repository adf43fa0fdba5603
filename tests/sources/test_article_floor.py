from __future__ import annotations

import os
from pathlib import Path

import pytest

from evals import articles
from evals.articles import Overlap, Page

BRIDGE = "Мост через Чу открыли в полдень вторника"
FLOOR = 0.958
"""What trafilatura 2.0.0 is published at on the same pages."""


def test_it_counts_runs_of_four_words() -> None:
    assert articles.overlap(BRIDGE, f"{BRIDGE} сегодня") == Overlap(both=4, ours=1, theirs=0)
    assert articles.overlap(f"Утром. {BRIDGE}", BRIDGE) == Overlap(both=4, ours=0, theirs=1)
    assert articles.overlap("Мост", "Мост") == Overlap(both=1, ours=0, theirs=0)


def test_a_page_counts_the_same_whatever_its_length() -> None:
    whole = Page("https://steppe-courier.example/n/1", f"{BRIDGE} " * 90, f"{BRIDGE} " * 90)
    foreign = Page("https://steppe-courier.example/n/2", BRIDGE, "Реклама соседнего сайта здесь")
    both = articles.score([whole, foreign])
    assert (both.precision, both.recall, both.f1) == (0.5, 0.5, 0.5)


def test_a_page_that_gave_nothing_lowers_recall_and_leaves_precision() -> None:
    refused = Page("https://steppe-courier.example/n/3", BRIDGE, "")
    read = Page("https://steppe-courier.example/n/1", BRIDGE, BRIDGE)
    assert articles.score([refused, read]) == articles.Score(precision=1.0, recall=0.5)
    assert articles.score([refused]).f1 == 0


@pytest.mark.skipif("AITYS_DATA" not in os.environ, reason="AITYS_DATA names no folder of test data")
def test_bodies_are_read_as_well_as_the_library_is_known_for() -> None:
    assert articles.score(articles.read(Path(os.environ["AITYS_DATA"]))).f1 >= FLOOR
