"""The demo's banks print what the program reads, agree but for two slips, and answer for any day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from aitys.sources.banks import bank_at, parse, plan
from aitys.store import banks
from aitys.values.captures import Document
from aitys.values.rates import Bank, Rate
from aitys.values.sources import RouteState
from demo.banks import BANKS
from demo.quotations import CBU_SLIP, FIRST, LAST, NBK_SLIP, TABLE, in_dollars
from demo.replay import ANSWERS, Recorded, find_answer, load_answers

ALL = load_answers(ANSWERS)
NOON = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
REGION = ("nbk", "nbkr", "cbu", "nbt", "cbt")


def answer_to(url: str) -> Recorded:
    scheme, _, rest = url.partition("://")
    assert scheme == "https"
    host, slash, path = rest.partition("/")
    return find_answer(ALL, host, slash + path)


def read(bank: Bank, url: str) -> tuple[Rate, ...]:
    found = answer_to(url)
    document = Document(url, found.body, found.header("Content-Type"), NOON)
    return parse(document, bank).rates


def asks(bank: Bank, now: datetime = NOON) -> list[str]:
    """What a first look asks for, but for tomorrow's table."""
    planned = plan(bank, RouteState(now=now), (LAST - FIRST).days)
    return [ask.url for ask in planned if ask.about[:10] <= now.date().isoformat() or " " in ask.about]


@pytest.fixture(scope="module")
def rates() -> list[Rate]:
    """All that a first look at each bank brings, on the last recorded day."""
    return [
        rate
        for bank in banks.every()
        for url in asks(bank)
        if answer_to(url).status == 200
        for rate in read(bank, url)
    ]


def table(rates: list[Rate], bank: str, day: date) -> dict[str, Rate]:
    return {rate.currency: rate for rate in rates if (rate.bank, rate.day) == (bank, day)}


def test_every_bank_of_the_program_is_here() -> None:
    assert {bank.code for host in BANKS if (bank := bank_at(f"https://{host}/", banks.every()))} == {
        bank.code for bank in banks.every()
    }


@pytest.mark.parametrize("code", REGION)
def test_ten_days_and_more_are_recorded_of_each_bank_of_the_region(code: str, rates: list[Rate]) -> None:
    assert len({rate.day for rate in rates if rate.bank == code}) >= 10


@pytest.mark.parametrize("code", ["nbk", "nbt", "cbt", "cbr"])
def test_the_same_number_comes_back_that_was_put_in(code: str, rates: list[Rate]) -> None:
    """Within a unit of the last digit that the bank prints of one dollar."""
    for rate in (rate for rate in rates if rate.bank == code and rate.currency == "USD"):
        wanted = 1 / in_dollars(rate.day, rate.per)
        assert abs(rate.price - wanted) <= Decimal(1).scaleb(-len(rate.amount.partition(".")[2]))


def test_the_crosses_of_the_banks_agree_within_a_fifth_of_a_per_cent(rates: list[Rate]) -> None:
    """For what is printed with digits enough, a slip apart: half a unit of the last digit is already more."""
    compared = 0
    for rate in rates:
        digits = len(rate.amount.replace(".", "").lstrip("0"))
        if (
            digits < 4
            or (rate.bank, rate.currency, rate.day) == ("cbu", "TMT", CBU_SLIP)
            or rate.bank == "ecb"
        ):
            continue
        wanted = in_dollars(rate.day, rate.currency) / in_dollars(rate.day, rate.per)
        assert abs(rate.price / wanted - 1) < Decimal("0.002"), rate
        compared += 1
    assert compared > 300


def test_one_table_of_the_uzbek_bank_has_the_manat_too_dear(rates: list[Rate]) -> None:
    slipped = table(rates, "cbu", CBU_SLIP)
    manats = slipped["USD"].price / slipped["TMT"].price
    assert Decimal("3.0") < manats < Decimal("3.1")


def test_one_change_of_the_kazakh_bank_does_not_follow_from_its_numbers(rates: list[Rate]) -> None:
    days = [FIRST + timedelta(days=count) for count in range(1, (LAST - FIRST).days + 1)]
    wrong = []
    for day in days:
        today, before = table(rates, "nbk", day), table(rates, "nbk", day - timedelta(days=1))
        for currency, rate in today.items():
            if Decimal(rate.printed_change) != Decimal(rate.amount) - Decimal(before[currency].amount):
                wrong.append((day, currency))
    assert wrong == [(NBK_SLIP, "RUB")]


def test_the_manat_is_held_at_three_and_a_half(rates: list[Rate]) -> None:
    held = {rate.amount for rate in rates if rate.bank == "cbt" and rate.currency == "USD"}
    assert held == {"3.5"}


def test_no_bank_of_turkmenistan_works_on_a_sunday() -> None:
    assert answer_to("https://cbt.tm/kurs/2026/22112026.xml").status == 404
    assert answer_to("https://cbt.tm/kurs/2026/23112026.xml").status == 200


def test_the_kyrgyz_archive_is_cut_to_the_days_asked_for() -> None:
    bank = banks.by_code("nbkr")
    dollar = next(url for url in asks(bank) if "valuta_id=15&" in url)
    assert len(read(bank, dollar)) == 14
    asked = dollar.replace("beg_day=01&beg_month=01", "beg_day=20&beg_month=11")
    assert [rate.day.day for rate in read(bank, asked)] == [24, 23, 21, 20]


def test_a_year_later_the_banks_say_what_they_say_of_days_they_do_not_have() -> None:
    later = datetime(2027, 11, 24, 7, 0, tzinfo=UTC)
    for code in ("nbt", "cbu", "cbr"):
        bank = banks.by_code(code)
        days = {rate.day for url in asks(bank, later) for rate in read(bank, url)}
        assert days == {LAST}, code
    assert {answer_to(url).status for url in asks(banks.by_code("cbt"), later)} == {404}
    kazakh = answer_to("https://nationalbank.kz/rss/get_rates.cfm?fdate=24.11.2027")
    assert (kazakh.status, b"<info>" in kazakh.body, b"<item>" in kazakh.body) == (200, True, False)


def test_no_column_of_the_table_leaps() -> None:
    """An invented week may not look like a crash."""
    days = sorted(TABLE)
    for before, day in pairwise(days):
        for currency, units in TABLE[day].items():
            assert abs(units / TABLE[before][currency] - 1) < Decimal("0.002")
