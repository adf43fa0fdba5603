from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.publish.charts import HEIGHT, WIDTH, Chart, Point, chart

FIRST = date(2026, 11, 2)


def points(*values: str, every: int = 1) -> list[Point]:
    return [Point(FIRST + timedelta(days=every * n), Decimal(value)) for n, value in enumerate(values)]


def drawn(given: Sequence[Point]) -> Chart:
    made = chart(given)
    assert made is not None
    return made


def places(line: str) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in line.split())
    return [(float(x), float(y)) for x, y in pairs]


def test_a_higher_value_stands_higher_and_a_later_day_further_right() -> None:
    (line,) = drawn(points("87.4500", "87.4600", "87.4400")).lines
    (x1, y1), (x2, y2), (x3, y3) = places(line)
    assert x1 < x2 < x3
    assert y2 < y1 < y3


def test_a_weekend_is_bridged_and_a_week_that_was_not_seen_is_a_gap() -> None:
    days = [0, 1, 4, 14, 15]
    given = [Point(FIRST + timedelta(days=day), Decimal(80 + day)) for day in days]
    assert [len(places(line)) for line in drawn(given).lines] == [3, 2]


def test_a_day_alone_between_two_gaps_is_a_dot() -> None:
    given = [Point(FIRST + timedelta(days=day), Decimal(80 + day)) for day in (0, 1, 20, 40, 41)]
    made = drawn(given)
    assert len(made.lines) == 2
    assert [dot.flagged for dot in made.dots] == [False]


def test_a_flagged_value_is_marked_where_it_stands() -> None:
    given = points("3929.43", "4037.68", "3469.17")
    given[1] = Point(given[1].day, given[1].value, flagged=True)
    made = drawn(given)
    (dot,) = made.dots
    assert (dot.x, dot.y) == places(made.lines[0])[1]
    assert made.has_flags
    assert len(dot.corners.split()) == 4


def test_the_axis_is_labelled_with_round_numbers_around_the_values() -> None:
    made = drawn(points("12142.10", "12194.21", "12210.71"))
    assert [tick.label for tick in made.values] == ["12,140", "12,160", "12,180", "12,200", "12,220"]
    assert [tick.label for tick in made.days] == ["2 November", "4 November"]


def test_a_peg_is_a_level_line_in_the_middle() -> None:
    made = drawn(points("3.5000", "3.5000", "3.5000"))
    heights = {y for _x, y in places(made.lines[0])}
    assert len(heights) == 1
    assert made.top < heights.pop() < made.bottom


def test_one_day_alone_is_not_drawn() -> None:
    assert chart(points("87.4500")) is None
    assert chart([]) is None


def test_a_long_history_names_the_year() -> None:
    labels = [tick.label for tick in drawn(points("80", "90", "85", every=200)).days]
    assert labels == ["Nov 2026", "May 2027", "Dec 2027"]


prices = st.decimals(min_value="0.0000001", max_value="90000000", allow_nan=False, allow_infinity=False)


@given(st.lists(prices, min_size=2, max_size=30), st.integers(1, 9))
def test_whatever_the_values_everything_stands_inside_the_drawing(values: list[Decimal], every: int) -> None:
    made = drawn([Point(FIRST + timedelta(days=every * n), value) for n, value in enumerate(values)])
    found = [place for line in made.lines for place in places(line)] + [(dot.x, dot.y) for dot in made.dots]
    assert found
    assert all(made.left <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in found)
    assert 2 <= len(made.values) <= 8


@pytest.mark.parametrize("value", ["0.000082006", "0.0073", "12194.21", "1000000"])
def test_labels_are_written_without_exponents(value: str) -> None:
    made = drawn(points(value, str(Decimal(value) * 2)))
    assert not any("E" in tick.label for tick in made.values)
