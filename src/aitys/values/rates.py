"""What a central bank quotes, as printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """One official quotation: `units` of `currency` cost `amount` of `per`, the bank's own currency.

    `units`, `amount` and `printed_change` are decimal text as printed, with a point whatever the bank prints;
    trailing zeros are kept. `printed_change` is signed ("-16.5"), empty where the bank prints none.
    `day` is the day in the document: the day on which the rate is in force. Currencies are ISO 4217.

    A bank that quotes its own currency in foreign money (the ECB: 1 EUR = 1.0982 USD) has the printed number
    in `units`, and `amount` "1".
    """

    bank: str
    currency: str
    per: str
    units: str
    amount: str
    day: date
    printed_change: str = ""

    @property
    def price(self) -> Decimal:
        """What one unit of `currency` costs in `per`."""
        return Decimal(self.amount) / Decimal(self.units)


@dataclass(frozen=True, slots=True)
class StoredRate:
    """A rate with where it comes from: `asked_day` is the day it was asked for (None: whatever is current),
    `capture_id` the answer that holds it, `captured_at` when that came.

    `revised` says that the bank has printed another number for this day before; `rate` is the latest.
    """

    rate: Rate
    asked_day: date | None
    capture_id: int
    captured_at: datetime
    revised: bool = False


@dataclass(frozen=True, slots=True)
class Peg:
    """An official rate that a bank holds still: one `currency` costs `amount` of the bank's own."""

    currency: str
    amount: str
    since: date


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a bank's tables are asked for. Hours are UTC, `first` up to and including `last`; between them
    every `every` seconds, outside them not. `weekdays` counts from 0, Monday. `offset_hours` is the bank's
    own time less UTC, by which it says "today".
    """

    first: int
    last: int
    every: int
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    offset_hours: int = 0


@dataclass(frozen=True, slots=True)
class Bank:
    """A central bank as its card describes it.

    `code` is its name here and the slug of its source; `places` the decimals its tables carry (a bank that
    drops trailing zeros prints "3.5" and means 3.5000). Addresses may hold `{day:%d.%m.%Y}`, a day to ask
    for. `current` are asked in every round: without a day for what is in force, with one for today and
    tomorrow. `dated` is asked for a day of the past, down to `history_since`; empty where there is none.
    `archives` hold many days and are asked once; they may hold `{first:…}` and `{last:…}`, days of a stretch,
    and `{id}`, the bank's number of a currency from `ids` (number, currency); `units` (currency, units) are
    for archives that print none. `is_control` banks are only compared with, and are not in the ticker.
    `table_days` are the weekdays that have tables of their own (0 is Monday): for others none is asked.
    """

    code: str
    title: str
    currency: str
    country: str
    homepage: str
    languages: tuple[str, ...]
    places: int
    current: tuple[str, ...]
    schedule: Schedule
    dated: str = ""
    archives: tuple[str, ...] = ()
    history_since: date | None = None
    ids: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    pegs: tuple[Peg, ...] = ()
    is_control: bool = False
    attribution: str = ""
    table_days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)

    def day_at(self, at: datetime) -> date:
        """The day that it is at the bank; `at` has a zone."""
        away = timedelta(hours=self.schedule.offset_hours)
        return (at + (away - (at.utcoffset() or timedelta()))).date()
