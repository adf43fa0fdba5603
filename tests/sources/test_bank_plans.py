from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from aitys.sources import banks
from aitys.sources.banks.planning import AT_ONCE
from aitys.values.captures import Ask, Purpose
from aitys.values.rates import Bank
from aitys.values.sources import RouteState
from tests.sources.tables import bank

WEDNESDAY = datetime(2026, 5, 20, 10, 0, tzinfo=UTC)
CODES = ("nbkr", "nbk", "nbt", "cbu", "cbt", "ecb", "cbr")


def plan(
    code: str, now: datetime = WEDNESDAY, history_days: int = 0, asked: frozenset[str] = frozenset()
) -> list[Ask]:
    return list(banks.plan(bank(code), RouteState(now=now, asked=asked), history_days))


def abouts(asks: list[Ask]) -> list[str]:
    return [ask.about for ask in asks]


def past(code: str, now: datetime = WEDNESDAY, history_days: int = 10) -> list[str]:
    """What of the past one look asks for."""
    return abouts(plan(code, now, history_days))[len(plan(code, now)) :]


def everything(code: str, now: datetime, history_days: int) -> list[str]:
    """What of the past is asked for look after look, until nothing is left."""
    asked: list[str] = []
    while more := abouts(plan(code, now, history_days, frozenset(asked)))[len(plan(code, now)) :]:
        asked += more
    return asked


@pytest.mark.parametrize("code", CODES)
def test_a_plan_is_the_same_twice_and_asks_for_tables_on_the_web(code: str) -> None:
    asks = plan(code, history_days=400)
    assert asks == plan(code, history_days=400)
    assert {ask.purpose for ask in asks} == {Purpose.TABLE}
    assert all(ask.url.startswith("https://") and "{" not in ask.url for ask in asks)
    assert len({ask.url for ask in asks}) == len(asks)


@pytest.mark.parametrize("code", CODES)
def test_every_day_of_the_week_has_something_to_ask(code: str) -> None:
    assert all(plan(code, datetime(2026, 5, day, 10, tzinfo=UTC)) for day in range(18, 25))


def test_tables_in_force_come_first_then_the_past_newest_first() -> None:
    assert [(ask.url, ask.about) for ask in plan("nbk", history_days=2)] == [
        ("https://nationalbank.kz/rss/rates_all.xml", ""),
        ("https://nationalbank.kz/rss/get_rates.cfm?fdate=20.05.2026", "2026-05-20"),
        ("https://nationalbank.kz/rss/get_rates.cfm?fdate=21.05.2026", "2026-05-21"),
        ("https://nationalbank.kz/rss/get_rates.cfm?fdate=19.05.2026", "2026-05-19"),
        ("https://nationalbank.kz/rss/get_rates.cfm?fdate=18.05.2026", "2026-05-18"),
    ]


def test_today_is_the_banks_own() -> None:
    late = datetime(2026, 5, 20, 19, 30, tzinfo=UTC)  # 21 May, 00:30 in Dushanbe
    assert abouts(plan("nbt", late)) == ["2026-05-21", "2026-05-22"]
    assert past("nbt", late, history_days=1) == ["2026-05-20"]


def test_turkmenistan_has_a_file_a_day_and_none_on_sundays() -> None:
    saturday = datetime(2026, 5, 23, 10, 30, tzinfo=UTC)
    assert [ask.url for ask in plan("cbt", saturday)] == ["https://cbt.tm/kurs/2026/23052026.xml"]
    assert past("cbt", datetime(2026, 5, 26, 10, 30, tzinfo=UTC), history_days=4) == [
        "2026-05-25",
        "2026-05-23",
        "2026-05-22",
    ]


def test_at_most_twenty_of_the_past_are_asked_and_none_twice() -> None:
    assert len(past("nbt", history_days=400)) == AT_ONCE
    found = everything("nbt", WEDNESDAY, 45)
    assert len(found) == len(set(found)) == 45
    assert found == sorted(found, reverse=True)
    assert (found[0], found[-1]) == ("2026-05-19", "2026-04-05")


def test_history_ends_where_the_banks_does_and_where_the_desks_wish_does() -> None:
    assert past("cbt", datetime(2020, 4, 20, tzinfo=UTC), history_days=400) == ["2020-04-18", "2020-04-17"]
    assert past("nbt", history_days=0) == []
    without = replace(bank("nbt"), history_since=None)
    assert abouts(list(banks.plan(without, RouteState(now=WEDNESDAY), 400))) == ["2026-05-20", "2026-05-21"]


def test_an_archive_is_asked_a_currency_and_calendar_year() -> None:
    asks = plan("nbkr", history_days=400)[2:]
    assert [ask.about for ask in asks[:9]] == [
        *(f"{code} 2026 up to 2026-05" for code in ("USD", "EUR", "CNY", "KZT", "RUB", "TJS", "UZS", "TMT")),
        "USD 2025",
    ]
    assert (
        "valuta_id=15&beg_day=01&beg_month=01&beg_year=2026&end_day=20&end_month=05&end_year=2026"
        in asks[0].url
    )
    assert (
        "valuta_id=15&beg_day=01&beg_month=01&beg_year=2025&end_day=31&end_month=12&end_year=2025"
        in asks[8].url
    )
    assert len(asks) == 16


def test_the_names_of_an_archive_stay_within_a_month() -> None:
    asked = everything("nbkr", WEDNESDAY, 400)
    later = datetime(2026, 5, 31, 10, tzinfo=UTC)
    assert everything("nbkr", later, 400) == asked


def test_what_a_standing_desk_missed_is_filled_in_the_next_month_and_year() -> None:
    asked = frozenset(everything("nbkr", datetime(2025, 12, 20, tzinfo=UTC), 30))
    after = abouts(plan("nbkr", datetime(2026, 1, 2, tzinfo=UTC), 30, asked))[2:]
    assert {"USD 2026 up to 2026-01", "USD 2025"} <= set(after)


def test_the_first_year_of_an_archive_begins_with_the_bank() -> None:
    url = plan("ecb", datetime(1999, 3, 1, tzinfo=UTC), history_days=400)[1].url
    assert url.endswith("startPeriod=1999-01-04&endPeriod=1999-03-01")


def test_an_archive_without_a_stretch_is_asked_once() -> None:
    whole = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml"
    own = replace(bank("ecb"), archives=(whole,))
    first = banks.plan(own, RouteState(now=WEDNESDAY), 90)[1:]
    assert first == (Ask(whole, Purpose.TABLE, about="eurofxref-hist-90d"),)
    asked = frozenset({"eurofxref-hist-90d"})
    assert banks.plan(own, RouteState(now=WEDNESDAY, asked=asked), 90)[1:] == ()


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-05-20T09:00", "2026-05-20T09:30"),
        ("2026-05-20T11:20", "2026-05-20T11:50"),
        ("2026-05-20T11:31", "2026-05-21T09:00"),
        ("2026-05-20T03:00", "2026-05-20T09:00"),
        ("2026-05-20T08:45", "2026-05-20T09:00"),
        ("2026-05-22T11:45", "2026-05-25T09:00"),
        ("2026-05-23T10:00", "2026-05-25T09:00"),
    ],
)
def test_a_bank_is_looked_at_in_its_hours(now: str, expected: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    found = banks.next_look(bank("nbk"), at, wants_more=False)
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_history_is_fetched_at_any_hour() -> None:
    at = datetime(2026, 5, 23, 22, 0, tzinfo=UTC)
    assert banks.next_look(bank("nbk"), at, wants_more=True) == datetime(2026, 5, 23, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://nationalbank.kz/rss/rates_all.xml", "nbk"),
        ("http://www.nationalbank.kz/", "nbk"),
        ("https://cbu.uz/ru/", "cbu"),
        ("https://data-api.ecb.europa.eu/service/data/EXR", "ecb"),
        ("https://WWW.NBKR.KG/XML/daily.xml", "nbkr"),
        ("https://cbt.tm.example/kurs/", ""),
        ("https://steppe-courier.example/nationalbank.kz", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_a_bank_is_known_by_its_host(url: str, code: str) -> None:
    every: tuple[Bank, ...] = tuple(bank(one) for one in CODES)
    found = banks.bank_at(url, every)
    assert (found.code if found else "") == code


def test_days_of_the_past_are_counted_from_the_desks_wish() -> None:
    oldest = date.fromisoformat(everything("cbr", WEDNESDAY, 400)[-1])
    assert (WEDNESDAY.date() - oldest).days <= 400
    assert {date.fromisoformat(day).weekday() for day in everything("cbr", WEDNESDAY, 60)} == {1, 2, 3, 4, 5}
