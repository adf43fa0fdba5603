from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.rates.changes import change, printed_change_differs
from tests.rates.cast import DAY, WEDNESDAY, rate

AMOUNTS = st.decimals("0.0001", "999999", places=4).map(str)
UNITS = st.sampled_from(["1", "10", "100", "1000"])
MONDAY = WEDNESDAY - 2 * DAY


@pytest.mark.parametrize(
    ("today", "before", "expected"),
    [
        ("12194.21", "12210.71", "-0.14"),
        ("12210.71", "12194.21", "0.14"),
        ("87.4500", "87.4500", "0.00"),
        ("87.4501", "87.4500", "0.00"),
        ("87.4499", "87.4500", "0.00"),
        ("25.55", "25.50", "0.2"),  # a step is 0.04 %
        ("25.55", "25.55", "0.0"),
        ("0.0680", "0.0690", None),  # a step is 0.15 %
        ("0.0073", "0.0073", None),
    ],
)
def test_a_change_has_as_many_decimals_as_both_prints_carry(
    today: str, before: str, expected: str | None
) -> None:
    found = change(rate("cbu", "USD", today), rate("cbu", "USD", before), places=0)
    assert (None if found is None else str(found)) == expected


def test_the_coarser_of_the_two_prints_decides() -> None:
    assert change(rate("cbu", "USD", "100.25"), rate("cbu", "USD", "99.9"), places=0) is None
    assert str(change(rate("cbu", "USD", "100.25"), rate("cbu", "USD", "100.1"), places=0)) == "0.1"


def test_zeros_that_a_bank_drops_are_digits() -> None:
    peg = rate("cbt", "USD", "3.5")
    assert str(change(peg, peg, places=4)) == "0.00"
    assert change(peg, peg, places=0) is None


def test_the_inverse_is_signed_for_its_own_direction() -> None:
    today, before = rate("cbu", "USD", "110.00"), rate("cbu", "USD", "100.00")
    assert str(change(today, before, 2)) == "10.00"
    assert str(change(today, before, 2, inverse=True)) == "-9.09"


def test_a_rate_in_units_of_foreign_money_is_judged_by_the_number_that_is_printed() -> None:
    today, before = (rate("ecb", "USD", "1", units=units) for units in ("1.1000", "1.0900"))
    assert str(change(today, before, 0)) == "-0.91"
    assert str(change(today, before, 0, inverse=True)) == "0.92"


def test_a_new_nominal_is_no_change() -> None:
    today, before = rate("nbk", "JPY", "331.50", units="100"), rate("nbk", "JPY", "3.3150")
    assert str(change(today, before, 2)) == "0.00"


@given(AMOUNTS, AMOUNTS, UNITS, UNITS)
def test_the_two_directions_move_apart_and_no_zero_has_a_sign(
    today: str, before: str, units: str, earlier_units: str
) -> None:
    new, old = rate("cbu", "USD", today, units=units), rate("cbu", "USD", before, units=earlier_units)
    there, back = change(new, old, 2), change(new, old, 2, inverse=True)
    assert (there is None) == (back is None)
    if there is None or back is None:
        return
    assert there * back <= 0
    assert not (new.price > old.price and there < 0)
    for moved in (there, back):
        assert "-" not in str(moved) or moved < 0
        assert "E" not in f"{moved:f}"
        assert moved.as_tuple().exponent in (-1, -2)


@pytest.mark.parametrize(
    ("printed", "differs"),
    [("-16.5", False), ("-16.50", False), ("-16.51", True), ("16.5", True), ("", False)],
)
def test_a_printed_change_is_held_against_the_difference_of_the_prints(
    printed: str, *, differs: bool
) -> None:
    today = rate("cbu", "USD", "12194.21", change=printed)
    before = rate("cbu", "USD", "12210.71", WEDNESDAY - DAY)
    assert printed_change_differs(today, before, 2) is differs


def test_a_printed_change_is_for_the_printed_units_of_today() -> None:
    today = rate("nbk", "KRW", "33.60", units="100", change="0.50")
    before = rate("nbk", "KRW", "0.3310", WEDNESDAY - DAY)
    assert printed_change_differs(today, before, 2) is False


def test_a_printed_change_is_not_checked_over_a_day_that_may_have_had_a_table() -> None:
    wrong = rate("cbu", "USD", "100.00", MONDAY, change="7.00")
    friday, thursday = (rate("cbu", "USD", "100.00", MONDAY - timedelta(days=days)) for days in (3, 4))
    assert printed_change_differs(wrong, friday, 2) is True
    assert printed_change_differs(wrong, thursday, 2) is False


def test_a_change_of_a_whole_percent_is_written_without_exponent() -> None:
    found = change(rate("cbu", "USD", "300000.00"), rate("cbu", "USD", "1.0000"), places=4)
    assert found == Decimal("29999900.00")


@pytest.mark.parametrize("amount", ["99999999999999999999", "0.0000000000000000001"])
def test_a_price_a_million_times_another_is_no_change(amount: str) -> None:
    slip, before = rate("nbk", "USD", amount), rate("nbk", "USD", "475.09")
    assert change(slip, before, 2) is None
    assert change(before, slip, 2, inverse=True) is None
