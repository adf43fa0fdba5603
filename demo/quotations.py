"""The numbers of the demo's banks: one invented table of crosses, and what each bank would print from it.

Levels and moves are made up. All banks work from the same row of a day, so that their crosses agree but for
rounding; `CBU_SLIP` and `NBK_SLIP` are the two places where a bank contradicts itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

# A day, then units of each currency to one dollar; the euro the other way round, as the market says it.
COLUMNS = ("KZT", "KGS", "UZS", "TJS", "RUB", "CNY", "EUR", "GBP")
_TABLE = """
2026-11-08 512.34 87.4200 12040.55 9.2840 79.1250 7.0210 1.1652 1.3218
2026-11-09 512.34 87.4200 12040.55 9.2840 79.1250 7.0210 1.1652 1.3218
2026-11-10 512.81 87.4200 12046.18 9.2821 79.0412 7.0196 1.1661 1.3224
2026-11-11 512.17 87.4250 12043.02 9.2830 79.1130 7.0205 1.1655 1.3209
2026-11-12 511.66 87.4250 12035.71 9.2856 79.1984 7.0187 1.1648 1.3201
2026-11-13 511.92 87.4200 12029.94 9.2867 79.2651 7.0179 1.1659 1.3215
2026-11-14 512.48 87.4150 12033.40 9.2852 79.2037 7.0192 1.1667 1.3226
2026-11-15 512.48 87.4150 12033.40 9.2852 79.2037 7.0192 1.1667 1.3226
2026-11-16 512.48 87.4150 12031.86 9.2852 79.2037 7.0192 1.1667 1.3226
2026-11-17 512.95 87.4150 12038.27 9.2841 79.1408 7.0203 1.1659 1.3219
2026-11-18 513.38 87.4180 12041.09 9.2833 79.0956 7.0211 1.1650 1.3211
2026-11-19 513.02 87.4200 12036.65 9.2845 79.1722 7.0198 1.1657 1.3217
2026-11-20 512.57 87.4200 12030.14 9.2860 79.2415 7.0185 1.1664 1.3225
2026-11-21 512.73 87.4200 12027.52 9.2871 79.2890 7.0176 1.1670 1.3230
2026-11-22 512.73 87.4200 12027.52 9.2871 79.2890 7.0176 1.1670 1.3230
2026-11-23 512.73 87.4200 12024.31 9.2871 79.2890 7.0176 1.1670 1.3230
2026-11-24 513.06 87.4200 12029.77 9.2858 79.2203 7.0188 1.1662 1.3221
"""
PEG = Decimal("3.5")
FIRST, LAST = date(2026, 11, 9), date(2026, 11, 24)
# On this day the Uzbek table has the manat fifteen per cent too dear, and says so in its own Diff.
CBU_SLIP = date(2026, 11, 18)
# On this day the Kazakh table prints a change of the rouble that its own two numbers do not bear out.
NBK_SLIP = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One line of a bank's table, rounded as the bank prints it: `units` of `currency` cost `amount`,
    `change` more than in the table before.
    """

    currency: str
    units: int
    amount: Decimal
    change: Decimal


@dataclass(frozen=True, slots=True)
class Habits:
    """How a bank quotes: its currency, decimals, the weekdays that have tables, and its units above 1."""

    currency: str
    places: int
    weekdays: frozenset[int]
    quoted: tuple[str, ...]
    units: tuple[tuple[str, int], ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(day for day in _days(FIRST) if day.weekday() in self.weekdays)


_ALL_WEEK, _BUT_SUNDAY, _WORKING = frozenset(range(7)), frozenset(range(6)), frozenset(range(5))
_ABROAD = ("USD", "EUR", "GBP", "CNY", "RUB")
HABITS = {
    "nbk": Habits("KZT", 2, _ALL_WEEK, (*_ABROAD, "KGS", "UZS", "TJS"), (("UZS", 100),)),
    "nbkr": Habits("KGS", 4, _BUT_SUNDAY, ("USD", "EUR", "CNY", "KZT", "RUB")),
    "nbkr-weekly": Habits("KGS", 4, frozenset({5}), ("GBP", "TJS", "UZS", "TMT")),
    "cbu": Habits("UZS", 2, _WORKING, (*_ABROAD, "KZT", "KGS", "TJS", "TMT")),
    "nbt": Habits(
        "TJS", 4, _ALL_WEEK, (*_ABROAD, "KZT", "KGS", "UZS", "TMT"), (("UZS", 100), ("KGS", 10), ("KZT", 10))
    ),
    "cbr": Habits(
        "RUB",
        4,
        frozenset(range(1, 6)),
        ("USD", "EUR", "GBP", "CNY", "KZT", "KGS", "UZS", "TJS", "TMT"),
        (("KZT", 100), ("KGS", 100), ("UZS", 10000), ("TJS", 10)),
    ),
}


def _read_table() -> dict[date, dict[str, Decimal]]:
    rows = (line.split() for line in _TABLE.strip().splitlines())
    return {
        date.fromisoformat(row[0]): dict(zip(COLUMNS, map(Decimal, row[1:]), strict=True)) for row in rows
    }


TABLE = _read_table()


def _days(since: date) -> tuple[date, ...]:
    return tuple(since + timedelta(days=count) for count in range((LAST - since).days + 1))


def in_dollars(day: date, currency: str) -> Decimal:
    """What one unit of `currency` costs in dollars on `day`."""
    if currency in {"EUR", "GBP"}:
        return TABLE[day][currency]
    return Decimal(1) / {"USD": Decimal(1), "TMT": PEG, **TABLE[day]}[currency]


def price(day: date, currency: str, per: str, units: int, places: int) -> Decimal:
    """What `units` of `currency` cost in `per`, rounded to `places`."""
    return round(units * in_dollars(day, currency) / in_dollars(day, per), places)


def _amount(bank: str, day: date, currency: str) -> Decimal:
    habits = HABITS[bank]
    amount = price(day, currency, habits.currency, dict(habits.units).get(currency, 1), habits.places)
    if (bank, day, currency) == ("cbu", CBU_SLIP, "TMT"):
        return round(amount * Decimal("1.15"), habits.places)
    return amount


def day_before(bank: str, day: date) -> date:
    """The day of the bank's table before that of `day`; the table's first row where there is none."""
    earlier = [each for each in HABITS[bank].days if each < day]
    return earlier[-1] if earlier else FIRST - timedelta(days=1)


def _change(bank: str, day: date, currency: str) -> Decimal:
    change = _amount(bank, day, currency) - _amount(bank, day_before(bank, day), currency)
    slipped = (bank, day, currency) == ("nbk", NBK_SLIP, "RUB")
    return change + Decimal("0.05") if slipped else change


def quotations(bank: str, day: date) -> list[Quotation]:
    """The bank's table of a day, in the order in which it quotes."""
    units = dict(HABITS[bank].units)
    return [
        Quotation(each, units.get(each, 1), _amount(bank, day, each), _change(bank, day, each))
        for each in HABITS[bank].quoted
    ]
