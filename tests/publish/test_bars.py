from __future__ import annotations

from datetime import date, timedelta

import pytest

from aitys.publish.bars import HEIGHT, MOST_BARS, WIDTH, Bars, bars

MONDAY = date(2026, 5, 11)


def _drawn(*days: tuple[date, int]) -> Bars:
    found = bars(days)
    assert found is not None
    return found


def _every(step: int, number: int) -> Bars:
    return _drawn(*((MONDAY + timedelta(days=step * each), 2) for each in range(number)))


@pytest.mark.parametrize("days", [[], [(MONDAY, 7)]])
def test_nothing_is_drawn_where_nothing_is_compared(days: list[tuple[date, int]]) -> None:
    assert bars(days) is None


def test_few_days_have_a_bar_each_and_days_without_anything_leave_a_gap() -> None:
    drawn = _drawn((MONDAY, 4), (MONDAY + timedelta(days=3), 1))
    assert [(row.since, row.until, row.count) for row in drawn.rows] == [
        (MONDAY + timedelta(days=3), MONDAY + timedelta(days=3), 1),
        (MONDAY, MONDAY, 4),
    ]
    first, last = drawn.bars
    assert first.height == 4 * last.height
    assert last.x - first.x == pytest.approx(3 * WIDTH / 4)
    assert [tick.label for tick in drawn.ticks] == ["11 May 2026", "14 May 2026"]


def test_one_among_thousands_is_seen_too() -> None:
    drawn = _drawn((MONDAY, 5000), (MONDAY + timedelta(days=1), 1))
    assert drawn.most == 5000
    assert min(bar.height for bar in drawn.bars) >= 2


@pytest.mark.parametrize(
    ("step", "number", "label"),
    [
        (1, 40, "19 June 2026"),
        (3, 60, "2 November – 8 November 2026"),
        (7, 200, "March 2030"),
        (300, 20, "2041"),
    ],
)
def test_many_days_are_taken_together_and_nothing_is_lost(step: int, number: int, label: str) -> None:
    drawn = _every(step, number)
    assert drawn.rows[0].label == label
    assert len(drawn.bars) == len(drawn.rows) <= MOST_BARS
    assert sum(row.count for row in drawn.rows) == 2 * number


def test_a_post_that_claims_the_year_one_does_not_push_out_those_of_today() -> None:
    drawn = _drawn((date(1, 3, 4), 1), (MONDAY, 3))
    assert [(row.label, row.count) for row in drawn.rows] == [("2026", 3)]


def test_every_bar_stands_inside_the_drawing() -> None:
    for drawn in (_every(1, 2), _every(1, 60), _every(9, 300)):
        for bar in drawn.bars:
            assert 0 <= bar.x <= bar.x + bar.width <= WIDTH
            assert 0 <= bar.y <= bar.y + bar.height <= HEIGHT


def test_the_drawing_is_labelled_with_the_days_of_the_first_and_the_last_and_not_of_their_bars() -> None:
    days = [(date(2026, 8, 5), 1), (date(2026, 10, 1), 2), (date(2026, 11, 21), 1)]
    drawn = _drawn(*days)
    assert (drawn.rows[-1].since, drawn.rows[0].since) == (date(2026, 8, 3), date(2026, 11, 16))
    assert [tick.label for tick in drawn.ticks] == ["5 August 2026", "21 November 2026"]
    # The year 1 is left out of the drawing, and of what stands below it.
    assert [tick.label for tick in _drawn((date(1, 3, 4), 1), *days).ticks] == ["1965", "2026"]


def test_a_week_over_the_turn_of_a_year_names_both() -> None:
    days = [(date(2026, 12, 28), 1), (date(2026, 10, 1), 1)]
    assert _drawn(*days).rows[0].label == "28 December 2026 – 3 January 2027"
