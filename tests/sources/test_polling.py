from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.sources.polling import FIRST, LONGEST, SHORTEST, WINDOW, next_pause
from aitys.values.health import Habit

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=90)

ago = st.integers(0, int(WINDOW.total_seconds())).map(lambda seconds: NOON - timedelta(seconds=seconds))
moments = st.lists(ago, max_size=200)


def daily(hours: range, an_hour: int, days: int = 28) -> list[datetime]:
    """So many posts in each of these hours (UTC) of the last days."""
    midnight = NOON.replace(hour=0)
    each = [
        midnight - timedelta(days=day) + timedelta(hours=hour, minutes=60 * number / an_hour)
        for day in range(days + 1)
        for hour in hours
        for number in range(an_hour)
    ]
    return [at for at in each if at < NOON]


@given(moments, st.booleans())
def test_a_pause_is_never_under_ten_minutes_nor_over_six_hours(times: list[datetime], hot: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    pause = next_pause(Habit(times, LONG_AGO, hot=hot), NOON)
    assert SHORTEST <= pause.seconds <= LONGEST
    assert pause.reason


@given(moments, st.lists(ago, min_size=1, max_size=20))
def test_who_publishes_more_is_never_looked_at_later(times: list[datetime], more: list[datetime]) -> None:
    less, busier = Habit(times, LONG_AGO), Habit([*times, *more], LONG_AGO)
    assert next_pause(busier, NOON).seconds <= next_pause(less, NOON).seconds


@given(moments)
def test_a_hot_source_is_never_looked_at_later_than_if_it_were_not(times: list[datetime]) -> None:
    plain, hot = (next_pause(Habit(times, LONG_AGO, hot=hot), NOON) for hot in (False, True))
    assert hot.seconds <= min(plain.seconds, 1800)


@given(moments, st.integers(60, 10**6))
def test_what_a_person_chose_wins(times: list[datetime], every: int) -> None:
    assert next_pause(Habit(times, LONG_AGO, every=every, hot=True), NOON).seconds == every


def test_a_new_source_is_looked_at_each_half_hour_until_it_is_known() -> None:
    assert next_pause(Habit([], NOON), NOON).seconds == FIRST
    assert next_pause(Habit([], LONG_AGO), NOON).seconds == LONGEST


@pytest.mark.parametrize(("an_hour", "seconds"), [(1, 1800), (2, 1200), (6, 600)])
def test_half_a_post_is_expected_in_a_pause(an_hour: int, seconds: int) -> None:
    found = next_pause(Habit(daily(range(24), an_hour), LONG_AGO), NOON).seconds
    assert abs(found - seconds) <= SHORTEST


def test_a_source_that_sleeps_is_left_alone_at_night_and_looked_at_in_the_morning() -> None:
    times = daily(range(4, 18), 4)
    night, morning = NOON.replace(hour=20), NOON.replace(hour=2, minute=30)
    by_day, at_night, before_dawn = (
        next_pause(Habit(times, LONG_AGO), at + timedelta(days=1)) for at in (NOON, night, morning)
    )
    assert (by_day.seconds, at_night.seconds) == (600, LONGEST)
    assert "few at this hour" in at_night.reason
    assert before_dawn.seconds <= 5400


def test_a_burst_shortens_the_pause() -> None:
    quiet = daily(range(24), 1, days=28)[::12]
    burst = [NOON - timedelta(minutes=minutes) for minutes in (5, 20, 30, 41, 50)]
    before, during = (next_pause(Habit(times, LONG_AGO), NOON) for times in (quiet, [*quiet, *burst]))
    assert before.seconds > 2 * during.seconds
    assert during.reason.startswith("a burst")


def test_posts_dated_in_the_future_or_long_ago_count_for_nothing() -> None:
    odd = [NOON + timedelta(hours=1), LONG_AGO] * 50
    assert next_pause(Habit(odd, LONG_AGO), NOON).seconds == LONGEST
