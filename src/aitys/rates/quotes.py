"""The official rates in force on a day, each with its change and its flags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from aitys.rates.changes import change
from aitys.rates.crosses import NEAR, Crosses
from aitys.rates.flags import Flag, Look, flags_of
from aitys.rates.timelines import IN_FORCE, Timeline, shifted
from aitys.values.rates import Bank, StoredRate


@dataclass(frozen=True, slots=True)
class Quote:
    """A rate in force. `previous` is that of the published day before, None where there is none near.

    `change_percent` is the change of the currency's price in the bank's own (as `direct` shows it), None
    where it is unknown or the digits do not carry it.
    """

    rate: StoredRate
    previous: StoredRate | None
    change_percent: Decimal | None
    flags: tuple[Flag, ...]


def window(day: date | None, now: datetime) -> tuple[date, date]:
    """The first and the last document day of the history that `quotes` needs."""
    last = day or shifted(now.date(), timedelta(days=1))
    return shifted(last, -2 * IN_FORCE), shifted(last, NEAR)


def quotes(
    history: Sequence[StoredRate], banks: Sequence[Bank], day: date | None, now: datetime
) -> tuple[Quote, ...]:
    """Each bank's rates in force on `day`, in the order of `banks`, then by currency code.

    In force is the latest table up to the day, at most ten days old. Without `day` it is the latest up to the
    bank's own today, however old, else the earliest after it; a currency that a bank left out of its tables
    for more than ten days is no longer quoted. `history` may hold more; `window` says what is needed.
    """
    timeline = Timeline(history)
    crosses = Crosses(banks, timeline)
    return tuple(
        quote(stored, Look(bank, crosses), timeline, None if day else bank.day_at(now))
        for bank in banks
        for stored in _in_force(timeline, bank, day, now)
    )


def quote(stored: StoredRate, look: Look, timeline: Timeline, today: date | None) -> Quote:
    """One rate with its change and flags. `today` is None where a day was asked for: then none is old."""
    previous = timeline.previous(stored)
    moved = change(stored.rate, previous.rate, look.bank.places) if previous else None
    flags = flags_of(look, stored, previous)
    if today and today - stored.rate.day > IN_FORCE:
        flags = (*flags, Flag.STALE)
    return Quote(stored, previous, moved, flags)


def _in_force(timeline: Timeline, bank: Bank, day: date | None, now: datetime) -> Iterator[StoredRate]:
    currencies = timeline.currencies(bank.code)
    if day:
        found = [timeline.in_force(bank.code, currency, day) for currency in currencies]
        yield from (stored for stored in found if stored)
        return
    today = bank.day_at(now)
    latest = [
        timeline.latest(bank.code, currency, today) or timeline.next(bank.code, currency, today)
        for currency in currencies
    ]
    kept = [stored for stored in latest if stored]
    newest = max((stored.rate.day for stored in kept), default=today)
    yield from (stored for stored in kept if newest - stored.rate.day <= IN_FORCE)
