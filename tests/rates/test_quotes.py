from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from aitys.rates.flags import Flag
from aitys.rates.quotes import Quote, quotes, window
from aitys.values.rates import StoredRate
from tests.rates.cast import BANKS, CBU, DAY, NBKR, NOON, WEDNESDAY, stored


def in_force(*history: StoredRate, day: date | None = None, now: datetime = NOON) -> tuple[Quote, ...]:
    return quotes(history, BANKS, day, now)


def days(found: tuple[Quote, ...]) -> list[date]:
    return [quote.rate.rate.day for quote in found]


def test_in_force_is_the_latest_table_up_to_the_day() -> None:
    history = [stored("cbu", "USD", "12000.00", WEDNESDAY + number * DAY) for number in (-2, 0, 1)]
    assert days(in_force(*history, day=WEDNESDAY)) == [WEDNESDAY]
    assert days(in_force(*history, day=WEDNESDAY - DAY)) == [WEDNESDAY - 2 * DAY]
    assert days(in_force(*history)) == [WEDNESDAY]


def test_a_table_of_over_ten_days_ago_is_not_in_force_on_a_day_asked_for() -> None:
    old = stored("cbu", "USD", "12000.00", WEDNESDAY - 10 * DAY)
    assert days(in_force(old, day=WEDNESDAY)) == [WEDNESDAY - 10 * DAY]
    assert in_force(old, day=WEDNESDAY + DAY) == ()


def test_without_a_day_an_old_table_is_shown_and_called_stale() -> None:
    old = stored("cbu", "USD", "12000.00", WEDNESDAY - 11 * DAY)
    (found,) = in_force(old)
    assert found.flags == (Flag.STALE,)
    (found,) = in_force(stored("cbu", "USD", "12000.00", WEDNESDAY - 10 * DAY))
    assert found.flags == ()


def test_a_table_that_comes_into_force_tomorrow_is_shown_where_there_is_no_other() -> None:
    tomorrow = stored("cbu", "USD", "12000.00", WEDNESDAY + DAY)
    assert days(in_force(tomorrow, stored("cbu", "USD", "12100.00", WEDNESDAY + 2 * DAY))) == [
        WEDNESDAY + DAY
    ]


@pytest.mark.parametrize(("code", "currency"), [("cbu", "UZS"), ("nbkr", "KGS")])
def test_today_is_the_banks_own(code: str, currency: str) -> None:
    """18:30 UTC is past midnight in Bishkek, and not yet in Tashkent."""
    evening = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
    history = [stored(code, "USD", "100.00", WEDNESDAY + number * DAY) for number in (0, 1)]
    expected = WEDNESDAY + DAY if code == NBKR.code else WEDNESDAY
    assert days(in_force(*history, now=evening)) == [expected]


def test_a_currency_that_the_bank_dropped_is_no_longer_quoted_but_a_weekly_one_is() -> None:
    found = in_force(
        stored("cbu", "USD", "12000.00"),
        stored("cbu", "GBP", "14400.00", WEDNESDAY - 6 * DAY),
        stored("cbu", "HRK", "1800.00", WEDNESDAY - 11 * DAY),
    )
    assert [quote.rate.rate.currency for quote in found] == ["GBP", "USD"]


def test_the_order_is_that_of_the_banks_then_of_the_codes() -> None:
    found = in_force(
        stored("cbr", "USD", "90.0000"),
        stored("cbu", "USD", "12000.00"),
        stored("cbu", "EUR", "13200.00"),
        stored("nbkr", "USD", "80.0000"),
    )
    names = [f"{quote.rate.rate.bank} {quote.rate.rate.currency}" for quote in found]
    assert names == ["nbkr USD", "cbu EUR", "cbu USD", "cbr USD"]


def test_the_change_is_against_the_published_day_before_and_not_the_day_before() -> None:
    history = [
        stored("cbu", "USD", "12000.00", WEDNESDAY - 9 * DAY),
        stored("cbu", "USD", "12120.00", WEDNESDAY),
    ]
    (found,) = in_force(*history)
    assert found.previous == history[0]
    assert found.change_percent == Decimal("1.00")


def test_a_previous_table_of_over_ten_days_before_is_none_at_all() -> None:
    (found,) = in_force(
        stored("cbu", "USD", "12000.00", WEDNESDAY - 11 * DAY), stored("cbu", "USD", "12000.00")
    )
    assert (found.previous, found.change_percent) == (None, None)


def test_no_change_is_zero_and_too_few_digits_are_none() -> None:
    history = [
        stored("nbkr", currency, amount, day)
        for currency, amount in (("USD", "80.0000"), ("UZS", "0.0066"))
        for day in (WEDNESDAY - DAY, WEDNESDAY)
    ]
    dollar, som = in_force(*history)
    assert str(dollar.change_percent) == "0.00"
    assert som.previous is not None
    assert som.change_percent is None


def test_a_peg_is_labelled_while_it_holds() -> None:
    (held,) = in_force(stored("cbt", "USD", "3.5000"))
    assert held.flags == (Flag.PEG,)
    (left,) = in_force(stored("cbt", "USD", "3.5100"))
    assert left.flags == ()
    assert in_force(stored("cbt", "EUR", "3.5"))[0].flags == ()
    (before,) = in_force(stored("cbt", "USD", "3.5", date(2014, 12, 31)), day=date(2014, 12, 31))
    assert before.flags == ()


def test_what_is_stored_with_a_rate_becomes_flags() -> None:
    (found,) = in_force(stored("cbu", "USD", "12000.00", revised=True, asked_day=WEDNESDAY + DAY))
    assert found.flags == (Flag.REVISED, Flag.ASKED_ANOTHER_DAY)
    (own,) = in_force(stored("cbu", "USD", "12000.00", asked_day=WEDNESDAY))
    assert own.flags == ()


def test_a_disagreeing_change_and_an_outlier_are_flagged_and_shown_as_printed() -> None:
    wrong = stored("cbu", "TMT", "3970.00", change="100.00")
    before = stored("cbu", "TMT", "3428.57", WEDNESDAY - DAY)
    found = in_force(stored("cbu", "USD", "12000.00"), before, wrong)
    assert found[0].flags == (Flag.OUTLIER, Flag.PRINTED_CHANGE_DIFFERS)
    assert found[0].rate.rate.amount == "3970.00"


def test_the_window_holds_what_a_day_needs() -> None:
    first, last = window(WEDNESDAY, NOON)
    assert first == WEDNESDAY - 20 * DAY
    assert last == WEDNESDAY + 7 * DAY
    first, last = window(None, NOON)
    assert first <= WEDNESDAY - timedelta(days=19)
    assert last >= WEDNESDAY + 8 * DAY


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_day_at_the_end_of_the_calendar_has_no_rates(day: date) -> None:
    assert in_force(stored("cbu", "USD", "12000.00"), day=day) == ()
    first, last = window(day, NOON)
    assert first <= day <= last


def test_of_two_rates_for_one_day_the_later_capture_is_taken() -> None:
    late = stored("cbu", "USD", "12001.00", captured_at=NOON)
    early = stored("cbu", "USD", "12000.00", captured_at=NOON - timedelta(hours=1))
    assert [quote.rate for quote in quotes([late, early], (CBU,), WEDNESDAY, NOON)] == [late]
