"""European Central Bank: what one euro costs in other currencies, as XML of days or as CSV.

The printed number counts units of the foreign currency: it becomes `units`, at an `amount` of 1 euro.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from lxml import etree

from aitys.errors import UnreadableSource
from aitys.sources.banks.tables import Line
from aitys.sources.banks.xml_table import looks_like_xml, name, root_of, text_of, unlike
from aitys.values.captures import Document
from aitys.values.rates import Bank

_COLUMNS = ("CURRENCY", "TIME_PERIOD", "OBS_VALUE")


def lines(document: Document, bank: Bank) -> Iterator[Line]:
    """A line a currency and day."""
    text = text_of(document, bank)
    if looks_like_xml(text):
        yield from _of_xml(root_of(text, bank), bank)
    else:
        yield from _of_csv(text, bank)


def _of_xml(root: etree._Element, bank: Bank) -> Iterator[Line]:
    if name(root) != "Envelope":
        raise unlike(root, bank, "gesmes:Envelope")
    for day in root.iter("{*}Cube"):
        if day.get("time") is None:
            continue
        for cube in day:
            if name(cube) == "Cube":
                yield Line(cube.get("currency", ""), cube.get("rate", ""), "1", day.get("time", ""))


def _of_csv(text: str, bank: Bank) -> Iterator[Line]:
    """Columns by their names: the bank's own answers have thirty, kept ones often four."""
    try:
        rows = csv.DictReader(text.lstrip("\ufeff").splitlines(), strict=True)
        columns = rows.fieldnames or ()
        if missing := [column for column in _COLUMNS if column not in columns]:
            raise UnreadableSource(
                bank.code, f"what came is neither XML nor CSV with {', '.join(missing)}", name="not-a-table"
            )
        yield from _lines(list(rows), ends_whole=text.endswith("\n") or columns[-1] != "OBS_VALUE")
    except csv.Error as error:
        raise UnreadableSource(bank.code, f"the CSV is broken: {error}") from error


def _lines(rows: list[dict[str, str]], *, ends_whole: bool) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        # A number at the very end, with no end of line behind it, may have lost digits.
        is_cut = number == len(rows) and not ends_whole
        yield Line(
            currency=row["CURRENCY"] or "",
            units=row["OBS_VALUE"] or "",
            amount="1",
            day=row["TIME_PERIOD"] or "",
            reason=_reason(row) or ("cut-off" if is_cut else ""),
        )


def _reason(row: dict[str, str]) -> str:
    if not any(row.get(column) for column in _COLUMNS):
        return "blank"
    if row.get("CURRENCY_DENOM", "EUR") != "EUR" or row.get("FREQ", "D") != "D":
        return "other-series"
    return "" if row.get("OBS_VALUE") else "no-value"
