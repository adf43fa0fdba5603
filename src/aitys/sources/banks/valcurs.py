"""`ValCurs` of a day, in which two banks print their tables, each with its own decimal mark and dates."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from aitys.sources.banks.tables import Line
from aitys.sources.banks.xml_table import name, word


def lines(root: etree._Element, mark: str) -> Iterator[Line]:
    """A line a `Valute`. Its ID is not read: it is wrong for some currencies, CharCode is not."""
    for record in root:
        if name(record) == "Valute":
            yield Line(
                currency=word(record, "CharCode"),
                units=word(record, "Nominal"),
                amount=word(record, "Value"),
                day=root.get("Date", ""),
                mark=mark,
            )
