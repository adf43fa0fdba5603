"""Which tables a bank is asked for next: what is in force, then what of the past is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from urllib.parse import urlsplit

from aitys.values.captures import Ask, Purpose
from aitys.values.rates import Bank
from aitys.values.sources import RouteState

AT_ONCE = 20
"""Tables of the past that one look asks for."""

_DAY = timedelta(days=1)


def plan(bank: Bank, state: RouteState, history_days: int) -> tuple[Ask, ...]:
    """The current tables, then at most `AT_ONCE` of the past; `about` is the day asked for or the archive."""
    today = bank.day_at(state.now)
    return (*_current(bank, today), *_history(bank, today, state.asked, history_days))


def _history(bank: Bank, today: date, asked: frozenset[str], history_days: int) -> tuple[Ask, ...]:
    """The next tables of the past that are not in `asked`, newest first; none when all were asked."""
    if bank.history_since is None or history_days <= 0:
        return ()
    oldest = max(bank.history_since, today - timedelta(days=history_days))
    wanted = (ask for ask in _past(bank, oldest, today) if ask.about not in asked)
    return tuple(islice(wanted, AT_ONCE))


def _current(bank: Bank, today: date) -> Iterator[Ask]:
    for address in bank.current:
        if "{day" not in address:
            yield Ask(address, Purpose.TABLE)
            continue
        for day in (today, today + _DAY):
            if day.weekday() in bank.table_days:
                yield Ask(address.format(day=day), Purpose.TABLE, about=day.isoformat())


def _past(bank: Bank, oldest: date, today: date) -> Iterator[Ask]:
    if bank.dated:
        yield from _days(bank, oldest, today)
    for address in bank.archives:
        yield from _stretches(bank, address, oldest, today)


def _days(bank: Bank, oldest: date, today: date) -> Iterator[Ask]:
    day = today - _DAY
    while day >= oldest:
        if day.weekday() in bank.table_days:
            yield Ask(bank.dated.format(day=day), Purpose.TABLE, about=day.isoformat())
        day -= _DAY


def _stretches(bank: Bank, address: str, oldest: date, today: date) -> Iterator[Ask]:
    """An archive once, or once a calendar year and currency, as far as the address asks for these."""
    name = urlsplit(address).path.rpartition("/")[2].removesuffix(".xml")
    ids = bank.ids if "{id" in address else (("", ""),)
    if "{first" not in address:
        for number, currency in ids:
            yield Ask(address.format(id=number), Purpose.TABLE, about=currency or name)
        return
    for year in range(today.year, oldest.year - 1, -1):
        first, last, label = _year(bank, year, today)
        for number, currency in ids:
            url = address.format(id=number, first=first, last=last)
            yield Ask(url, Purpose.TABLE, about=f"{currency or name} {label}")


def _year(bank: Bank, year: int, today: date) -> tuple[date, date, str]:
    """The days of `year` to ask for, and a name for them that stays.

    The running year goes by another name each month: what was missed while the desk stood still is filled
    when the month is over, and the whole year is asked once more in the next.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    first = max(first, bank.history_since or first)
    return (first, last, str(year)) if last < today else (first, today, f"{year} up to {today:%Y-%m}")
