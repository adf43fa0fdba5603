"""A moment and the offset in which it was written."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
# The widest offsets in use; anything beyond is a printing error and not a zone.
WIDEST = timedelta(hours=14)
IN_UTC = "+00:00"
# What stands for an offset where a day was written and no time: its moment is midnight in UTC.
DAY_ALONE = ""


def zone(offset: str) -> timezone:
    """The zone of "+05:00" or "-3:30"; UTC for what is no offset."""
    found = _OFFSET.fullmatch(offset)
    if found is None:
        return UTC
    sign, hours, minutes = found.groups()
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if size > WIDEST:
        return UTC
    return timezone(-size if sign == "-" else size)


def offset_of(at: datetime) -> str:
    """ "+05:00" of a time with a zone. Raises ValueError for one that no place on Earth has."""
    size = at.utcoffset() or timedelta()
    minutes, rest = divmod(abs(size), timedelta(minutes=1))
    if rest or abs(size) > WIDEST:
        raise ValueError(f"no place has the offset {size}")
    return f"{'-' if size < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"


def day_of(at: datetime, offset: str) -> date:
    """The day that it was where the offset is in force."""
    return at.astimezone(zone(offset)).date()


def as_written(at: datetime, offset: str) -> str:
    """ISO 8601 in its own offset: "2026-11-23T08:30:00+05:00"; "2026-11-23" where only a day was written."""
    if offset == DAY_ALONE:
        return day_of(at, offset).isoformat()
    return at.astimezone(zone(offset)).isoformat()
