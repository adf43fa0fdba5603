"""Official rates as the pages show them: looked up, quoted, and in both directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aitys.rates.directions import Line, direct, inverse
from aitys.rates.flags import Flag
from aitys.rates.quotes import Quote, quotes, window
from aitys.store import banks, rates, sources
from aitys.values.rates import Bank
from aitys.values.stored import SourceLooks

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy

FLAGS: dict[str, tuple[Lazy, Lazy]] = {
    Flag.PEG: (pgettext_lazy("rate", "peg"), _("The bank holds this rate at one value.")),
    Flag.OUTLIER: (
        pgettext_lazy("rate", "outlier"),
        _("Far from what the other banks' rates imply. It stands here as the bank printed it."),
    ),
    Flag.PRINTED_CHANGE_DIFFERS: (
        pgettext_lazy("rate", "bank's change differs"),
        _("The change that the bank prints is not the difference of its own rates."),
    ),
    Flag.REVISED: (
        pgettext_lazy("rate", "revised"),
        _("The bank printed another number for this day before; this is its latest."),
    ),
    Flag.STALE: (pgettext_lazy("rate", "old"), _("Nothing newer has come from the bank for over ten days.")),
    Flag.ASKED_ANOTHER_DAY: (
        pgettext_lazy("rate", "table of another day"),
        _("The bank was asked for one day and answered with the table of another; it stands under its own."),
    ),
}
"""A flag's mark beside a number, and the sentence that says what it means."""


@dataclass(frozen=True, slots=True)
class Row:
    """A bank's rate: `direct` as it prints it, `inverse` what its own money is worth in the other."""

    quote: Quote
    bank: Bank
    direct: Line
    inverse: Line

    @property
    def currency(self) -> str:
        return self.quote.rate.rate.currency

    @property
    def day(self) -> date:
        return self.quote.rate.rate.day


@dataclass(frozen=True, slots=True)
class Table:
    """What one bank quotes, and how the last looks at it went.

    `is_old` says once of all its rows that nothing newer has come; they do not say it each then.
    """

    bank: Bank
    rows: tuple[Row, ...]
    looks: SourceLooks
    is_old: bool = False

    @property
    def days(self) -> tuple[tuple[date, tuple[Row, ...]], ...]:
        """Its rows by the day they are of, newest first: a bank may keep tables of several rhythms."""
        newest_first = sorted(self.rows, key=lambda row: row.day, reverse=True)
        return tuple((day, tuple(rows)) for day, rows in groupby(newest_first, key=lambda row: row.day))


def row(quote: Quote, bank: Bank) -> Row:
    rate = quote.rate.rate
    return Row(quote, bank, direct(rate, bank.places), inverse(rate, bank.places))


def here() -> tuple[Bank, ...]:
    """The banks that this desk reads, in the order of their cards."""
    read = {looks.slug for looks in sources.looks()}
    return tuple(bank for bank in banks.every() if bank.code in read)


def in_force(
    read: Sequence[Bank], day: date | None, now: datetime, currencies: Iterable[str] = ()
) -> tuple[Row, ...]:
    """The banks' rates in force on `day`, or now: of these currencies in their order, or of all by code."""
    known = {bank.code: bank for bank in read}
    wanted = tuple(currencies)
    history = rates.around(*window(day, now), wanted)
    found = quotes(history, read, day, now)
    rows = [row(quote, known[quote.rate.rate.bank]) for quote in found]
    return tuple(sorted(rows, key=lambda each: wanted.index(each.currency)) if wanted else rows)


def tables(rows: Sequence[Row]) -> tuple[Table, ...]:
    """A table for each bank that is read here, with or without rates."""
    looks = {each.slug: each for each in sources.looks()}
    by_bank: dict[str, list[Row]] = defaultdict(list)
    for each in rows:
        by_bank[each.bank.code].append(each)
    read = (bank for bank in banks.every() if bank.code in looks)
    return tuple(_table(bank, by_bank[bank.code], looks[bank.code]) for bank in read)


def _table(bank: Bank, rows: Sequence[Row], looks: SourceLooks) -> Table:
    is_old = bool(rows) and all(Flag.STALE in each.quote.flags for each in rows)
    return Table(bank, tuple(_without_age(each) if is_old else each for each in rows), looks, is_old)


def _without_age(old: Row) -> Row:
    flags = tuple(flag for flag in old.quote.flags if flag is not Flag.STALE)
    return replace(old, quote=replace(old.quote, flags=flags))


def marks(rows: Iterable[Row]) -> Iterator[tuple[Lazy, Lazy]]:
    """What the marks on a page mean, each once."""
    met = {flag for each in rows for flag in each.quote.flags}
    return (FLAGS[flag] for flag in Flag if flag in met)
