"""National Bank of Kazakhstan: `rates` of a day, and an RSS whose items carry their own day.

Title and description stand at the head of both as well: only what is inside an item is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from aitys.sources.banks import numbers
from aitys.sources.banks.tables import Line
from aitys.sources.banks.xml_table import name, root_of, text_of, unlike, word
from aitys.values.captures import Document
from aitys.values.rates import Bank


def lines(document: Document, bank: Bank) -> Iterator[Line]:
    """A line an item; `quant` is the unit, `index` says which way `change` went."""
    root = root_of(text_of(document, bank), bank)
    if name(root) not in ("rates", "rss"):
        raise unlike(root, bank, "rates> or <rss")
    day = word(root, "date")
    for item in root.iter("item"):
        yield _line(item, day)


def _line(item: etree._Element, day: str) -> Line:
    return Line(
        currency=word(item, "title"),
        units=word(item, "quant"),
        amount=word(item, "description"),
        day=word(item, "pubDate") or day,
        printed_change=numbers.change(word(item, "change"), word(item, "index")),
    )
