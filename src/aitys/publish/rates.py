"""Official rates as files for spreadsheets and programs, with the values as printed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from aitys.values.rates import StoredRate

COLUMNS = (
    "day",
    "bank",
    "units",
    "currency",
    "amount",
    "per",
    "printed_change",
    "asked_day",
    "first_seen",
    "revised",
)


def as_csv(history: Sequence[StoredRate]) -> bytes:
    """RFC 4180 with a header; decimals with a point, whatever the reader's language."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(_columns(stored) for stored in history)
    return text.getvalue().encode()


def as_json(history: Sequence[StoredRate]) -> bytes:
    """A list of objects with the same names; a day that was not asked for is null."""
    columns = [_columns(stored) | {"revised": stored.revised} for stored in history]
    return json.dumps({"rates": columns}, ensure_ascii=False, separators=(",", ":")).encode()


def _columns(stored: StoredRate) -> dict[str, str | bool | None]:
    rate = stored.rate
    values = (
        rate.day.isoformat(),
        rate.bank,
        rate.units,
        rate.currency,
        rate.amount,
        rate.per,
        rate.printed_change,
        stored.asked_day.isoformat() if stored.asked_day else None,
        stored.captured_at.isoformat(),
        "yes" if stored.revised else "no",
    )
    return dict(zip(COLUMNS, values, strict=True))
