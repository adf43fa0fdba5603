from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.terminal import Desk, new_desk

KEYS = {
    "bank",
    "currency",
    "per",
    "units",
    "amount",
    "day",
    "asked_day",
    "previous_day",
    "change_percent",
    "flags",
}


@pytest.fixture(scope="module")
def quoting_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Three days of the Central Bank of Uzbekistan, which no test changes.

    On the first its manat is far from the peg, on the last it prints a change that is none. The second was
    asked for by its day.
    """
    folder = tmp_path_factory.mktemp("rates")
    first = table(folder, "18.11.2026", ("USD", "12000.00", "10.5"), ("TMT", "3970.00", "541.43"))
    second = table(folder, "19.11.2026", ("USD", "11988", "-12"), ("TMT", "3425.14", "-544.86"))
    third = table(folder, "20.11.2026", ("USD", "11988", "-3"))
    with new_desk(folder / "desk") as made:
        made.run("import", "rates", "cbu", first, third)
        made.run("import", "rates", "cbu", second, "--asked-day", "2026-11-19")
        yield made


def table(folder: Path, day: str, *rows: tuple[str, str, str]) -> str:
    """A file with one day's table: currency, rate and change."""
    found = [
        {"id": 1, "Code": "840", "Ccy": currency, "Nominal": "1", "Rate": amount, "Diff": diff, "Date": day}
        for currency, amount, diff in rows
    ]
    file = folder / f"{day}.json"
    file.write_text(json.dumps(found))
    return str(file)


def test_rates_in_force_on_a_day_come_as_the_contract_says(quoting_desk: Desk) -> None:
    answer = quoting_desk.json("rates", "--day", "2026-11-19")
    assert answer.keys() == {"rates"}
    manat, dollar = answer["rates"]
    assert manat.keys() == dollar.keys() == KEYS
    assert dollar == {
        "bank": "cbu",
        "currency": "USD",
        "per": "UZS",
        "units": "1",
        "amount": "11988",
        "day": "2026-11-19",
        "asked_day": "2026-11-19",
        "previous_day": "2026-11-18",
        "change_percent": -0.1,
        "flags": [],
    }
    assert (manat["currency"], manat["flags"]) == ("TMT", [])


def test_an_outlier_is_flagged_and_its_number_kept_as_printed(quoting_desk: Desk) -> None:
    manat, dollar = quoting_desk.json("rates", "--day", "2026-11-18")["rates"]
    assert (manat["amount"], manat["flags"]) == ("3970.00", ["outlier"])
    assert (dollar["previous_day"], dollar["change_percent"]) == (None, None)


def test_a_change_the_bank_prints_otherwise_is_flagged_also_over_the_weekend(quoting_desk: Desk) -> None:
    said = quoting_desk.run("rates", "--day", "2026-11-22", "--json").out
    (dollar,) = [each for each in json.loads(said)["rates"] if each["currency"] == "USD"]
    assert (dollar["change_percent"], dollar["flags"]) == (0.0, ["printed-change-differs"])
    assert '"change_percent": 0.0' in said
    assert (dollar["day"], dollar["asked_day"]) == ("2026-11-20", None)


def test_a_person_reads_both_directions_with_bank_day_and_change(quoting_desk: Desk) -> None:
    said = quoting_desk.run("rates", "--day", "2026-11-19", "--bank", "cbu").out.splitlines()
    assert said[0].split()[:3] == ["bank", "official", "rate"]
    (line,) = [each for each in said if "USD" in each]
    for part in ("cbu", "1 USD = 11988.00 UZS", "1 UZS = 0.000083417 USD", "−0.10\u00a0%", "2026-11-19"):
        assert part in line
    (still,) = [
        each for each in quoting_desk.run("rates", "--day", "2026-11-22").out.splitlines() if "USD" in each
    ]
    assert " 0.00\u00a0%" in still, "as on the pages: what stands still has no sign"
    marked = quoting_desk.run("rates", "--day", "2026-11-18").out
    assert "outlier" in marked
    assert "—" in marked


def test_one_bank_can_be_asked_for_and_an_unknown_one_is_named(quoting_desk: Desk) -> None:
    assert quoting_desk.json("rates", "--bank", "nbk") == {"rates": []}
    assert "no such bank; there are nbkr" in quoting_desk.run("rates", "--bank", "xyz", expect=1).err


@pytest.mark.parametrize("day", ["19.11.2026", ""])
def test_a_day_in_a_wrong_form_is_wrong_use(desk: Desk, day: str) -> None:
    said = desk.run("rates", "--day", day, "--json", expect=2)
    assert "write it as in 2026-11-24" in said.err
    assert said.out == ""


def test_a_desk_without_rates_says_what_to_do(desk: Desk) -> None:
    assert "no official rates yet" in desk.run("rates").out
    assert desk.json("rates", "--day", "0001-01-01") == {"rates": []}
    assert "no official rates in force on 2026-11-18" in desk.run("rates", "--day", "2026-11-18").out
