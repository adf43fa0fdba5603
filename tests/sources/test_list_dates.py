from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.sources import list_dates, times

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("сегодня, 14:05", "2026-05-12 14:05"),
        ("14:05, Бүгін", "2026-05-12 14:05"),
        ("Вчера в 14:05", "2026-05-11 14:05"),
        ("Кечээ — 14:05", "2026-05-11 14:05"),
        ("kecha | 09:10", "2026-05-11 09:10"),
        ("şu gün 09:10", "2026-05-12 09:10"),
        ("12 мая 2026 г., 14:05", "2026-05-12 14:05"),
        ("14:05, 12 мая 2026 года", "2026-05-12 14:05"),
        ("11 мамыр 2026, 14:05", "2026-05-11 14:05"),
        ("2026 жылғы 11 мамыр 14:05", "2026-05-11 14:05"),
        ("2025-yil 9-dekabr, 14:05", "2025-12-09 14:05"),
        ("9-dekabr 2025", "2025-12-09"),
        ("2025 йил 9 декабр 14:05", "2025-12-09 14:05"),
        ("3 маусым 2025", "2025-06-03"),
        ("7 наурыз", "2026-03-07"),
        ("11 мая, 14:05", "2026-05-11 14:05"),
        ("13 мая, 00:10", "2026-05-13 00:10"),
        ("20 дек., 14:05", "2025-12-20 14:05"),
        ("30 awgust", "2025-08-30"),
        ("8 ноября", "2025-11-08"),
        ("Сейсенбі, 11 мамыр 2026", "2026-05-11"),
        ("Tue, 12 May 2026 14:05:00 +0500", "2026-05-12 14:05:00 +0500"),
        ("Опубликовано: 11 мая 2026, 14:05", "2026-05-11 14:05"),
        ("29 февраля", "29 февраля"),
        ("31 июня 2025", "31 июня 2025"),
        ("2026-05-12T14:05:00+06:00", "2026-05-12T14:05:00+06:00"),
        ("12.05.2026 14:05", "12.05.2026 14:05"),
        ("2 часа назад", "2 часа назад"),
        ("", ""),
    ],
)
def test_a_day_in_words_becomes_a_date(printed: str, plain: str) -> None:
    assert list_dates.plain(printed, NOON) == plain


def test_a_leap_day_without_a_year_is_the_last_one_only_if_it_is_near() -> None:
    assert list_dates.plain("29 февраля", datetime(2024, 3, 1, tzinfo=UTC)) == "2024-02-29"


def test_the_turn_of_the_year_is_seen_from_both_sides() -> None:
    assert list_dates.plain("31 желтоқсан", datetime(2026, 1, 1, tzinfo=UTC)) == "2025-12-31"
    assert list_dates.plain("1 қаңтар", datetime(2025, 12, 31, 20, tzinfo=UTC)) == "2026-01-01"


@given(st.text(max_size=40) | st.from_regex(r"\d{1,4}[ -]?(мая|yil|қаңтар|may) ?\d{0,4}", fullmatch=True))
def test_no_words_break_it(printed: str) -> None:
    plain = list_dates.plain(printed, NOON)
    assert isinstance(plain, str)
    times.read(plain, NOON)


def test_what_it_makes_is_read_with_the_zone_that_was_printed() -> None:
    read = times.read(list_dates.plain("Tue, 12 May 2026 14:05:00 +0500", NOON), NOON)
    assert read is not None
    assert (read.at.hour, read.offset, read.guessed) == (9, "+05:00", False)
