from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from aitys.publish.times import shown_moment, shown_time, shown_written
from aitys.values.posts import PrintedTime
from aitys.values.times import as_written

MORNING = datetime(2026, 5, 12, 4, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("offset", "said"),
    [
        ("+05:00", "12 May 2026, 09:14 (UTC+5)"),
        ("+0600", "12 May 2026, 10:14 (UTC+6)"),
        ("+04:30", "12 May 2026, 08:44 (UTC+4:30)"),
        ("-03:30", "12 May 2026, 00:44 (UTC−3:30)"),
        ("-05:00", "11 May 2026, 23:14 (UTC−5)"),
        ("+00:00", "12 May 2026, 04:14 (UTC)"),
        ("", "12 May 2026, 04:14 (UTC)"),
        ("+99:00", "12 May 2026, 04:14 (UTC)"),
        ("Almaty", "12 May 2026, 04:14 (UTC)"),
    ],
)
def test_a_time_is_shown_in_the_offset_it_was_printed_in(offset: str, said: str) -> None:
    shown = shown_time(PrintedTime(MORNING, offset))
    assert shown.words == said
    assert shown.at == MORNING


def test_a_guessed_time_says_so() -> None:
    assert shown_time(PrintedTime(MORNING, "", guessed=True)).guessed
    assert not shown_time(PrintedTime(MORNING, "+05:00")).guessed


def test_our_own_times_are_in_utc() -> None:
    assert shown_moment(MORNING).words == "12 May 2026, 04:14 (UTC)"


@pytest.mark.parametrize(
    ("offset", "words", "iso"),
    [
        ("+05:00", "12 May 2026, 09:14 (UTC+5)", "2026-05-12T09:14:00+05:00"),
        ("-03:30", "12 May 2026, 00:44 (UTC−3:30)", "2026-05-12T00:44:00-03:30"),
        ("+00:00", "12 May 2026, 04:14 (UTC)", "2026-05-12T04:14:00+00:00"),
        ("", "12 May 2026", "2026-05-12"),
    ],
)
def test_what_the_desk_wrote_is_shown_in_its_offset_and_a_day_without_an_hour(
    offset: str, words: str, iso: str
) -> None:
    shown = shown_written(MORNING, offset)
    assert (shown.words, shown.iso, as_written(MORNING, offset)) == (words, iso, iso)


def test_the_day_is_that_of_the_place() -> None:
    assert shown_written(datetime(2026, 5, 11, 20, tzinfo=UTC), "+05:00").day == date(2026, 5, 12)


def test_a_page_that_claims_the_end_of_time_is_still_shown() -> None:
    last = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    assert shown_time(PrintedTime(last, "+05:00")).words == "31 December 9999, 23:59 (UTC)"
