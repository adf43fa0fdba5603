"""Numbers and days as banks print them, to decimal text and dates; what is none of these is None."""

from __future__ import annotations

import re
from datetime import date, datetime

_LONGEST = 20
"""Signs of a number: the longest that a bank was seen to print has ten. A longer one is a slip."""
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SIGNED = re.compile(r"([+-]?)([0-9]+(?:\.[0-9]+)?)")
_DAYS = (
    (re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"), "%d.%m.%Y"),
    (re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"), "%d/%m/%Y"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"), "%Y-%m-%d"),
)
_DIRECTIONS = {"UP": "", "DOWN": "-"}


def decimal(printed: str, mark: str = ".") -> str | None:
    """Decimal text with a point, zeros kept. `mark` is the bank's own decimal mark, and no other is believed:
    "1,234" of a bank that prints points could be one and a bit or more than a thousand.
    """
    text = printed.strip()
    if mark != ".":
        text = "" if "." in text else text.replace(mark, ".", 1)
    return text if len(text) <= _LONGEST and _DECIMAL.fullmatch(text) else None


def change(printed: str, direction: str = "") -> str:
    """A signed change, or nothing where none can be read. `direction` is "UP", "DOWN" or empty; where it and
    the printed sign contradict each other, neither is believed. A change of zero has no sign.
    """
    found = _SIGNED.fullmatch(printed.strip()) if len(printed.strip()) <= _LONGEST else None
    if found is None:
        return ""
    printed_sign, digits = found[1].replace("+", ""), found[2]
    if not digits.strip("0."):
        return digits
    told = _DIRECTIONS.get(direction.strip().upper())
    if told is None:
        return printed_sign + digits
    return "" if found[1] and printed_sign != told else told + digits


def day(printed: str) -> date | None:
    """A day written 26.06.2026, 26/06/2026 or 2026-06-26; a time after it is none of ours."""
    text = printed.strip()
    for shape, written in _DAYS:
        if shape.fullmatch(text):
            try:
                return datetime.strptime(text, written).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                return None
    return None
