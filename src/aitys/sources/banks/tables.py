"""From a bank's own lines to rates: the same checks for every bank, and every line accounted for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from aitys.errors import UnreadableSource
from aitys.sources.banks import numbers
from aitys.values.captures import Document
from aitys.values.posts import Left
from aitys.values.rates import Bank, Rate
from aitys.values.readings import Parsed

_CODE = re.compile(r"[A-Z]{3}")
_FIRST_DAY = date(1990, 1, 1)
_AHEAD = timedelta(days=14)
"""A table is set at most some days before it is in force; one dated later is a slip."""

_REPLACED = {
    "AZM": "AZN",
    "BYR": "BYN",
    "MRO": "MRU",
    "ROL": "RON",
    "RUR": "RUB",
    "TMM": "TMT",
    "TRL": "TRY",
    "VEF": "VES",
}
"""Codes that other currencies took the place of: beside these they are forgotten lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a table as its bank prints it; `mark` is the bank's decimal mark.

    `printed_change` is decimal text already. `reason` says why the parser itself leaves the line, or nothing.
    """

    currency: str
    units: str
    amount: str
    day: str
    mark: str = "."
    printed_change: str = ""
    reason: str = ""


def gather(reader: str, lines: Iterable[Line], document: Document, bank: Bank) -> Parsed:
    """Rates of the lines, and the others left under their reasons.

    Raises UnreadableSource when there is no rate at all: a table of nothing is no day without rates.
    """
    last_day = document.captured_at.date() + _AHEAD
    read = [_rate(number, line, bank, last_day) for number, line in enumerate(lines, 1)]
    rates, doubled = _undoubled([one for one in read if isinstance(one, Rate)])
    left = [one for one in read if isinstance(one, Left)] + doubled
    if not read:
        raise UnreadableSource(bank.code, "the table holds no rates", name="empty")
    if not rates:
        counted = ", ".join(f"{count} {reason}" for reason, count in Counter(x.reason for x in left).items())
        raise UnreadableSource(bank.code, f"none of its lines can be taken for a rate: {counted}")
    return Parsed(reader, left=tuple(left), rates=tuple(rates))


def _rate(number: int, line: Line, bank: Bank, last_day: date) -> Rate | Left:
    day = numbers.day(line.day)
    units, amount = numbers.decimal(line.units, line.mark), numbers.decimal(line.amount, line.mark)
    code = line.currency.strip()
    reason = line.reason or _reason(line, bank, (units, amount))
    if not reason and (day is None or not _FIRST_DAY <= day <= last_day):
        reason = "bad-day"
    if reason or day is None or units is None or amount is None:
        return Left(f"{code[:40] or f'record {number}'} {line.day.strip()[:40]}".strip(), reason)
    return Rate(bank.code, code, bank.currency, units, amount, day, line.printed_change)


def _reason(line: Line, bank: Bank, values: tuple[str | None, str | None]) -> str:
    """Why the line is no rate; empty where it is one. A missing unit is never taken for 1."""
    code, (units, amount) = line.currency.strip(), values
    checks = {
        "no-currency": not code,
        "bad-currency": not _CODE.fullmatch(code),
        "own-currency": code == bank.currency,
        "no-units": not line.units.strip(),
        "no-value": not line.amount.strip(),
        "bad-number": units is None or amount is None,
        "zero": not _is_positive(units) or not _is_positive(amount),
    }
    return next((reason for reason, applies in checks.items() if applies), "")


def _is_positive(text: str | None) -> bool:
    return text is not None and bool(text.strip("0."))


def _undoubled(rates: Sequence[Rate]) -> tuple[list[Rate], list[Left]]:
    """One rate a currency and day. The same number twice is one; where they differ, neither is believed."""
    told: dict[tuple[str, date], list[Rate]] = defaultdict(list)
    for rate in rates:
        told[rate.currency, rate.day].append(rate)
    kept: list[Rate] = []
    left: list[Left] = []
    for (currency, day), same in told.items():
        subject = f"{currency} {day}"
        if _is_dead(currency, day, told):
            left += [Left(subject, "dead-code")] * len(same)
        elif len({(Decimal(one.units), Decimal(one.amount)) for one in same}) > 1:
            left += [Left(subject, "doubled")] * len(same)
        else:
            kept.append(same[0])
            left += [Left(subject, "repeated")] * (len(same) - 1)
    return kept, left


def _is_dead(currency: str, day: date, told: Mapping[tuple[str, date], object]) -> bool:
    return (_REPLACED.get(currency, ""), day) in told
