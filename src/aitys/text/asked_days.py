"""A day, a month or a year behind an operator: "2026-05-12", "12.05.2026", "12 мая 2026", "май 2026"."""

from __future__ import annotations

import calendar
import re
from datetime import date

from aitys.text.dates import dates

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?", re.ASCII)
_YEAR_LAST = re.compile(r"(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1000, 9998
_WITH_YEAR = len("d:2026-05-12")


def days(value: str) -> tuple[date, date] | None:
    """The first and the last day of what is named; None where that is no day, month or year, or two days at
    once as "05/12/2026" is.
    """
    found = _YEAR_FIRST.fullmatch(value) or _YEAR_LAST.fullmatch(value)
    if not found:
        return _in_words(value.strip())
    year, month, day = (int(found[name]) if found[name] else None for name in ("year", "month", "day"))
    first = _day(year or 0, month or 1, day or 1)
    if not first:
        return None
    return (first, first) if day else (first, _last_of(first.replace(month=month or 12)))


def _in_words(value: str) -> tuple[date, date] | None:
    if day := _only_day(value):
        return day, day
    # "май 2026" is a month if "1 май 2026" is a day.
    first = _only_day(f"1 {value}") if value[:1].isalpha() else None
    return (first, _last_of(first)) if first else None


def _only_day(value: str) -> date | None:
    found = dates(value)
    if len(found) != 1 or found[0][:2] != (0, len(value)) or len(found[0][2]) != _WITH_YEAR:
        return None
    year, month, day = map(int, found[0][2].removeprefix("d:").split("-"))
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_of(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
