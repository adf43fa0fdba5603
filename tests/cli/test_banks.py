from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.bank_site import CBR, NBK, NBT, SUNDAY, Banks, serve_banks, today
from tests.cli.terminal import Desk, new_desk
from tests.kill.killing import kill_group
from tests.sources.tables import (
    CBR_DAY,
    CBR_ERROR,
    CHALLENGE,
    NBK_DAY,
    NBKR_DAILY,
    NBKR_HISTORY,
    NBKR_WEEKLY,
)

_ASKED = "SELECT about, outcome FROM store_tableask ORDER BY about"
_RATES = "SELECT count(*) FROM store_rate"
_UNREAD = "SELECT count(*) FROM store_toread"


@pytest.fixture
def banks(tmp_path: Path) -> Iterator[Banks]:
    with serve_banks(tmp_path) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, banks: Banks) -> Iterator[Desk]:
    """A desk that can reach the banks and reads none yet."""
    with new_desk(tmp_path / "desk", **banks.environment) as made:
        yield made


def _look(desk: Desk, bank: str) -> Any:  # noqa: ANN401 - the round's JSON
    (round_,) = desk.json("collect", bank, "--once")["rounds"]
    assert round_["read"] == round_["stored"] + round_["unchanged"] + sum(round_["left"].values())
    return round_


def _past(days: int = 10) -> list[date]:
    return sorted(today() - timedelta(days=number) for number in range(1, days + 1))


def test_a_bank_is_read_with_its_past_and_its_past_is_asked_for_once(desk: Desk, banks: Banks) -> None:
    assert desk.json("source", "add", "https://www.nationalbank.kz/en/news") == [
        {
            "slug": "nbk",
            "kind": "bank",
            "route": "bank",
            "address": "https://nationalbank.kz/rss/rates_all.xml",
        }
    ]
    assert banks.asked == []
    began = today()
    first = _look(desk, "nbk")
    if today() != began:
        pytest.skip("midnight at the bank")
    days = [day for day in (*_past(), began) if day.weekday() != SUNDAY]
    assert first["error"] is None
    assert first["captures"] == len(days) + 1
    assert (first["read"], first["left"]) == (2 + 3 * len(days), {})
    outcomes = {str(day): "http-404" if day.weekday() == SUNDAY else "read" for day in _past()}
    outcomes |= {str(began): "read"} if began in days else {}
    assert dict(desk.rows(_ASKED)) == outcomes
    before = len(banks.paths(NBK))
    again = _look(desk, "nbk")
    assert len(banks.paths(NBK)) == before + 3
    assert (again["stored"], again["unchanged"], again["error"]) == (0, 5 if began in days else 2, None)
    assert desk.json("verify", "--reread")["ok"]
    assert "official rates, the latest of" in desk.run("source", "list").out
    assert f"well; {desk.rows(_RATES)[0][0]} official rates" in desk.run("doctor").out


def test_another_days_table_is_kept_under_its_own_day_and_noted(desk: Desk) -> None:
    desk.run("source", "add", "https://nbt.tj/")
    assert _look(desk, "nbt")["error"] is None
    asked = dict(desk.rows(_ASKED))
    weekends = {str(day) for day in _past() if day.weekday() > 4}
    assert {about for about, outcome in asked.items() if outcome == "other-day"} == weekends
    days = {date.fromisoformat(str(day)) for (day,) in desk.rows("SELECT DISTINCT day FROM store_rate")}
    assert {day.weekday() for day in days} <= {0, 1, 2, 3, 4}
    assert desk.json("verify")["ok"]


def test_what_a_bank_answers_of_the_past_does_not_fail_it(desk: Desk, banks: Banks) -> None:
    yesterday = next(day for day in reversed(_past()) if day.weekday() < 5)
    banks.odd = {
        f"date_req={yesterday:%d/%m/%Y}": (200, CBR_ERROR),
        "date_req=": (404, "not here"),
        CBR: (200, CBR_DAY.replace("20.05.2026", f"{today():%d.%m.%Y}")),
    }
    desk.run("source", "add", "https://www.cbr.ru/")
    first = _look(desk, "cbr")
    asked = dict(desk.rows(_ASKED))
    assert (first["error"], first["stored"]) == (None, 2)
    is_asked = yesterday.weekday() in (1, 2, 3, 4)
    assert first["left"] == ({"error-document": 1} if is_asked else {})
    assert set(asked.values()) == {"http-404", "error-document"} if is_asked else {"http-404"}
    assert _look(desk, "cbr")["captures"] == 1


def test_a_challenge_instead_of_todays_table_fails_the_bank_until_it_is_over(
    desk: Desk, banks: Banks
) -> None:
    desk.run("source", "add", "https://www.cbr.ru/")
    banks.odd = {CBR: (200, CHALLENGE)}
    for _ in range(2):  # the same bytes again are no better
        said = _look(desk, "cbr")
        assert (said["error"]["name"], said["stored"]) == ("not-a-table", 0)
    assert len(banks.paths(CBR)) == 2
    assert "not-a-table" in desk.run("doctor", expect=1).out
    banks.odd = {"date_req=": (404, "not here"), CBR: (200, CBR_DAY)}
    assert _look(desk, "cbr")["error"] is None
    assert desk.run("doctor").code == 0


def test_a_refusal_that_may_be_over_soon_ends_the_past_for_this_round(desk: Desk, banks: Banks) -> None:
    banks.odd = {f"fdate={day:%d.%m.%Y}": (500, "down") for day in _past()[:-2]}
    desk.run("source", "add", "https://nationalbank.kz/")
    assert _look(desk, "nbk")["error"] is None
    refused = [path for _, path, status in banks.asked if status == 500]
    assert len(refused) == 1
    banks.odd = {}
    assert _look(desk, "nbk")["error"] is None
    assert {str(day) for day in _past()} <= {about for about, _ in desk.rows(_ASKED)}


def test_a_bank_without_any_table_for_days_has_failed(desk: Desk, banks: Banks) -> None:
    banks.odd = {NBT: (404, "not here")}
    desk.run("source", "add", "https://nbt.tj/")
    assert _look(desk, "nbt")["error"]["name"] == "no-tables"


def test_a_kill_between_keeping_and_reading_loses_nothing(desk: Desk) -> None:
    desk.run("source", "add", "https://nationalbank.kz/")
    process = desk.start("collect", "nbk", "--once")
    until = time.monotonic() + 60
    while desk.rows(_UNREAD) == [(0,)]:
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.005)
    kill_group(process)
    assert desk.rows(_UNREAD) == [(1,)]
    (kept,) = desk.rows(_RATES)[0]
    resumed = _look(desk, "nbk")
    assert resumed["error"] is None
    assert resumed["stored"] + kept == desk.rows(_RATES)[0][0]
    assert desk.rows(_UNREAD) == [(0,)]
    assert {str(day) for day in _past()} <= {about for about, _ in desk.rows(_ASKED)}
    assert desk.json("verify", "--reread")["ok"]


def test_a_bank_has_no_other_name_and_is_paused_like_any_source(desk: Desk, banks: Banks) -> None:
    said = desk.run("source", "add", "https://cbt.tm/", "--slug", "manat", expect=2)
    assert "kept as cbt" in said.err
    desk.run("source", "add", "https://cbt.tm/")
    assert "is read already" in desk.run("source", "add", "https://www.cbt.tm/kurs/").err
    desk.run("source", "pause", "cbt")
    assert desk.json("collect", "--once") == {"rounds": []}
    assert desk.run("source", "list").out.endswith(".xml: paused, 0 official rates\n")
    assert banks.asked == []
    desk.run("source", "resume", "cbt")
    assert _look(desk, "cbt")["error"] is None


def _files(folder: Path, **tables: str) -> list[str]:
    paths = []
    for name, table in tables.items():
        paths.append(folder / f"{name.replace('_', '-')}.xml")
        paths[-1].write_bytes(table.encode("cp1251" if "windows-1251" in table else "utf-8"))
    return [str(path) for path in paths]


def test_saved_tables_are_imported_and_what_is_none_is_told(desk: Desk, tmp_path: Path) -> None:
    files = _files(tmp_path, daily=NBKR_DAILY, error=CBR_ERROR, weekly=NBKR_WEEKLY, of_USD_2026=NBKR_HISTORY)
    packed = tmp_path / "daily.xml.gz"
    packed.write_bytes(gzip.compress(Path(files[0]).read_bytes()))
    said = desk.json("import", "rates", "nbkr", *files, str(packed), expect=1)
    assert [error["name"] for error in said["errors"]] == ["not-a-table"]
    assert said["left"] == {"dead-code": 1, "not-a-table": 1}
    assert (said["read"], said["stored"], said["unchanged"]) == (10, 6, 2)
    assert desk.json("import", "rates", "nbkr", files[0]) == {
        "read": 2,
        "stored": 0,
        "unchanged": 2,
        "left": {},
        "errors": [],
    }
    assert [(row["slug"], row["route"]) for row in desk.json("source", "list")] == [("nbkr", "import")]
    assert desk.json("collect", "--once") == {"rounds": []}
    assert desk.json("verify", "--reread")["ok"]


def test_an_imported_bank_is_asked_once_a_person_adds_it(desk: Desk, tmp_path: Path) -> None:
    desk.run("import", "rates", "nbk", *_files(tmp_path, day=NBK_DAY), "--asked-day", "2026-05-21")
    ((asked,),) = desk.rows("SELECT DISTINCT asked_day FROM store_rate")
    assert str(asked) == "2026-05-21"
    desk.run("source", "add", "https://nationalbank.kz/")
    assert [row["route"] for row in desk.json("source", "list")] == ["import", "bank"]
    assert _look(desk, "nbk")["error"] is None


def test_a_wrong_bank_or_day_is_refused_with_what_is_right(desk: Desk, tmp_path: Path) -> None:
    (table,) = _files(tmp_path, day=NBK_DAY)
    unknown = desk.run("import", "rates", "bank-of-tian", table, expect=1)
    assert "nbkr, nbk, nbt, cbu, cbt, ecb, cbr" in unknown.err
    wrong = desk.run("import", "rates", "nbk", table, "--asked-day", "21.05.2026", expect=2)
    assert "2026-11-24" in wrong.err
    desk.run("import", "posts", "--source", "nbk", *_posts(tmp_path))
    taken = desk.run("import", "rates", "nbk", table, expect=2)
    assert "is no bank" in taken.err
    assert desk.rows(_RATES) == [(0,)]


def _posts(folder: Path) -> list[str]:
    path = folder / "posts.jsonl"
    path.write_text('{"id": 1, "date": "2026-11-20", "text": "Not from the bank."}\n')
    return [str(path)]


def test_a_killed_import_of_tables_is_finished_by_the_next_one(desk: Desk, tmp_path: Path) -> None:
    (table, other) = _files(tmp_path, day=NBK_DAY, other=NBK_DAY.replace("20.05", "19.05"))
    process = desk.start("import", "rates", "nbk", table, other, "--asked-day", "2026-05-21")
    until = time.monotonic() + 60
    while desk.rows(_UNREAD) == [(0,)]:
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.005)
    kill_group(process)
    desk.run("import", "rates", "nbk", other)
    assert desk.rows(_RATES) == [(6,)]
    assert desk.rows(_UNREAD) == [(0,)]
    assert desk.json("verify", "--reread")["ok"]
