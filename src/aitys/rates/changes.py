"""How an official rate changed against the published day before, and whether its bank says the same."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from aitys.rates.directions import printed
from aitys.values.rates import Rate

_SATURDAY = 5
# A price a million times another is a slip or a new money, and no change of the old one.
_NO_CHANGE = 1_000_000
# The coarsest step of a print, in percent, and the decimals of a change that it carries.
_CARRIED = ((Decimal("0.01"), 2), (Decimal("0.1"), 1))


def change(today: Rate, before: Rate, places: int, *, inverse: bool = False) -> Decimal | None:
    """The change in percent, of the price of the currency, or (`inverse`) of the bank's own in it.

    Rounded to two decimals or one, as far as the coarser of the two prints carries them; None where it
    carries neither, and for prices a million times apart. Zero has no sign. A new nominal changes nothing:
    prices of one unit are compared.
    """
    step = max(printed(today, places).step, printed(before, places).step) * 100
    decimals = next((decimals for coarsest, decimals in _CARRIED if step <= coarsest), None)
    if decimals is None:
        return None
    ratio = before.price / today.price if inverse else today.price / before.price
    if not 1 / Decimal(_NO_CHANGE) < ratio < _NO_CHANGE:
        return None
    percent = ((ratio - 1) * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    return percent or abs(percent)


def can_check_change(today: Rate, before: Rate) -> bool:
    """Whether the bank prints a change, and no table can lie between the two days."""
    return bool(today.printed_change) and _is_adjacent(before.day, today.day)


def printed_change_differs(today: Rate, before: Rate, places: int) -> bool:
    """Whether the bank's own change is not the difference of its prints, for the units of today's.

    Never, where it cannot be checked.
    """
    if not can_check_change(today, before):
        return False
    ours = Decimal(today.amount) - before.price * Decimal(today.units)
    decimals = max(printed(today, places).decimals, printed(before, places).decimals)
    return abs(ours - Decimal(today.printed_change)) > Decimal("0.5").scaleb(-decimals)


def _is_adjacent(before: date, today: date) -> bool:
    """Whether only weekend days lie between."""
    between = (before + timedelta(days=number) for number in range(1, (today - before).days))
    return all(day.weekday() >= _SATURDAY for day in between)
