"""Printed times, with what publishers do to them.

Method: `datetime.fromisoformat` for ISO 8601, `email.utils` for RFC 822 and its usual mistakes (no weekday,
two-digit years, no seconds), dateutil for the rest; Russian names of months are put into English first. No
zone means UTC and "guessed"; so does a day without an hour.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache

from dateutil import parser as dateutil_parser

from aitys.values.posts import PrintedTime

# Nothing of ours is older; and 1 January 1970 is how programs write "no date".
_EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)
# A publisher's clock may run ahead, and a post be dated for the next morning. More than that is a mistake.
_AHEAD = timedelta(days=2)
_LONGEST = 80
_HOUR = 3600
_ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "MSD": 4, "SAMT": 4, "YEKT": 5, "OMST": 6, "ALMT": 5, "QYZT": 5, "AQTT": 5, "KGT": 6,
    "UZT": 5, "TJT": 5, "TMT": 5, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "JST": 9, "KST": 9,
}  # fmt: skip
_ISO = re.compile(r"\d{4}-?\d\d-?\d\d")
_ISO_ZONE = re.compile(r"(\d)\s*([+-]\d\d)(?::?(\d\d))?$|(\d)\s*(?:UTC|GMT)$")
_USUAL_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_USUAL_RFC822 = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d?) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4})"
    r" (\d\d):(\d\d):(\d\d) (?:GMT|([+-])(\d\d)(\d\d))",
    re.ASCII,
)
_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_NOTE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])$")
_ZONE = re.compile(r"(?:\s*(?:GMT|UTC)\s?|\s+|(?<=\d\d:\d\d))([+-])(\d{1,2})(?::?(\d\d))?$")
_RFC822 = re.compile(
    r"(?P<moment>(?:[A-Za-z]+,?\s+)?\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4},?\s+\d{1,2}:\d\d(?::\d\d)?)"
    r"(?:\s+(?P<number>[+-]\d{4}))?(?:\s+(?P<name>(?![AP]M$)[A-Za-z]{1,5}))?$"
)
# How WordPress prints the date of a draft: "Mon, 30 Nov -0001 00:00:00 +0000".
_BEFORE_CHRIST = re.compile(r"^-|\s-\d{4}\s+\d{1,2}:")
_HAS_HOUR = re.compile(r"(?<!\d)\d{1,2}:\d\d|T\d\d")
_DAY_FIRST = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_RUSSIAN_DAY = re.compile(
    r"^(?:пн|вт|ср|чт|пт|сб|вс|понед|втор|сред|четв|пятн|субб|воск)[а-я]*[.,]*\s+", re.IGNORECASE
)
_RUSSIAN_MONTH = re.compile(r"(янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*\.?", re.IGNORECASE)
_RUSSIAN_YEAR = re.compile(r"(\d{4})\s*г(?:\.|ода?\b|\b)", re.IGNORECASE)
_MONTHS = {
    "янв": "Jan", "фев": "Feb", "мар": "Mar", "апр": "Apr", "май": "May", "мая": "May",
    "июн": "Jun", "июл": "Jul", "авг": "Aug", "сен": "Sep", "окт": "Oct", "ноя": "Nov", "дек": "Dec",
}  # fmt: skip


def read(printed: str, captured_at: datetime) -> PrintedTime | None:
    """What `printed` says, or None where it says no moment between 1971 and two days after `captured_at`."""
    if not printed:
        return None
    usual = _usual(printed)
    return _stated(usual, captured_at, hour=True) if usual else any_form(printed, captured_at)


def _usual(printed: str) -> datetime | None:
    """The two forms that nearly all feeds print, which need no repair."""
    try:
        if _USUAL_ISO.fullmatch(printed):
            return datetime.fromisoformat(printed)
        found = _USUAL_RFC822.fullmatch(printed)
        return _moment(*found.groups("0")) if found else None
    except ValueError:
        return None


def _moment(*parts: str) -> datetime:
    day, month, year, hour, minute, second, sign, hours, minutes = parts
    zone = _east(sign, hours, minutes)
    return datetime(int(year), _NUMBERS[month], int(day), int(hour), int(minute), int(second), tzinfo=zone)


@lru_cache(maxsize=256)
def _east(sign: str, hours: str, minutes: str) -> timezone:
    away = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-away if sign == "-" else away)


def any_form(printed: str, captured_at: datetime) -> PrintedTime | None:
    """The same of any form: the definition, of which the usual two take the short way."""
    written = " ".join(printed.split())
    if not written or len(written) > _LONGEST or _BEFORE_CHRIST.search(written):
        return None
    # "(UZT)", "[Asia/Almaty]": the offset before them has said it.
    bare = _in_english(_NOTE.sub("", written))
    found = _iso(bare)
    if found is None:
        usual = _ZONE.sub(_common_zone, bare)
        found = _rfc822(usual) or _free(usual)
    if found is None:
        return None
    return _stated(found, captured_at, hour=_HAS_HOUR.search(written) is not None)


def _in_english(written: str) -> str:
    if written.isascii():
        return written
    written = _RUSSIAN_MONTH.sub(lambda month: _MONTHS[month[1].lower()], _RUSSIAN_DAY.sub("", written))
    return _RUSSIAN_YEAR.sub(r"\1", written).replace(" в ", " ")


def of_unix(seconds: float, captured_at: datetime) -> PrintedTime | None:
    """The moment of a Unix time, under the same limits."""
    try:
        return _stated(datetime.fromtimestamp(seconds, UTC), captured_at, hour=True)
    except (ValueError, OverflowError, OSError):
        return None


def _stated(found: datetime, captured_at: datetime, *, hour: bool) -> PrintedTime | None:
    try:
        at = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):  # the year 1 or 9999, moved over the edge by its zone
        return None
    if not _EARLIEST <= at <= captured_at + _AHEAD:
        return None
    offset = "" if found.tzinfo is None else _offset(found.utcoffset() or timedelta())
    return PrintedTime(at, offset, guessed=found.tzinfo is None or not hour)


@lru_cache(maxsize=256)
def _offset(away: timedelta) -> str:
    sign = "-" if away < timedelta() else "+"
    minutes = abs(away) // timedelta(minutes=1)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def _iso(written: str) -> datetime | None:
    if not _ISO.match(written):
        return None
    try:
        return datetime.fromisoformat(_ISO_ZONE.sub(_iso_zone, written.upper()))
    except ValueError:
        return None


def _iso_zone(match: re.Match[str]) -> str:
    """A zone as `fromisoformat` takes it; a match that is the day of a bare date stays what it was."""
    if match[4]:
        return f"{match[4]}+00:00"
    if ":" not in match.string and "T" not in match.string:
        return match[0]
    return f"{match[1]}{match[2]}:{match[3] or '00'}"


def _common_zone(match: re.Match[str]) -> str:
    """A zone as RFC 822 writes it, from "GMT+5", "+05:00" and the like."""
    return f" {match[1]}{match[2]:0>2}{match[3] or '00'}"


def _rfc822(written: str) -> datetime | None:
    shape = _RFC822.match(written)
    parts = parsedate_tz(shape["moment"]) if shape else None
    if shape is None or parts is None:
        return None
    year, month, day, hour, minute, second = parts[:6]
    try:
        # A leap second is the one before it: no clock of ours shows it.
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_zone(shape))
    except (ValueError, OverflowError):
        return None


def _zone(shape: re.Match[str]) -> timezone | None:
    """The zone as a number where there is one, else by its name; None if neither says anything."""
    if shape["number"]:
        number = int(shape["number"][1:])
        away = timedelta(hours=number // 100, minutes=number % 100)
        return timezone(-away if shape["number"][0] == "-" else away)
    hours = _ZONES.get((shape["name"] or "").upper())
    return None if hours is None else timezone(timedelta(hours=hours))


# Two days with nothing in common: what differs between the two readings was not printed.
_DEFAULTS = (datetime(2000, 1, 1), datetime(2004, 2, 2))  # noqa: DTZ001 - only their parts are used


def _free(written: str) -> datetime | None:
    """Any other order of words. A date that leaves its day, month or year out is none."""
    first, second = (_loose(written, default) for default in _DEFAULTS)
    return first if first is not None and first == second else None


def _loose(written: str, default: datetime) -> datetime | None:
    day_first = _DAY_FIRST.match(written) is not None
    try:
        return dateutil_parser.parse(written, default=default, tzinfos=_zone_of, dayfirst=day_first)
    except (ValueError, OverflowError, ArithmeticError, TypeError, AttributeError, IndexError):
        return None  # dateutil lets several of Python's own errors through on odd text


def _zone_of(name: str | None, away: int | None) -> int | None:
    """What dateutil asks of a zone: its seconds east of UTC, None for a name nobody knows."""
    known = _ZONES.get((name or "").upper())
    return away if known is None else known * _HOUR
