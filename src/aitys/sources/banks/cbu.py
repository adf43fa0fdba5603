"""Central Bank of Uzbekistan: the same records as JSON and as XML, with decimal points.

`id` is no key: the dollar was 75 in one year and 69 in another. `Ccy` is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from aitys.errors import UnreadableSource
from aitys.sources.banks import numbers
from aitys.sources.banks.tables import Line
from aitys.sources.banks.xml_table import looks_like_xml, name, root_of, text_of, unlike, word
from aitys.values.captures import Document
from aitys.values.rates import Bank


def lines(document: Document, bank: Bank) -> Iterator[Line]:
    """A line a currency; `Diff` is the signed change since the table before."""
    text = text_of(document, bank)
    if looks_like_xml(text):
        yield from _of_xml(text, bank)
    else:
        yield from _of_json(text, bank)


def _of_json(text: str, bank: Bank) -> Iterator[Line]:
    try:
        # Numbers stay as printed, should the bank ever print them without quotes.
        rows = json.loads(text.lstrip("\ufeff"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(bank.code, f"the JSON is broken or breaks off: {str(error)[:200]}") from error
    if not isinstance(rows, list):
        raise UnreadableSource(bank.code, "JSON came that is no list of rates", name="not-a-table")
    for row in rows:
        told = row if isinstance(row, dict) else {}
        yield _line({key: value for key, value in told.items() if isinstance(value, str)})


def _of_xml(text: str, bank: Bank) -> Iterator[Line]:
    root = root_of(text, bank)
    if name(root) != "CBU_Curr":
        raise unlike(root, bank, "CBU_Curr")
    for record in root:
        if name(record) == "CcyNtry":
            told = {key: word(record, key) for key in ("Ccy", "Nominal", "Rate", "Diff")}
            yield _line({**told, "Date": word(record, "Date", "date")})


def _line(told: dict[str, str]) -> Line:
    return Line(
        currency=told.get("Ccy", ""),
        units=told.get("Nominal", ""),
        amount=told.get("Rate", ""),
        day=told.get("Date", ""),
        printed_change=numbers.change(told.get("Diff", "")),
    )
