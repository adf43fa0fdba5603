from __future__ import annotations

from datetime import date
from decimal import Decimal

from aitys.rates.frankfurter import Pair, Values, currencies, history_days, in_range, on_day
from aitys.values.rates import StoredRate
from tests.rates.cast import BANKS, DAY, WEDNESDAY, stored

TABLES = (
    stored("nbk", "USD", "475.09"),
    stored("nbk", "UZS", "3.93", units="100"),
    stored("cbu", "USD", "12194.21"),
    stored("cbu", "KZT", "25.55"),
    stored("cbu", "GBP", "16105.10"),
    stored("ecb", "JPY", "1", units="168.07"),
    stored("ecb", "USD", "1", units="1.0982"),
    stored("cbr", "GBP", "110.1234"),
    stored("cbr", "JPY", "55.1234", units="100"),
)


def values(base: str, *symbols: str, amount: str = "1", day: date = WEDNESDAY) -> Values:
    return on_day(TABLES, BANKS, Pair(base, symbols, Decimal(amount)), day)


def test_a_currency_is_quoted_by_its_own_bank() -> None:
    found = values("USD", "KZT", "UZS")
    assert found.rates == {"KZT": Decimal("475.09"), "UZS": Decimal("12194.21")}
    assert found.banks == {"KZT": "nbk", "UZS": "cbu"}
    assert found.day == WEDNESDAY


def test_both_banks_of_a_pair_may_quote_it_and_the_symbols_own_is_taken() -> None:
    assert values("KZT", "UZS").rates == {"UZS": Decimal("25.55")}
    assert values("UZS", "KZT").rates == {"KZT": Decimal("0.0393")}


def test_the_bank_of_the_base_is_asked_where_that_of_the_symbol_does_not_quote_it() -> None:
    assert (values("EUR", "USD").rates, values("EUR", "USD").banks) == (
        {"USD": Decimal("1.0982")},
        {"USD": "ecb"},
    )
    assert values("UZS", "USD").rates == {"USD": Decimal("0.0000820061")}


def test_a_pair_of_no_bank_is_crossed_within_the_one_that_carries_most_digits() -> None:
    found = values("GBP", "JPY")
    assert found.banks == {"JPY": "cbr"}
    assert found.rates == {"JPY": Decimal("199.776")}
    crossed = values("GBP", "KZT")
    assert (crossed.banks, crossed.rates) == ({"KZT": "cbu"}, {"KZT": Decimal("630.3")})


def test_an_amount_multiplies_and_keeps_the_digits() -> None:
    assert values("USD", "KZT", amount="10").rates == {"KZT": Decimal("4750.9")}


def test_the_base_itself_and_what_no_bank_quotes_are_missing() -> None:
    found = values("USD", "USD", "XAU")
    assert (found.rates, found.day) == ({}, None)


def test_values_of_a_day_are_those_in_force_and_say_the_day_of_the_table() -> None:
    assert values("USD", "KZT", day=WEDNESDAY + 3 * DAY).day == WEDNESDAY
    assert values("USD", "KZT", day=WEDNESDAY - DAY).rates == {}
    assert values("USD", "KZT", day=WEDNESDAY + 11 * DAY).rates == {}


def test_a_range_has_the_days_on_which_a_used_table_came_into_force() -> None:
    history: list[StoredRate] = [
        stored("nbk", "USD", "470.00", WEDNESDAY - 3 * DAY),
        stored("cbu", "USD", "12000.00", WEDNESDAY - 2 * DAY),
        stored("nbk", "USD", "475.09", WEDNESDAY),
        stored("nbk", "USD", "480.00", WEDNESDAY + DAY),
    ]
    found = in_range(history, BANKS, Pair("USD", ("KZT",)), (WEDNESDAY - 5 * DAY, WEDNESDAY))
    assert {day: dict(each.rates) for day, each in found.items()} == {
        WEDNESDAY - 3 * DAY: {"KZT": Decimal("470.00")},
        WEDNESDAY: {"KZT": Decimal("475.09")},
    }
    both = in_range(history, BANKS, Pair("USD", ("KZT", "UZS")), (WEDNESDAY - 2 * DAY, WEDNESDAY - DAY))
    assert list(both) == [WEDNESDAY - 2 * DAY]
    assert both[WEDNESDAY - 2 * DAY].rates == {"KZT": Decimal("470.00"), "UZS": Decimal("12000.0")}


def test_a_range_needs_ten_days_of_history_before_it() -> None:
    assert history_days(WEDNESDAY, WEDNESDAY + DAY) == (WEDNESDAY - 10 * DAY, WEDNESDAY + DAY)


def test_every_currency_that_is_quoted_or_a_banks_own_can_be_asked_for() -> None:
    assert currencies(TABLES) == ("EUR", "GBP", "JPY", "KZT", "RUB", "USD", "UZS")
