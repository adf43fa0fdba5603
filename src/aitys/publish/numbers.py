"""Decimals as people read them, in the reader's language; the digits are those that were printed."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format

from aitys.text import numbers


def grouped(text: str) -> str:
    """ "12194.2100" as "12,194.2100", with the signs of the reader's language; no digit is added or lost."""
    return number_format(Decimal(text), force_grouping=True)


def percent(change: Decimal | None) -> str:
    """As `text.numbers.percent` says it, in the reader's language."""
    return numbers.percent(change, grouped)
