"""Decimals as people read them, in the reader's language; the digits are those that were printed."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format

MINUS = "\N{MINUS SIGN}"
_SPACE = "\N{NO-BREAK SPACE}"


def grouped(text: str) -> str:
    """ "12194.2100" as "12,194.2100", with the signs of the reader's language; no digit is added or lost."""
    return number_format(Decimal(text), force_grouping=True)


def percent(change: Decimal | None) -> str:
    """ "+0.12 %", "−0.43 %", "0.00 %" where nothing moved, and "—" where the change is not known.

    The decimals are those of `change`: as many as the printed values carry.
    """
    if change is None:
        return "—"
    sign = "" if not change else "+" if change > 0 else MINUS
    return f"{sign}{grouped(format(abs(change), 'f'))}{_SPACE}%"
