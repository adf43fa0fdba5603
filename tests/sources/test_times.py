from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.sources import times
from aitys.values.posts import PrintedTime
from tests.sources.cast import NOW

NINE = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
FIVE_EAST = "+05:00"


@pytest.mark.parametrize(
    "printed",
    [
        "Tue, 12 May 2026 14:00:00 +0500",
        "12 May 26 14:00 +0500",
        "Monday, 12 May 2026 14:00:00 +05:00",
        "Вт, 12 мая 2026 14:00:00 +0500",
        "Tue, 12 May 2026 14:00:00 UZT",
        "Tue May 12 2026 14:00:00 GMT+0500 (UZT)",
        "Tue, 12 May 2026 14:00:00 GMT+5",
        "2026-05-12T14:00:00+05:00",
        "2026-05-12T14:00:00.123+0500",
        "2026-05-12 14:00:00 +05",
        "2026-05-12T14:00+05:00[Asia/Almaty]",
        "20260512T140000+0500",
        "2026/05/12 14:00:00 +0500",
    ],
)
def test_it_reads_the_moment_and_the_offset_as_printed(printed: str) -> None:
    found = times.read(printed, NOW)
    assert found is not None
    assert (found.at.replace(microsecond=0), found.offset, found.guessed) == (NINE, FIVE_EAST, False)


@pytest.mark.parametrize(
    ("printed", "offset"),
    [
        ("2026-05-12T09:00:00Z", "+00:00"),
        ("Tue, 12 May 2026 09:00:00 GMT", "+00:00"),
        ("2026-05-12 09:00 UTC", "+00:00"),
        ("Tue, 12 May 2026 12:00:00 MSK", "+03:00"),
        ("Tue, 12 May 2026 04:00:00 EST", "-05:00"),
    ],
)
def test_it_knows_zones_by_name(printed: str, offset: str) -> None:
    assert times.read(printed, NOW) == PrintedTime(NINE, offset)


@pytest.mark.parametrize(
    "printed",
    [
        "2026-05-12T09:00:00",
        "Tue, 12 May 2026 09:00:00",
        "12.05.2026 09:00",
        "12 мая 2026 г. в 09:00",
        "May 12, 2026 9:00 AM",
        "Tue, 12 May 2026 09:00:00 XQZ",
        "Tue May 12 09:00:00 2026",
    ],
)
def test_it_calls_a_time_without_a_zone_guessed(printed: str) -> None:
    assert times.read(printed, NOW) == PrintedTime(NINE, "", guessed=True)


@pytest.mark.parametrize("printed", ["2026-05-12", "12.05.2026", "20260512", "12 мая 2026", "May 12, 2026"])
def test_it_calls_a_day_without_an_hour_guessed(printed: str) -> None:
    assert times.read(printed, NOW) == PrintedTime(datetime(2026, 5, 12, tzinfo=UTC), "", guessed=True)


def test_it_reads_afternoons() -> None:
    found = times.read("12 May 2026 02:00 PM", NOW + timedelta(days=1))
    assert found is not None
    assert found.at.hour == 14


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "yesterday",
        "10:00",
        "May 2026",
        "2026-05",
        "2026-13-40",
        "Mon, 31 Feb 2026 10:00:00 GMT",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-10:00",
        "1970-01-01T00:00:00Z",
        "Mon, 30 Nov -0001 00:00:00 +0000",
        "2026-05-15",
        "2036-05-12",
        "1" * 200,
        "Tue, 12 May 2026 09:00:00 +9959",
    ],
)
def test_it_takes_nothing_that_names_no_likely_moment(printed: str) -> None:
    assert times.read(printed, NOW) is None


DATE_LIKE = st.text(alphabet=st.sampled_from(list("0123456789-:+T .,/JanZMOmayГяПн()[]")), max_size=60)


@given(st.one_of(st.text(), DATE_LIKE))
def test_it_never_raises_and_never_leaves_its_limits(printed: str) -> None:
    found = times.read(printed, NOW)
    assert found is None or datetime(1971, 1, 1, tzinfo=UTC) <= found.at <= NOW + timedelta(days=2)


@given(st.one_of(st.integers(), st.floats()))
def test_it_never_raises_on_a_unix_time(seconds: float) -> None:
    found = times.of_unix(seconds, NOW)
    assert found is None or found.offset == "+00:00"
