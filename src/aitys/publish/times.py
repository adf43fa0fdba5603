"""Times as people read them: always with their offset, and saying so where one was guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as format_date

from aitys.values.posts import PrintedTime
from aitys.values.times import DAY_ALONE, zone


@dataclass(frozen=True, slots=True)
class ShownTime:
    """`at` in the offset it is shown in, `words` as "12 May 2026, 09:14 (UTC+5)"; of a time of which only the
    day was written, midnight in UTC and "12 May 2026".
    """

    at: datetime
    words: str
    guessed: bool = False
    is_day: bool = False

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def iso(self) -> str:
        """As HTML and schema.org write it: a day alone has no hour."""
        return self.day.isoformat() if self.is_day else self.at.isoformat()


def shown_time(printed: PrintedTime) -> ShownTime:
    """A publisher's time in the offset it was printed in, or in UTC where none was printed."""
    try:
        at = printed.at.astimezone(zone(printed.offset))
    except OverflowError:  # a page that claims the year 9999 or 1
        at = printed.at.astimezone(UTC)
    return _shown(at, guessed=printed.guessed)


def shown_moment(at: datetime) -> ShownTime:
    """A time of our own clock, in the zone of the desk (setting `zone`)."""
    return _shown(at.astimezone(timezone.get_default_timezone()), guessed=False)


def shown_written(at: datetime, offset: str) -> ShownTime:
    """A time of the desk's own writing in its offset, or as a day (`values.times.DAY_ALONE`)."""
    if offset == DAY_ALONE:
        at = at.astimezone(UTC)
        return ShownTime(at, format_date(at, "j E Y"), is_day=True)
    return _shown(at.astimezone(zone(offset)), guessed=False)


def _shown(at: datetime, *, guessed: bool) -> ShownTime:
    return ShownTime(at, f"{format_date(at, 'j E Y, H:i')} ({zone_name(at)})", guessed)


def zone_name(at: datetime) -> str:
    """ "UTC", "UTC+5", "UTC−3:30"."""
    minutes = round((at.utcoffset() or timedelta()).total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
