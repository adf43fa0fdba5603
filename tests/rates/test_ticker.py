from __future__ import annotations

from aitys.rates.directions import Line
from aitys.rates.flags import Flag
from aitys.rates.homes import home_bank
from aitys.rates.quotes import quotes
from aitys.rates.ticker import TickerItem, ticker
from aitys.values.rates import StoredRate
from tests.rates.cast import BANKS, CBR, CBT, CBU, DAY, ECB, NBKR, NOON, WEDNESDAY, bank, stored

ORDER = ("KGS", "KZT", "TJS", "UZS", "TMT")


def shown(*history: StoredRate, order: tuple[str, ...] = ORDER, base: str = "USD") -> tuple[TickerItem, ...]:
    return ticker(quotes(history, BANKS, None, NOON), BANKS, order, base)


def test_each_currency_stands_once_in_the_order_of_the_settings() -> None:
    found = shown(stored("cbu", "USD", "12194.21"), order=("UZS", "KGS", "UZS"))
    assert [item.currency for item in found] == ["UZS", "KGS"]


def test_an_item_has_both_directions_bank_day_and_the_change_of_the_inverse() -> None:
    (item,) = shown(
        stored("cbu", "USD", "12210.71", WEDNESDAY - DAY), stored("cbu", "USD", "12194.21"), order=("UZS",)
    )
    assert item.direct == Line("1", "USD", "12194.21", "UZS")
    assert item.inverse == Line("1", "UZS", "0.000082006", "USD")
    assert (item.bank, item.day, str(item.change)) == (CBU, WEDNESDAY, "0.14")


def test_a_peg_is_labelled_and_its_change_is_zero() -> None:
    (item,) = shown(stored("cbt", "USD", "3.5", WEDNESDAY - DAY), stored("cbt", "USD", "3.5"), order=("TMT",))
    assert item.flags == (Flag.PEG,)
    assert str(item.change) == "0.00"
    assert item.inverse == Line("1", "TMT", "0.28571", "USD")


def test_a_currency_without_a_rate_says_so_and_one_of_no_bank_is_left_out() -> None:
    assert shown(order=("TMT", "XAU")) == (TickerItem("TMT", CBT),)


def test_another_base_is_looked_up_at_the_same_banks() -> None:
    (item,) = shown(
        stored("nbkr", "EUR", "95.1000"), stored("nbkr", "USD", "87.4500"), order=("KGS",), base="EUR"
    )
    assert item.direct == Line("1", "EUR", "95.1000", "KGS")


def test_the_home_of_a_currency_is_its_bank_and_a_control_only_where_there_is_no_other() -> None:
    assert home_bank("KGS", BANKS) is NBKR
    assert home_bank("EUR", BANKS) is ECB
    other = bank("xyz", "RUB")
    assert home_bank("RUB", (CBR, other)) is other
    assert home_bank("XAU", BANKS) is None
