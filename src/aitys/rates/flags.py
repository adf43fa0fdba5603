"""What a reader of an official rate should know beside its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from aitys.rates.changes import printed_change_differs
from aitys.rates.crosses import Crosses
from aitys.values.rates import Bank, Rate, StoredRate


class Flag(StrEnum):
    """The names stand in `--json` and in the API: none is ever renamed."""

    PEG = "peg"
    """The bank holds this rate still (the peg of its card)."""
    OUTLIER = "outlier"
    """Far from what the other banks' rates and the pegs imply. Shown as printed, never repaired."""
    PRINTED_CHANGE_DIFFERS = "printed-change-differs"
    """The change that the bank prints is not the difference of its own rates."""
    REVISED = "revised"
    """The bank printed another number for the same day before."""
    STALE = "stale"
    """Nothing newer has come for over ten days."""
    ASKED_ANOTHER_DAY = "asked-another-day"
    """The bank was asked for one day and answered with another's table."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the flags of one bank's rates are decided by."""

    bank: Bank
    crosses: Crosses


def flags_of(look: Look, stored: StoredRate, previous: StoredRate | None) -> tuple[Flag, ...]:
    """The flags of a rate, all but `STALE`, which hangs on what was asked."""
    rate, places = stored.rate, look.bank.places
    found = {
        Flag.PEG: is_pegged(rate, look.bank),
        Flag.OUTLIER: look.crosses.is_outlier(look.bank, stored),
        Flag.PRINTED_CHANGE_DIFFERS: previous is not None
        and printed_change_differs(rate, previous.rate, places),
        Flag.REVISED: stored.revised,
        Flag.ASKED_ANOTHER_DAY: _is_other_day(stored.asked_day, rate.day),
    }
    return tuple(flag for flag, is_set in found.items() if is_set)


def is_pegged(rate: Rate, bank: Bank) -> bool:
    """Whether the rate is the one that the bank's card says it holds on that day."""
    return any(
        peg.currency == rate.currency and peg.since <= rate.day and Decimal(peg.amount) == rate.price
        for peg in bank.pegs
    )


def _is_other_day(asked: date | None, day: date) -> bool:
    return asked is not None and asked != day
