"""Banks with invented numbers on the test desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from aitys.store import banks, rates, sources
from aitys.values.rates import Rate
from aitys.values.readings import Reader
from aitys.values.sources import Card, Route, RouteKind, SourceKind
from tests.builders import add_capture

TODAY = datetime.now(UTC).date()
"""Pages say what is in force now, so their rates are of these days."""

YESTERDAY = TODAY - timedelta(days=1)

DOLLARS = {"nbkr": "87.4500", "nbk": "475.09", "nbt": "9.3450", "cbu": "12194.21", "cbt": "3.5000"}
"""What one dollar costs at the five banks."""


def add_bank(code: str) -> Route:
    bank = banks.by_code(code)
    if sources.card(code) is None:
        sources.add(Card(code, bank.title, kind=SourceKind.BANK, country=bank.country), datetime.now(UTC))
    return sources.add_route(code, RouteKind.BANK, bank.current[0])


def quote(code: str, amount: str, day: date = TODAY, currency: str = "USD", units: str = "1") -> Rate:
    return Rate(code, currency, banks.by_code(code).currency, units, amount, day)


def keep_rates(*given: Rate, asked: date | None = None) -> None:
    """Keep rates as the latest captures of their banks hold them."""
    for code in dict.fromkeys(rate.bank for rate in given):
        route = add_bank(code)
        at = datetime.now(UTC)
        read = Reader(f"{code}@1", route.id, add_capture(route, at).id, at)
        rates.keep(read, code, [rate for rate in given if rate.bank == code], asked)


def keep_five(days: Sequence[date] = (YESTERDAY, TODAY)) -> None:
    """The five banks' dollars, the same on each day."""
    keep_rates(*(quote(code, amount, day) for day in days for code, amount in DOLLARS.items()))
