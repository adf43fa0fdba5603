"""One day in the forms of every language, and what is no day."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.text.dates import date_keys, dates, without_year


@pytest.mark.parametrize(
    "written",
    [
        "12.05.2026",
        "12.05.26",
        "2026-05-12",
        "2026.05.12",
        "12 мая 2026",
        "12-го мая 2026",
        "12 МАЯ 2026",
        "2026 жылғы 12 мамыр",
        "2026 жылғы 12 мамырда",
        "2026 жылдың 12 мамырында",
        "2026-жылдын 12-майы",
        "2026-жылдын 12-майында",
        "2026-ж. 12-май",
        "2026-yil 12-may",
        "2026-yil 12-mayda",
        "2026-yilning 12-mayida",
        "2026 йил 12 май",
        "2026 йил 12 майда",
        "12 майи соли 2026",
        "12-уми майи соли 2026",
        "2026-njy ýylyň 12-nji maýynda",
        "2026-njy ýylyň 12-nji maýy",
        "May 12, 2026",
        "May 12th, 2026",
        "12 May 2026",
        "12th of May, 2026",
        "٢٠٢٦-٠٥-١٢",
    ],
)
def test_a_day_has_one_key_in_all_languages(written: str) -> None:
    assert dates(f"({written})") == [(1, 1 + len(written), "d:2026-05-12")]


@pytest.mark.parametrize(
    "written", ["12 мая", "12-may", "12 мамыр", "12-майында", "12 майи", "12-nji maýda", "May 12"]
)
def test_a_day_without_a_year_has_a_key_too(written: str) -> None:
    assert dates(written) == [(0, len(written), "d:05-12")]


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, "January Jan. января янв. қаңтарда январда yanvarda ýanwarda январи"),
        (2, "February Feb. февраля фев. ақпанда февралда fevralda fewralda феврали"),
        (3, "March Mar. марта наурызда мартта martda марти"),
        (4, "April Apr. апреля апр. сәуірде апрелде aprelda апрели"),
        (5, "May мая мамырда майда mayda maýda майи"),
        (6, "June Jun. июня маусымда июнда iyunda iýunda июни"),
        (7, "July Jul. июля шілдеде июлда iyulda iýulda июли"),
        (8, "August Aug. августа авг. тамызда августта avgustda awgustda августи"),
        (
            9,
            "September Sept. сентября сент. қыркүйекте қыркүйегінде сентябрда sentyabrda sentýabrda",
        ),
        (10, "October Oct. октября окт. қазанда октябрда oktabrda oktýabrda октябри"),
        (11, "November Nov. ноября нояб. қарашада ноябрда noyabrda noýabrda ноябри"),
        (12, "December Dec. декабря дек. желтоқсанда декабрда dekabrda декабри"),
    ],
)
def test_every_month_is_known_in_every_language(month: int, names: str) -> None:
    assert {name: date_keys(f"3 {name} 2026") for name in names.split()} == {
        name: {f"d:2026-{month:02}-03"} for name in names.split()
    }


def test_a_range_of_days_gives_its_ends() -> None:
    assert [key for _, _, key in dates("15-июлдан 20-июлга чейин")] == ["d:07-15", "d:07-20"]


def test_a_date_with_strokes_is_read_both_ways() -> None:
    assert date_keys("05/12/2026") == {"d:2026-12-05", "d:2026-05-12"}
    assert date_keys("25/12/2026") == date_keys("12/25/2026") == {"d:2026-12-25"}


def test_the_time_of_day_does_not_hide_a_date() -> None:
    assert date_keys("2026-05-12T10:00") == {"d:2026-05-12"}


@pytest.mark.parametrize(
    "text",
    [
        "12 маяка",
        "12 майка",
        "12 майор",
        "12 Мары",
        "30 февраля",
        "31.02.2026",
        "00.05.2026",
        "12.13.2026",
        "в мае 12 человек",
        "12\nмая",
        "3.10.2024.1",
        "55-12-05-2026",
        "12,05,2026",
        "12.05",
        "40 мая",
        "мая 2026",
    ],
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert dates(text) == []


def test_a_number_after_the_month_is_a_year_only_if_it_can_be() -> None:
    assert [key for _, _, key in dates("12 мая 5000 человек")] == ["d:05-12"]
    assert [key for _, _, key in dates("12 мая. 2026")] == ["d:2026-05-12"]
    assert [key for _, _, key in dates("12 мамыр (2026)")] == ["d:05-12"]


def test_the_same_day_of_any_year_has_the_shorter_key() -> None:
    assert without_year("d:2026-05-12") == without_year("d:05-12") == "d:05-12"


FORMS = [
    "{day}.{month:02}.{year}",
    "{year}-{month:02}-{day:02}",
    "{day} {ru} {year} года",
    "{year} жылғы {day} {kk}да",
    "{year}-yil {day}-{uz}",
    "{en} {day}, {year}",
]
MONTHS = """
    января   қаңтар    yanvar  January
    февраля  ақпан     fevral  February
    марта    наурыз    mart    March
    апреля   сәуір     aprel   April
    мая      мамыр     may     May
    июня     маусым    iyun    June
    июля     шілде     iyul    July
    августа  тамыз     avgust  August
    сентября қыркүйек  sentabr September
    октября  қазан     oktabr  October
    ноября   қараша    noyabr  November
    декабря  желтоқсан dekabr  December
"""


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)), st.sampled_from(FORMS))
def test_every_day_of_four_centuries_is_read_back(day: date, form: str) -> None:
    names = MONTHS.splitlines()[day.month].split()
    named = dict(zip(("ru", "kk", "uz", "en"), names, strict=True))
    written = form.format(day=day.day, month=day.month, year=day.year, **named)
    assert date_keys(written) == {f"d:{day.isoformat()}"}


PIECES = [
    "12",
    "2026",
    "мая",
    "may",
    "жылғы",
    "-",
    ".",
    "/",
    " ",
    "nji",
    "of",
    "\n",
    "May",
    "05",
    "😀",
    "\u0301",
    "\x00",
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES) | st.characters(), max_size=30).map("".join))
def test_days_stand_where_they_say_whatever_the_text(text: str) -> None:
    for start, end, key in dates(text):
        assert 0 <= start < end <= len(text)
        assert any(sign.isdecimal() for sign in text[start:end])
        assert key in date_keys(text[start:end])


@pytest.mark.parametrize(
    "piece", ["1", "1.", "1 ", "12 мая ", "'", "\u0301", "2026-", "May ", "12-nji ", "1/1/"]
)
def test_a_hundred_thousand_of_any_sign_are_read_at_once(piece: str) -> None:
    begun = time.process_time()
    dates(piece * (100_000 // len(piece)))
    assert time.process_time() - begun < 3
