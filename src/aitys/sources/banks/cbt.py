"""Central Bank of Turkmenistan: each currency against the dollar and in manat, with decimal points.

`rate_usd` counts units for a dollar, but dollars for a unit where the name says "/ ABŞ", of four currencies.
`rate_tmt` is what is kept; the other number tells whether it can be believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from lxml import etree

from aitys.sources.banks import numbers
from aitys.sources.banks.tables import Line
from aitys.sources.banks.xml_table import name, root_of, text_of, unlike, word
from aitys.values.captures import Document
from aitys.values.rates import Bank

_IN_DOLLARS = ("GBP", "EUR", "AUD", "XDR")
# What rounding of either number can make; it is a thousand times that when a digit is wrong.
_NEAR = Decimal("0.02")
_LAST_PLACE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class _Record:
    code: str
    units: str
    amount: str
    in_dollars: Decimal | None
    """What the record's units cost in dollars, as far as it says so."""

    def dollar(self) -> Decimal | None:
        """What a dollar costs in manat, by this record alone."""
        amount = _positive(self.amount)
        return amount / self.in_dollars if amount and self.in_dollars else None


def lines(document: Document, bank: Bank) -> Iterator[Line]:
    """A line a currency; one whose two numbers contradict each other grossly is left as inconsistent."""
    root = root_of(text_of(document, bank), bank)
    if name(root) != "cbt_currency_rate":
        raise unlike(root, bank, "cbt_currency_rate")
    day = word(root, "date")
    records = [_record(element) for element in root if name(element) == "rate"]
    dollar = _dollar(records, bank)
    for record in records:
        reason = "" if _fits(record, dollar) else "inconsistent"
        yield Line(record.code, record.units, record.amount, day, reason=reason)


def _record(element: etree._Element) -> _Record:
    code, units = element.get("code", ""), word(element, "multiplier")
    number, per_dollar = _positive(units), _positive(word(element, "rate_usd"))
    in_dollars = None
    if number and per_dollar:
        is_inverted = code in _IN_DOLLARS or "/ ABŞ" in word(element, "name")
        in_dollars = number * per_dollar if is_inverted else number / per_dollar
    return _Record(code, units, word(element, "rate_tmt"), in_dollars)


def _positive(text: str) -> Decimal | None:
    plain = numbers.decimal(text)
    return Decimal(plain) if plain and plain.strip("0.") else None


def _dollar(records: list[_Record], bank: Bank) -> Decimal | None:
    """What most of the records, and the peg, take a dollar for: no single slip can make the others wrong."""
    pegs = [Decimal(peg.amount) for peg in bank.pegs if peg.currency == "USD"]
    told = [dollar for record in records if (dollar := record.dollar()) is not None]
    return median([*pegs, *told]) if pegs or told else None


def _fits(record: _Record, dollar: Decimal | None) -> bool:
    amount = _positive(record.amount)
    if amount is None or record.in_dollars is None or dollar is None:
        return True  # nothing to compare: what is missing is told of elsewhere
    expected = record.in_dollars * dollar
    return abs(amount - expected) <= expected * _NEAR + _LAST_PLACE
