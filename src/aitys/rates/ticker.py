"""The ticker: one line for each currency, from its own central bank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from aitys.rates.changes import change
from aitys.rates.directions import Line, direct, inverse
from aitys.rates.flags import Flag
from aitys.rates.homes import home_bank
from aitys.rates.quotes import Quote
from aitys.values.rates import Bank


@dataclass(frozen=True, slots=True)
class TickerItem:
    """A currency's official rate at its home bank.

    `inverse` (KGS/USD = 0.011435) comes with its own `change` in percent; `day` is the day in force. All four
    are None, and `flags` empty, as long as the bank has given no rate.
    """

    currency: str
    bank: Bank
    direct: Line | None = None
    inverse: Line | None = None
    change: Decimal | None = None
    day: date | None = None
    flags: tuple[Flag, ...] = ()


def ticker(
    quotes: Sequence[Quote], banks: Sequence[Bank], order: Sequence[str], base: str
) -> tuple[TickerItem, ...]:
    """An item for each currency of `order`, once; left out is one that is the currency of no bank here."""
    by_bank = {quote.rate.rate.bank: quote for quote in quotes if quote.rate.rate.currency == base}
    homes = [(currency, home_bank(currency, banks)) for currency in dict.fromkeys(order)]
    return tuple(_item(currency, bank, by_bank.get(bank.code)) for currency, bank in homes if bank)


def _item(currency: str, bank: Bank, quote: Quote | None) -> TickerItem:
    if quote is None:
        return TickerItem(currency, bank)
    rate, places, previous = quote.rate.rate, bank.places, quote.previous
    return TickerItem(
        currency,
        bank,
        direct(rate, places),
        inverse(rate, places),
        change(rate, previous.rate, places, inverse=True) if previous else None,
        rate.day,
        quote.flags,
    )
