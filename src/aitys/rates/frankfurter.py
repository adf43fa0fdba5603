"""Official rates of any currency in any other, in the shape of the Frankfurter API.

Frankfurter has one bank; here the bank that is asked follows from the pair:

1. The bank whose own currency is the symbol, for the base (KZT for one USD: the National Bank of Kazakhstan).
2. Else the bank whose own currency is the base, for the symbol, inverted.
3. Else one bank that quotes both, the one over the other: the bank whose prints carry most digits.

Never are two banks mixed in one number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from aitys.rates.directions import printed, rounded
from aitys.rates.homes import home_bank
from aitys.rates.timelines import IN_FORCE, Timeline, shifted
from aitys.values.rates import Bank, StoredRate

_DIGITS = 6
"""Of a computed value. What a bank printed in the direction asked for is given whole: 12194.21 has seven."""
_Find = Callable[[str, str], StoredRate | None]
"""The rate of a bank and a currency that counts."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What `amount` of `base` costs in each of `symbols`."""

    base: str
    symbols: tuple[str, ...]
    amount: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Cross:
    """One `base` costs `value` of `symbol` at `bank`, by a table of `day`; `digits` of it are significant."""

    symbol: str
    value: Decimal
    digits: int
    bank: str
    day: date


@dataclass(frozen=True, slots=True)
class Values:
    """`rates` by symbol, for `amount` of `base`, with the digits carried: six at most of what is computed.

    `banks` says whose each is. `day` is the latest document day among them, None where there is no rate.
    """

    base: str
    amount: Decimal
    day: date | None
    rates: Mapping[str, Decimal]
    banks: Mapping[str, str]


def currencies(history: Sequence[StoredRate]) -> tuple[str, ...]:
    """Every currency that some bank quotes, or that is some bank's own."""
    return tuple(sorted({code for stored in history for code in (stored.rate.currency, stored.rate.per)}))


def on_day(history: Sequence[StoredRate], banks: Sequence[Bank], pair: Pair, day: date) -> Values:
    """Values by the tables in force on `day`; a symbol that no bank has then is missing."""
    return _values(partial(Timeline(history).in_force, day=day), banks, pair)


def latest(history: Sequence[StoredRate], banks: Sequence[Bank], pair: Pair, today: date) -> Values:
    """Values by the latest tables up to `today`, however old: what is asked for is the last that is known."""
    return _values(partial(Timeline(history).latest, day=today), banks, pair)


def in_range(
    history: Sequence[StoredRate], banks: Sequence[Bank], pair: Pair, days: tuple[date, date]
) -> dict[date, Values]:
    """Values for each day, first to last of `days`, on which a table that is used came into force."""
    timeline = Timeline(history)
    published = sorted({stored.rate.day for stored in history if days[0] <= stored.rate.day <= days[1]})
    found = ((day, _values(partial(timeline.in_force, day=day), banks, pair)) for day in published)
    return {day: values for day, values in found if values.day == day}


def history_days(first: date, last: date) -> tuple[date, date]:
    """The document days that values for `first` to `last` need."""
    return shifted(first, -IN_FORCE), last


def _values(find: _Find, banks: Sequence[Bank], pair: Pair) -> Values:
    wanted = [symbol for symbol in dict.fromkeys(pair.symbols) if symbol != pair.base]
    found = [cross for symbol in wanted if (cross := _cross(find, banks, (pair.base, symbol)))]
    return Values(
        pair.base,
        pair.amount,
        max((cross.day for cross in found), default=None),
        {cross.symbol: rounded(cross.value * pair.amount, cross.digits) for cross in found},
        {cross.symbol: cross.bank for cross in found},
    )


def _cross(find: _Find, banks: Sequence[Bank], pair: tuple[str, str]) -> Cross | None:
    base, symbol = pair
    home = home_bank(symbol, banks)
    if home and (stored := find(home.code, base)):
        digits = _digits(stored, home, is_direct=True)
        return Cross(symbol, stored.rate.price, digits, home.code, stored.rate.day)
    home = home_bank(base, banks)
    if home and (stored := find(home.code, symbol)):
        digits = _digits(stored, home, is_direct=False)
        return Cross(symbol, 1 / stored.rate.price, digits, home.code, stored.rate.day)
    # The first of those that carry most: `max` keeps the order of the cards.
    return max(_within(find, banks, pair), key=lambda cross: cross.digits, default=None)


def _within(find: _Find, banks: Sequence[Bank], pair: tuple[str, str]) -> Iterator[Cross]:
    """The two over one another, at each bank that quotes both."""
    for bank in banks:
        base, symbol = (find(bank.code, currency) for currency in pair)
        if base and symbol:
            digits = min(
                _DIGITS, printed(base.rate, bank.places).digits, printed(symbol.rate, bank.places).digits
            )
            latest = max(base.rate.day, symbol.rate.day)
            yield Cross(pair[1], base.rate.price / symbol.rate.price, digits, bank.code, latest)


def _digits(stored: StoredRate, bank: Bank, *, is_direct: bool) -> int:
    """`is_direct`: the price of the currency in the bank's own is given, else the inverse."""
    number = printed(stored.rate, bank.places)
    is_printed = number.in_units is not is_direct
    return number.digits if is_printed else min(number.digits, _DIGITS)
