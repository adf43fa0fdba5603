"""Times as people read them: always with their offset, and saying so where one was guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from django.utils.dateformat import format as format_date

from aitys.values.posts import PrintedTime

_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
# The widest offsets in use; anything beyond is a printing error and not a zone.
_WIDEST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class ShownTime:
    """`at` in the offset it is shown in, `words` as "12 May 2026, 09:14 (UTC+5)"."""

    at: datetime
    words: str
    guessed: bool = False


def shown_time(printed: PrintedTime) -> ShownTime:
    """A publisher's time in the offset it was printed in, or in UTC where none was printed."""
    try:
        at = printed.at.astimezone(_zone(printed.offset))
    except OverflowError:  # a page that claims the year 9999 or 1
        at = printed.at.astimezone(UTC)
    return _shown(at, guessed=printed.guessed)


def shown_moment(at: datetime) -> ShownTime:
    """A time of our own clock, in UTC."""
    return _shown(at.astimezone(UTC), guessed=False)


def _shown(at: datetime, *, guessed: bool) -> ShownTime:
    return ShownTime(at, f"{format_date(at, 'j E Y, H:i')} ({_zone_name(at)})", guessed)


def _zone(offset: str) -> timezone:
    found = _OFFSET.fullmatch(offset)
    if found is None:
        return UTC
    sign, hours, minutes = found.groups()
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if size > _WIDEST:
        return UTC
    return timezone(-size if sign == "-" else size)


def _zone_name(at: datetime) -> str:
    """ "UTC", "UTC+5", "UTC−3:30"."""
    minutes = round((at.utcoffset() or timedelta()).total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
