"""An official rate in both directions, with the digits that its print carries and no more."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

from aitys.values.rates import Rate

SHOWN_DIGITS = 5
"""Significant digits of a computed value, where the print carries as many."""


@dataclass(frozen=True, slots=True)
class Line:
    """`units` of `currency` cost `amount` of `per`; both numbers are plain decimal text without exponent."""

    units: str
    currency: str
    amount: str
    per: str


@dataclass(frozen=True, slots=True)
class Print:
    """The number that a bank rounded: `decimals` of it count, dropped zeros too.

    `in_units` says which side it is on: the other one is exact.
    """

    number: Decimal
    decimals: int
    in_units: bool

    @property
    def digits(self) -> int:
        """Significant digits carried: 7 in 12194.21, 2 in 0.0073, 5 in 3.5 that means 3.5000."""
        return max(self.number.adjusted() + 1 + self.decimals, 1)

    @property
    def step(self) -> Decimal:
        """The smallest move that the print can show, relative to it: 0.0125 is 1.25 %."""
        return Decimal(1).scaleb(-self.decimals) / self.number

    @property
    def text(self) -> str:
        """The number with all the decimals that count."""
        return f"{self.number:.{self.decimals}f}"


def printed(rate: Rate, places: int) -> Print:
    """The rounded side of `rate`; `places` are the decimals that the bank's tables carry."""
    in_units = rate.amount == "1" and not _is_nominal(rate.units)
    number = Decimal(rate.units if in_units else rate.amount)
    exponent = number.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return Print(number, max(decimals, places, 0), in_units)


def direct(rate: Rate, places: int) -> Line:
    """What the currency costs in the bank's own, as printed: 1 USD = 12194.21 UZS, 100 UZS = 0.0680 TJS."""
    number = printed(rate, places)
    if number.in_units:
        return Line("1", rate.currency, _computed(rate.price, number), rate.per)
    return Line(rate.units, rate.currency, number.text, rate.per)


def inverse(rate: Rate, places: int) -> Line:
    """What one unit of the bank's own currency costs in the foreign one: 1 UZS = 0.000082006 USD."""
    number = printed(rate, places)
    if number.in_units:
        return Line(rate.amount, rate.per, number.text, rate.currency)
    return Line("1", rate.per, _computed(1 / rate.price, number), rate.currency)


def rounded(value: Decimal, digits: int) -> Decimal:
    """`value`, over zero, at so many significant digits; a tie goes to the even digit (as in IEEE 754)."""
    cut = Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(value)
    return cut.quantize(Decimal(1).scaleb(cut.adjusted() - digits + 1))


def _computed(value: Decimal, number: Print) -> str:
    return f"{rounded(value, min(SHOWN_DIGITS, number.digits)):f}"


def _is_nominal(units: str) -> bool:
    """Banks quote 1, 10, 100 … of a currency. Other units are the printed number: 1.0982 USD cost 1 EUR."""
    return units.startswith("1") and set(units[1:]) <= {"0"}
