"""Whose currency it is."""

from __future__ import annotations

from collections.abc import Sequence

from aitys.values.rates import Bank


def home_bank(currency: str, banks: Sequence[Bank]) -> Bank | None:
    """The bank whose own currency it is; control banks come last."""
    return next(
        (bank for bank in sorted(banks, key=lambda each: each.is_control) if bank.currency == currency), None
    )
