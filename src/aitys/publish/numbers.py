"""Decimals as people read them, in the reader's language; the digits are those that were printed."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format

MINUS = "\N{MINUS SIGN}"
_SPACE = "\N{NO-BREAK SPACE}"
_HUNDREDTH = Decimal("0.01")


def grouped(text: str) -> str:
    """ "12194.2100" as "12,194.2100", with the signs of the reader's language; no digit is added or lost."""
    return number_format(Decimal(text), force_grouping=True)


def percent(change: Decimal | None) -> str:
    """ "+0.12 %", "−0.43 %", "0.00 %" where nothing moved, and "—" where the change is not known.

    A move below half a hundredth shows its first digit ("−0.003 %"): it is no standstill.
    """
    if change is None:
        return "—"
    size = _rounded(abs(change))
    sign = "" if not size else "+" if change > 0 else MINUS
    return f"{sign}{grouped(format(size, 'f'))}{_SPACE}%"


def _rounded(size: Decimal) -> Decimal:
    short = size.quantize(_HUNDREDTH)
    return short if short or not size else size.quantize(Decimal(1).scaleb(size.adjusted()))
