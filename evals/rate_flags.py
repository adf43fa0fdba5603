"""How often a right rate is flagged, and whether the wrong one is, on recorded tables of seven central banks.

    AITYS_DATA=… python -m evals.rate_flags

Reads rates/: every table that can be read. Also prints what the tolerance is set by: how far two banks lie
apart, and how far a currency moves against the dollar in so many days.
"""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from pathlib import Path

from aitys.errors import UnreadableSource
from aitys.rates.changes import can_check_change, printed_change_differs
from aitys.rates.crosses import DOLLAR, PER_DAY, TOLERANCE, Crosses, gap
from aitys.rates.timelines import Timeline
from aitys.sources.banks import parse
from aitys.store import banks
from aitys.values.captures import Document
from aitys.values.rates import StoredRate
from evals.rates import bodies

_WRONG = {"cbu TMT 2026-04-01 4037.68"}
"""Known from the bank's own next day, and from the manat's peg."""


@dataclass(slots=True)
class Found:
    """`judged` rates of those there were, the `outliers` among them, and changes that were `checked`."""

    rates: int = 0
    judged: int = 0
    outliers: list[str] = field(default_factory=list)
    checked: Counter[str] = field(default_factory=Counter)
    differ: list[str] = field(default_factory=list)


def read(data: Path) -> list[StoredRate]:
    """Every rate of every body; two of them hold none, and say so when they are parsed."""
    found: list[StoredRate] = []
    for number, body in enumerate(bodies(data)):
        document = Document(body.url, body.content, body.content_type, body.recorded_at)
        try:
            rates = parse(document, banks.by_code(body.bank)).rates
        except UnreadableSource:
            continue
        found.extend(StoredRate(rate, None, number, body.recorded_at) for rate in rates)
    return found


def measure(history: Sequence[StoredRate]) -> Found:
    """Flags of every rate, each held against all the others."""
    timeline = Timeline(history)
    crosses = Crosses(banks.every(), timeline)
    found = Found()
    for bank in banks.every():
        for currency in timeline.currencies(bank.code):
            for stored in timeline.every(bank.code, currency):
                found.rates += 1
                found.judged += crosses.is_judged(bank, stored)
                name = f"{bank.code} {currency} {stored.rate.day} {stored.rate.amount}"
                if crosses.is_outlier(bank, stored):
                    found.outliers.append(name)
                before = timeline.previous(stored)
                if before and can_check_change(stored.rate, before.rate):
                    found.checked[bank.code] += 1
                    if printed_change_differs(stored.rate, before.rate, bank.places):
                        found.differ.append(name)
    return found


def score(data: Path) -> float:
    """The share of the rates that can be judged whose flag is right."""
    found = measure(read(data))
    return 1 - len(_WRONG.symmetric_difference(found.outliers)) / found.judged


def moves(history: Sequence[StoredRate], days: int) -> Iterator[float]:
    """How far each currency's value in dollars moved at one bank within so many days, relative."""
    timeline = Timeline(history)
    prices: dict[tuple[str, str], dict[date, float]] = defaultdict(dict)
    for stored in history:
        rate = stored.rate
        dollar = timeline.in_force(rate.bank, DOLLAR, rate.day)
        if dollar and rate.currency != DOLLAR:
            prices[rate.bank, rate.currency][rate.day] = float(rate.price / dollar.rate.price)
    for values in prices.values():
        for day, value in values.items():
            later = values.get(day + timedelta(days=days))
            if later:
                yield abs(later / value - 1)


def gaps(history: Sequence[StoredRate]) -> dict[str, Decimal]:
    """For each rate and each other bank that has it within a week, what is left of their gap."""
    timeline = Timeline(history)
    crosses = Crosses(banks.every(), timeline)
    found = {}
    for bank, other in permutations(banks.every(), 2):
        for currency in timeline.currencies(bank.code):
            for stored in timeline.every(bank.code, currency):
                what, day = currency if currency != DOLLAR else bank.currency, stored.rate.day
                ours, theirs = crosses.worth(bank, what, day), crosses.worth(other, what, day)
                if ours and theirs:
                    found[f"{bank.code} {other.code} {what} {day}"] = gap(ours, theirs)
    return found


def main() -> None:
    if "AITYS_DATA" not in os.environ:
        sys.exit("not measured: AITYS_DATA names no folder with rates")
    history = read(Path(os.environ["AITYS_DATA"]))
    found = measure(history)
    print(f"{found.rates:,} rates, {found.judged:,} judged, {len(found.outliers)} outliers:")
    print("".join(f"  {name}\n" for name in found.outliers), end="")
    print(f"printed changes checked: {dict(found.checked)}; {len(found.differ)} differ {found.differ}")
    pairs = gaps(history)
    apart = [name for name, left in pairs.items() if left > 0]
    print(f"{len(pairs):,} pairs of banks, {len(apart)} beyond the tolerance: {apart}")
    print("days, moves, share of moves beyond the tolerance, 99.9th percentile, largest")
    for days in range(1, 9):
        sizes = sorted(moves(history, days))
        if sizes:
            allowed = float(TOLERANCE + PER_DAY * days)
            beyond = sum(size > allowed for size in sizes) / len(sizes)
            most = sizes[int(len(sizes) * 0.999)]
            print(f"  {days}  {len(sizes):,}  {beyond:.4%}  {most:.4f}  {sizes[-1]:.4f}")


if __name__ == "__main__":
    main()
