"""National Bank of Tajikistan: `ValCurs` with decimal points.

Asked for a day it has not, the bank sends today's table: the day is the document's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from aitys.sources.banks import valcurs
from aitys.sources.banks.tables import Line
from aitys.sources.banks.xml_table import name, root_of, text_of, unlike
from aitys.values.captures import Document
from aitys.values.rates import Bank


def lines(document: Document, bank: Bank) -> Iterator[Line]:
    """A line a currency. The prolog says windows-1251 over UTF-8 at times, which `charsets` sees through."""
    root = root_of(text_of(document, bank), bank)
    if name(root) != "ValCurs":
        raise unlike(root, bank, "ValCurs")
    yield from valcurs.lines(root, ".")
