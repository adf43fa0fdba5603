from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime

from aitys.publish.rates import as_csv, as_json
from aitys.values.rates import Rate, StoredRate

AT = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
HISTORY = (
    StoredRate(Rate("cbu", "USD", "UZS", "1", "12210.710", date(2026, 3, 31)), None, 1, AT),
    StoredRate(
        Rate("cbu", "USD", "UZS", "1", "12194.21", date(2026, 4, 1), "-16.5"),
        date(2026, 4, 1),
        2,
        AT,
        revised=True,
    ),
)


def test_a_spreadsheet_gets_the_values_as_printed() -> None:
    written = as_csv(HISTORY)
    assert written.count(b"\r\n") == 3
    rows = list(csv.DictReader(io.StringIO(written.decode(), newline="")))
    assert [row["amount"] for row in rows] == ["12210.710", "12194.21"]
    assert rows[1] == {
        "day": "2026-04-01",
        "bank": "cbu",
        "units": "1",
        "currency": "USD",
        "amount": "12194.21",
        "per": "UZS",
        "printed_change": "-16.5",
        "asked_day": "2026-04-01",
        "first_seen": "2026-04-01T09:00:00+00:00",
        "revised": "yes",
    }


def test_a_program_gets_the_same_and_no_number_that_was_rounded_on_the_way() -> None:
    first, second = json.loads(as_json(HISTORY))["rates"]
    assert first["amount"] == "12210.710"
    assert first["asked_day"] is None
    assert (first["revised"], second["revised"]) == (False, True)
