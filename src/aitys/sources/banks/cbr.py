"""Bank of Russia: `ValCurs` of a day or of one currency's stretch, with decimal commas.

`VunitRate`, which may read 5,39256E-05, is not read: Value and Nominal are what is set.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from aitys.errors import UnreadableSource
from aitys.sources.banks import valcurs
from aitys.sources.banks.tables import Line
from aitys.sources.banks.xml_table import name, root_of, text_of, unlike, word
from aitys.values.captures import Document
from aitys.values.rates import Bank


def lines(document: Document, bank: Bank) -> Iterator[Line]:
    """A line a record; the numbers by which a stretch names its currency are turned to codes by the card."""
    root = root_of(text_of(document, bank), bank)
    if name(root) == "Metall":
        raise UnreadableSource(bank.code, "these are prices of metals, not rates", name="not-a-table")
    if name(root) != "ValCurs":
        raise unlike(root, bank, "ValCurs")
    if said := (root.text or "").strip():
        raise UnreadableSource(
            bank.code, f"instead of rates the bank answered {said[:100]!r}", name="error-document"
        )
    yield from valcurs.lines(root, ",")
    yield from _stretch(root, bank)


def _stretch(root: etree._Element, bank: Bank) -> Iterator[Line]:
    codes = dict(bank.ids)
    for record in root:
        if name(record) != "Record":
            continue
        number = record.get("Id", "")
        code = codes.get(number, "")
        yield Line(
            currency=code or number,
            units=word(record, "Nominal"),
            amount=word(record, "Value"),
            day=record.get("Date", ""),
            mark=",",
            reason="" if code else "unknown-number",
        )
