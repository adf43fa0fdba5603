from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.rates.directions import Line, direct, inverse, printed, rounded
from tests.rates.cast import rate

AMOUNTS = st.decimals("0.0001", "99999999", places=4).map(str)
UNITS = st.sampled_from(["1", "10", "100", "1000", "10000", "1000000"])
PLACES = st.integers(0, 6)


@pytest.mark.parametrize(
    ("currency", "amount", "units", "places", "shown", "turned"),
    [
        ("USD", "12194.21", "1", 2, "1 USD = 12194.21 UZS", "1 UZS = 0.000082006 USD"),
        ("USD", "87.4500", "1", 4, "1 USD = 87.4500 UZS", "1 UZS = 0.011435 USD"),
        ("USD", "3.5", "1", 4, "1 USD = 3.5000 UZS", "1 UZS = 0.28571 USD"),
        ("USD", "4", "1", 4, "1 USD = 4.0000 UZS", "1 UZS = 0.25000 USD"),
        ("KZT", "0.0680", "100", 4, "100 KZT = 0.0680 UZS", "1 UZS = 1470 KZT"),
        ("KZT", "3.93", "100", 2, "100 KZT = 3.93 UZS", "1 UZS = 25.4 KZT"),
        ("IRR", "0.0007", "10", 4, "10 IRR = 0.0007 UZS", "1 UZS = 10000 IRR"),
        ("USD", "16000", "1", 0, "1 USD = 16000 UZS", "1 UZS = 0.000062500 USD"),
        ("XAU", "5.39256E-05", "1", 4, "1 XAU = 0.0000539256 UZS", "1 UZS = 18544 XAU"),
    ],
)
def test_both_directions_have_the_digits_of_the_print(
    currency: str, amount: str, units: str, places: int, shown: str, turned: str
) -> None:
    given_rate = rate("cbu", currency, amount, units=units)
    assert _words(direct(given_rate, places)) == shown
    assert _words(inverse(given_rate, places)) == turned


def test_a_bank_that_prints_foreign_units_for_one_of_its_own_is_read_the_other_way() -> None:
    quoted = rate("ecb", "USD", "1", units="1.0982")
    assert _words(direct(quoted, 0)) == "1 USD = 0.91058 EUR"
    assert _words(inverse(quoted, 0)) == "1 EUR = 1.0982 USD"
    assert printed(quoted, 0).digits == 5


def test_a_price_of_exactly_one_is_the_printed_amount() -> None:
    quoted = rate("nbkr", "TJS", "1", units="10")
    assert _words(direct(quoted, 4)) == "10 TJS = 1.0000 KGS"
    assert _words(inverse(quoted, 4)) == "1 KGS = 10.000 TJS"


def test_a_tie_goes_to_the_even_digit() -> None:
    assert rounded(Decimal("1.000050"), 5) == Decimal("1.0000")
    assert rounded(Decimal("1.000150"), 5) == Decimal("1.0002")


@given(AMOUNTS, UNITS, PLACES)
def test_the_inverse_of_the_inverse_is_the_rate_within_its_digits(
    amount: str, units: str, places: int
) -> None:
    quoted = rate("cbu", "USD", amount, units=units)
    turned = Decimal(inverse(quoted, places).amount)
    digits = min(5, printed(quoted, places).digits)
    assert abs(1 / turned / quoted.price - 1) <= Decimal(6).scaleb(-digits)


@given(AMOUNTS, UNITS, PLACES)
def test_no_line_has_an_exponent_or_more_digits_than_the_print_carries(
    amount: str, units: str, places: int
) -> None:
    quoted = rate("cbu", "USD", amount, units=units)
    carried = printed(quoted, places).digits
    for line in (direct(quoted, places), inverse(quoted, places)):
        assert set(line.units + line.amount) <= set("0123456789.")
        assert _significant(line.amount) <= carried
    assert _significant(inverse(quoted, places).amount) <= 5
    assert Decimal(direct(quoted, places).amount) == Decimal(amount)


@given(st.decimals("0.00001", "99999", places=5).map(str), PLACES)
def test_units_and_amount_are_symmetrical(number: str, places: int) -> None:
    """What one bank prints as an amount for one unit, another prints as units for an amount of one."""
    as_amount, as_units = rate("cbu", "USD", number), rate("cbu", "USD", "1", units=number)
    assert direct(as_amount, places).amount == inverse(as_units, places).amount
    assert inverse(as_amount, places).amount == direct(as_units, places).amount


def _words(line: Line) -> str:
    return f"{line.units} {line.currency} = {line.amount} {line.per}"


def _significant(text: str) -> int:
    """Digits that say something: zeros at the end of a whole number fill places only."""
    whole = text if "." in text else text.rstrip("0")
    return len(whole.replace(".", "").lstrip("0"))
