"""The floor under our reading of recorded bank answers, which are not in this repository."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from evals import rates
from evals.rates import Body, Printed
from tests.sources import tables

DATA = os.environ.get("AITYS_DATA", "")
recorded = pytest.mark.skipif(not DATA, reason="AITYS_DATA names no folder of test data: no answer was read")

KNOWN = [
    Printed("nbk", "USD", "2026-04-02", "1", "475.09", "-3.68"),
    Printed("nbk", "UZS", "2026-04-01", "100", "3.93", "-0.02"),
    Printed("nbk", "JPY", "2026-04-02", "1", "3", "0.00"),
    Printed("nbkr", "USD", "2026-05-24", "1", "87.4500"),
    Printed("nbkr", "UZS", "2026-05-23", "1", "0.0073"),
    Printed("nbkr", "USD", "2005-06-25", "1", "40.9614"),
    Printed("cbu", "USD", "2026-04-01", "1", "12194.21", "-16.5"),
    Printed("cbu", "TMT", "2026-04-01", "1", "4037.68", "108.25"),
    Printed("cbu", "TMT", "2026-04-02", "1", "3469.17", "-568.51"),
    Printed("cbu", "USD", "2020-07-14", "1", "10194.96", "10.23"),
    Printed("nbt", "USD", "2026-05-18", "1", "9.3450"),
    Printed("nbt", "UZS", "2026-05-18", "100", "0.0780"),
    Printed("cbt", "KZT", "2026-05-22", "100", "0.7418"),
    Printed("cbt", "GBP", "2026-05-22", "1", "4.7054"),
    Printed("ecb", "USD", "2015-01-07", "1.1831", "1"),
    Printed("ecb", "GBP", "2015-01-07", "0.78230", "1"),
    Printed("cbr", "IRR", "2026-03-03", "1000000", "58.8139"),
    Printed("cbr", "KZT", "2026-03-03", "100", "15.5104"),
]
"""Bank, currency, day, units, value as printed, change: taken from the bodies by hand."""


@recorded
def test_every_recorded_answer_is_read_as_printed() -> None:
    score = rates.score(Path(DATA))
    assert score.differ == ()
    assert (score.bodies, score.rates, score.agreed) == (62, 11069, 1.0)
    assert (score.compared, score.changes) == (114, 1.0)
    assert score.left == {"refused: error-document": 1, "refused: not-a-table": 1, "blank": 1, "dead-code": 1}


@recorded
def test_known_values_come_out_by_hand() -> None:
    found = {one for body in rates.bodies(Path(DATA)) for one in rates.ours(body, Counter())}
    assert [one for one in KNOWN if one not in found] == []


def body(code: str, file: str, content: str) -> Body:
    return Body(code, file, tables.NBKR_HISTORY_URL, "", tables.READ_AT, content.encode())


BODIES = [
    body("nbk", "nbk/day.xml", tables.NBK_DAY),
    body("nbkr", "nbkr/daily.xml", tables.NBKR_DAILY),
    body("nbkr", "nbkr/weekly.xml", tables.NBKR_WEEKLY),
    body("nbkr", "nbkr/history.html", tables.NBKR_HISTORY),
    body("cbu", "cbu/day.json", tables.CBU_JSON),
    body("nbt", "nbt/day.xml", tables.NBT_DAY),
    body("cbt", "cbt/day.xml", tables.cbt_day(tables.CBT_DOLLAR, tables.CBT_TENGE)),
    body("ecb", "ecb/daily.xml", tables.ECB_DAYS),
    body("cbr", "cbr/daily.xml", tables.CBR_DAY),
    body("cbr", "cbr/dynamic.xml", tables.CBR_STRETCH),
]


@pytest.mark.parametrize("sample", BODIES, ids=lambda sample: sample.file)
def test_the_second_reading_sees_what_ours_sees_and_a_wrong_digit(sample: Body) -> None:
    codes = {"R01335": "KZT"}
    found = rates.printed(sample, codes)
    assert found
    assert found == rates.ours(sample, Counter())
    one = sorted(found, key=str)[0]
    value = (one.units if one.bank == "ecb" else one.amount).encode()
    marked = value if value in sample.content else value.replace(b".", b",")
    wrong = replace(sample, content=sample.content.replace(marked, marked + b"9"))
    assert rates.printed(wrong, codes) != found
