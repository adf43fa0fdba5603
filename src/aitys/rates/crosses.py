"""What one bank's official rate is worth in US dollars, and whether the other banks imply the same.

A bank's table gives every currency a value in dollars (its price over the dollar's), its own too (one over
the dollar's price): so its dollar is held against what the others say of the bank's own currency.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from aitys.rates.directions import printed
from aitys.rates.timelines import Timeline
from aitys.values.rates import Bank, Peg, StoredRate

DOLLAR = "USD"
NEAR = timedelta(days=7)
"""How far off another bank's table may lie to be compared with; weekly tables have to be near ones."""

# Of 512 pairs of values at two banks, up to a week apart, four lie further apart than this, rounding aside
# (python -m evals.rate_flags): all are the Iranian rial. The largest other gap within two days is 1.8 %.
TOLERANCE = Decimal("0.02")
PER_DAY = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Worth:
    """`dollars` for one unit. `slack` is what rounding makes of it, relative; `day` is its table's."""

    dollars: Decimal
    slack: Decimal
    day: date


class Crosses:
    """Values in dollars over all banks of a timeline."""

    def __init__(self, banks: Sequence[Bank], timeline: Timeline) -> None:
        self._banks = banks
        self._timeline = timeline
        self._worths: dict[tuple[str, str, date], Worth | None] = {}

    def is_outlier(self, bank: Bank, stored: StoredRate) -> bool:
        """Whether a rate lies apart from the median of its references: the same at the other banks, and pegs.

        Of an even number the two in the middle are the median, and it must lie apart from both, on one side:
        where two disagree, neither is right by majority.
        """
        judged = self._judged(bank, stored)
        return judged is not None and _is_apart(*judged)

    def is_judged(self, bank: Bank, stored: StoredRate) -> bool:
        """Whether there is enough to judge a rate by: one peg, or two other banks."""
        return self._judged(bank, stored) is not None

    def _judged(self, bank: Bank, stored: StoredRate) -> tuple[Worth, Sequence[Worth]] | None:
        """The worth of a rate, and its references. A bank's dollar that is an outlier judges no other."""
        rate = stored.rate
        own = self._against(bank, bank.currency, rate.day)
        if rate.currency == DOLLAR:
            return own
        if own and _is_apart(*own):
            return None
        return self._against(bank, rate.currency, rate.day)

    def _against(self, bank: Bank, currency: str, day: date) -> tuple[Worth, Sequence[Worth]] | None:
        ours = self.worth(bank, currency, day)
        others = [self.worth(each, currency, day) for each in self._banks if each.code != bank.code]
        pegs = [_pegged(peg, day) for peg in self._pegs(currency, day)]
        found = [each for each in others if each] + pegs
        return (ours, found) if ours and (pegs or len(found) > 1) else None

    def worth(self, bank: Bank, currency: str, day: date) -> Worth | None:
        """What a currency is worth by the tables of `bank` nearest to `day`; None where it has none near."""
        key = bank.code, currency, day
        if key not in self._worths:
            self._worths[key] = self._find_worth(bank, currency, day)
        return self._worths[key]

    def _find_worth(self, bank: Bank, currency: str, day: date) -> Worth | None:
        """A bank's dollar may stand in another table than the rest, of another day."""
        dollar = self._timeline.nearest(bank.code, DOLLAR, day, NEAR)
        if currency == bank.currency:
            return _worth_of_own(bank, dollar)
        found = self._timeline.nearest(bank.code, currency, day, NEAR)
        if dollar is None or found is None:
            return None
        slack = _slack(bank, found) + _slack(bank, dollar)
        return Worth(found.rate.price / dollar.rate.price, slack, found.rate.day)

    def _pegs(self, currency: str, day: date) -> Iterator[Peg]:
        return (
            peg
            for bank in self._banks
            for peg in bank.pegs
            if (bank.currency, peg.currency) == (currency, DOLLAR) and peg.since <= day
        )


def _worth_of_own(bank: Bank, dollar: StoredRate | None) -> Worth | None:
    if dollar is None:
        return None
    return Worth(1 / dollar.rate.price, _slack(bank, dollar), dollar.rate.day)


def _pegged(peg: Peg, day: date) -> Worth:
    return Worth(1 / Decimal(peg.amount), Decimal(0), day)


def _slack(bank: Bank, stored: StoredRate) -> Decimal:
    return printed(stored.rate, bank.places).step / 2


def _is_apart(ours: Worth, references: Sequence[Worth]) -> bool:
    middle = _middle(references)
    gaps = [each.dollars - ours.dollars for each in middle if _differ(ours, each)]
    return len(gaps) == len(middle) and (min(gaps) > 0 or max(gaps) < 0)


def _middle(worths: Sequence[Worth]) -> Sequence[Worth]:
    """The one or two in the middle."""
    ordered = sorted(worths, key=lambda each: each.dollars)
    return ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]


def _differ(ours: Worth, other: Worth) -> bool:
    return gap(ours, other) > 0


def gap(ours: Worth, other: Worth) -> Decimal:
    """How much further apart two values are than days and rounding explain, relative; else not over zero."""
    days = abs((ours.day - other.day).days)
    allowed = TOLERANCE + PER_DAY * days + ours.slack + other.slack
    return abs(ours.dollars / other.dollars - 1) - allowed
