"""When a bank is looked at next, by its card's hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from aitys.values.rates import Bank, Schedule

CATCHING_UP = timedelta(minutes=10)
"""The pause between two looks while tables of the past are still to be asked for."""


def next_look(bank: Bank, now: datetime, *, wants_more: bool) -> datetime:
    """The next look after one at `now`, in UTC; `wants_more` says that history is left to ask for."""
    now = now.astimezone(UTC)
    if wants_more:
        return now + CATCHING_UP
    soon = now + timedelta(seconds=bank.schedule.every)
    return soon if _is_open(bank.schedule, now) and _is_open(bank.schedule, soon) else _opening(bank, now)


def _is_open(schedule: Schedule, at: datetime) -> bool:
    return at.weekday() in schedule.weekdays and schedule.first <= at.hour <= schedule.last


def _opening(bank: Bank, now: datetime) -> datetime:
    """The first moment after `now` at which the bank's hours begin."""
    today = now.replace(hour=bank.schedule.first, minute=0, second=0, microsecond=0)
    days = (today + timedelta(days=number) for number in range(9))
    return next(day for day in days if day > now and day.weekday() in bank.schedule.weekdays)
