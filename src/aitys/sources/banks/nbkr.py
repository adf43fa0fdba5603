"""National Bank of the Kyrgyz Republic: two XML lists, daily and weekly, and a page of history a currency.

All print decimal commas. The page names neither its currency nor its units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from aitys.errors import UnreadableSource
from aitys.sources.banks.tables import Line
from aitys.sources.banks.xml_table import name, root_of, text_of, unlike, word
from aitys.values.captures import Document
from aitys.values.rates import Bank

_MARKED = re.compile(r"<!--(date|value)-->([^<]{0,60})<!--\1-->")
_NUMBER = re.compile(r"valuta_id=(\w+)")
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")


def lines(document: Document, bank: Bank) -> Iterator[Line]:
    """A line a currency, or a line a day of one."""
    text = text_of(document, bank)
    if "<!--date-->" in text:
        yield from _history(text, document, bank)
        return
    root = root_of(text, bank)
    if name(root) != "CurrencyRates":
        raise unlike(root, bank, "CurrencyRates")
    for record in root:
        if name(record) == "Currency":
            yield _line(record, root.get("Date", ""))


def _line(record: etree._Element, day: str) -> Line:
    return Line(record.get("ISOCode", ""), word(record, "Nominal"), word(record, "Value"), day, ",")


def _history(text: str, document: Document, bank: Bank) -> Iterator[Line]:
    """Days and values stand in turn, marked by comments; a day that no value follows has none."""
    currency = _currency(document.url, bank)
    units = dict(bank.units).get(currency, "")
    day = ""
    for mark, printed in _MARKED.findall(text):
        if mark == "value":
            yield Line(currency, units, printed, day, ",")
            day = ""
            continue
        if day:
            yield Line(currency, units, "", day, ",")
        day = printed
    if day:
        yield Line(currency, units, "", day, ",")


def _currency(url: str, bank: Bank) -> str:
    """From the address's valuta_id, else from the one code of ours in the address or file name."""
    known, url = dict(bank.ids), unquote(url)
    numbers = _NUMBER.findall(url)
    named = {known[number] for number in numbers if number in known}
    if not numbers:
        ours = {*known.values(), *dict(bank.units)}
        named = ours.intersection(_CODE.findall(url))
    if len(named) != 1:
        raise UnreadableSource(
            bank.code,
            "a page of history does not say which currency it is of: keep its address with valuta_id, or put"
            " one code into the file's name, as in history-USD-2005.html",
        )
    return named.pop()
