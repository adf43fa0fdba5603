"""A change as people read it, wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

MINUS = "\N{MINUS SIGN}"
UNKNOWN = "—"
_SPACE = "\N{NO-BREAK SPACE}"


def percent(change: Decimal | None, written: Callable[[str], str] = str) -> str:
    """ "+0.12 %", "−0.43 %", "0.00 %" where nothing moved, and "—" where the change is not known.

    The decimals are those of `change`: as many as the printed values carry. `written` sets the digits in the
    signs of the reader's language.
    """
    if change is None:
        return UNKNOWN
    sign = "" if not change else "+" if change > 0 else MINUS
    return f"{sign}{written(format(abs(change), 'f'))}{_SPACE}%"
