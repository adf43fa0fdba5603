from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from aitys.errors import NotFound, WrongSettings
from aitys.settings import current
from aitys.store import banks


@pytest.fixture
def cards() -> Iterator[Path]:
    """The folder of the desk's own cards; gone again afterwards."""
    folder = current().desk / "cards" / "banks"
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(current().desk / "cards")


def own(folder: Path, code: str, *, was: str = "", becomes: str = "") -> Path:
    """The desk's copy of a card, with one thing changed."""
    text = (files("aitys") / "cards" / "banks" / f"{code}.toml").read_text(encoding="utf-8")
    assert was in text
    path = folder / f"{code}.toml"
    path.write_text(text.replace(was, becomes, 1) if was else text, encoding="utf-8")
    return path


def test_the_five_of_the_region_come_first_and_the_controls_last() -> None:
    assert [bank.code for bank in banks.every()] == ["nbkr", "nbk", "nbt", "cbu", "cbt", "ecb", "cbr"]
    assert [bank.currency for bank in banks.every()] == ["KGS", "KZT", "TJS", "UZS", "TMT", "EUR", "RUB"]
    assert [bank.code for bank in banks.every() if bank.is_control] == ["ecb", "cbr"]


def test_every_bank_says_where_it_is_and_who_is_to_be_named() -> None:
    for bank in banks.every():
        assert bank.homepage.startswith("https://")
        assert bank.title
        assert bank.attribution
        assert bank.current[0].startswith("https://")
        assert bank.history_since is not None


def test_a_bank_is_found_by_its_code() -> None:
    manat = banks.by_code("cbt")
    assert manat.title == "Central Bank of Turkmenistan"
    assert [(peg.currency, peg.amount, peg.since) for peg in manat.pegs] == [("USD", "3.5", date(2015, 1, 1))]
    assert dict(banks.by_code("nbkr").ids)["108"] == "TMT"
    assert dict(banks.by_code("cbr").ids)["R01335"] == "KZT"


def test_a_bank_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(NotFound, match="nbkr, nbk, nbt, cbu, cbt, ecb, cbr"):
        banks.by_code("tian")


def test_the_desks_own_card_wins_and_an_edit_is_seen_at_once(cards: Path) -> None:
    path = own(cards, "nbt", was="National Bank of Tajikistan", becomes="Bank of Tian")
    assert banks.by_code("nbt").title == "Bank of Tian"
    path.write_text(path.read_text(encoding="utf-8").replace("Bank of Tian", "Bank of Tian Shan"), "utf-8")
    assert banks.by_code("nbt").title == "Bank of Tian Shan"
    path.unlink()
    assert banks.by_code("nbt").title == "National Bank of Tajikistan"


def test_cards_are_read_once_while_nobody_edits_them() -> None:
    assert banks.every() is banks.every()


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("places = 4", "place = 4", "places"),
        ("places = 4", "places = 4\nplaces_shown = 2", "places_shown: there is no such key in a bank's card"),
        ("places = 4", 'places = "four"', "places"),
        ('"TJS"', '"somoni"', "currency"),
        ("https://www.nbt.tj/en", "ftp://www.nbt.tj/en", "current.0.*is no address of the web"),
        ("{day:%Y-%m-%d}", "{date}", r"current.0.*may hold \{day\}, and nothing else"),
        ("{day:%Y-%m-%d}", "{day", r"current.0.*may hold \{day\}"),
        ('dated = "', 'archives = ["https://www.nbt.tj/{id}"]\ndated = "', "there are no ids"),
        ("history_since = 2001-01-01", "", "history_since is missing"),
        ("first = 4", "first = 9", "schedule: first must not be after last"),
        ("first = 4", "first = 24", "schedule.first"),
        ("[0, 1, 2, 3, 4, 5, 6]", "[]", "schedule.weekdays"),
        ("title = ", "title : ", "not readable as TOML"),
        ("[schedule]", '[units]\nUSD = "0"\n[schedule]', "units.USD: it must be above 0"),
    ],
)
def test_a_wrong_card_is_one_sentence_with_file_and_key(
    cards: Path, was: str, becomes: str, says: str
) -> None:
    path = own(cards, "nbt", was=was, becomes=becomes)
    with pytest.raises(WrongSettings, match=says) as wrong:
        banks.every()
    assert wrong.value.subject == str(path)
    assert "\n" not in str(wrong.value)


def test_dated_needs_a_place_for_its_day(cards: Path) -> None:
    (cards / "nbk.toml").write_text(
        (files("aitys") / "cards" / "banks" / "nbk.toml")
        .read_text(encoding="utf-8")
        .replace(
            'dated = "https://nationalbank.kz/rss/get_rates.cfm?fdate={day:%d.%m.%Y}"',
            'dated = "https://nationalbank.kz/"',
        ),
        encoding="utf-8",
    )
    with pytest.raises(WrongSettings, match="dated has no place"):
        banks.every()


def test_a_card_of_a_bank_that_nothing_can_read_is_refused(cards: Path) -> None:
    (cards / "tian.toml").write_text('title = "Bank of Tian"\n', encoding="utf-8")
    with pytest.raises(WrongSettings, match="no parser for a bank of this name"):
        banks.every()


def test_a_card_that_is_no_text_is_refused(cards: Path) -> None:
    (cards / "nbt.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WrongSettings, match="not readable as TOML"):
        banks.every()
