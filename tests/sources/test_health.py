from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.sources.health import changed_shape, dead, diagnose, grown_usual, shape_of
from aitys.values.health import HEALTH_NAMES, Shape, Sight, Usual
from aitys.values.posts import Left, Post, PrintedTime
from aitys.values.readings import Parsed

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=90)
HOURLY = tuple(NOON - timedelta(hours=hours) for hours in range(24 * 28))
FULL = Shape(items=20, titles=20, dates=20, texts=20)


def ill(sight: Sight) -> dict[str, str]:
    return {finding.name: finding.says for finding in diagnose(sight).ill}


def after(hours: float, *, times: tuple[datetime, ...] = HOURLY) -> Sight:
    """A source that published each hour until noon, looked at so many hours later."""
    return Sight(NOON + timedelta(hours=hours), times, LONG_AGO)


def used_to(shape: Shape, looks: int = 10) -> Usual:
    usual = Usual()
    for _ in range(looks):
        usual = grown_usual(usual, shape)
    return usual


def test_an_hourly_source_is_silent_only_after_a_whole_day() -> None:
    assert ill(after(23)) == {}
    assert diagnose(after(23)).well >= {"silent", "frozen"}
    assert ill(after(30)) == {
        "silent": "no new post for 30 hours; it never paused for much more than 1 hours"
    }


def test_a_source_is_judged_by_its_own_gaps() -> None:
    weekly = tuple(NOON - timedelta(days=3 * number) for number in range(30))
    assert ill(after(24 * 4, times=weekly)) == {}
    assert list(ill(after(24 * 5, times=weekly))) == ["silent"]


def test_a_long_pause_of_its_own_is_a_habit() -> None:
    holiday = tuple(at for at in HOURLY if not timedelta(days=5) < NOON - at < timedelta(days=10))
    assert ill(after(30, times=holiday)) != {}
    assert ill(after(30, times=(*HOURLY[:60], *HOURLY[200:260]))) == {}


def test_of_a_few_posts_no_silence_follows_and_none_ends() -> None:
    few = diagnose(after(24 * 20, times=HOURLY[:10]))
    assert not few.ill
    assert not {"silent", "frozen"} & few.well


def test_a_new_post_ends_a_silence_however_few_there_are() -> None:
    assert {"silent", "frozen"} <= diagnose(after(1, times=HOURLY[:1])).well


def test_a_source_that_sends_other_bytes_and_no_post_is_frozen_not_silent() -> None:
    restless = diagnose(replace(after(30), restless=3))
    assert [finding.name for finding in restless.ill] == ["frozen"]
    assert "silent" in restless.well


def test_a_source_that_dates_all_it_has_today_and_has_nothing_new_is_frozen() -> None:
    assert list(ill(replace(after(30), shape=replace(FULL, today=20)))) == ["frozen"]
    assert list(ill(replace(after(30), shape=replace(FULL, today=19)))) == ["silent"]


def test_a_source_below_what_its_card_expects_is_thin() -> None:
    assert ill(replace(after(12), fewest=13)) == {}
    assert ill(replace(after(12), fewest=14)) == {
        "thin": "13 posts in 24 hours; its card expects 14 at least"
    }


def test_a_source_that_is_read_for_hours_is_not_thin_yet() -> None:
    assert "thin" not in ill(replace(after(0, times=()), known_since=NOON - timedelta(hours=5), fewest=3))


def test_a_reader_that_finds_far_fewer_posts_says_that_the_shape_changed() -> None:
    usual = used_to(FULL)
    assert changed_shape(usual, replace(FULL, items=8)) is None
    found = changed_shape(usual, Shape(3, 3, 3, 3))
    assert found is not None
    assert found.says == "3 posts found where 20 are the rule"


@pytest.mark.parametrize("field", ["titles", "dates", "texts"])
def test_a_field_that_goes_missing_says_that_the_shape_changed(field: str) -> None:
    found = changed_shape(used_to(FULL), replace(FULL, **{field: 1}))
    assert found is not None
    assert found.says.startswith(field)


def test_what_was_never_there_is_not_missed() -> None:
    untitled = replace(FULL, titles=0)
    assert changed_shape(used_to(untitled), untitled) is None
    assert changed_shape(used_to(FULL, looks=2), untitled) is None


def test_a_changed_shape_does_not_become_the_rule() -> None:
    usual = used_to(FULL)
    for _ in range(100):
        usual = grown_usual(usual, Shape(1, 0, 0, 0))
    assert usual == used_to(FULL)
    assert changed_shape(usual, FULL) is None


def test_a_source_is_dead_after_three_days_of_failures() -> None:
    assert dead(NOON, NOON + timedelta(days=2)) is None
    found = dead(NOON, NOON + timedelta(days=5))
    assert found is not None
    assert found.says == "no look has gone well for 5 days"
    assert "dead" in diagnose(after(0)).well


def test_the_shape_of_a_document_counts_what_its_posts_have() -> None:
    printed = PrintedTime(NOON - timedelta(hours=1))
    posts = (
        Post(("a",), title="Bridge opens", text="On Monday.", posted=printed),
        Post(("b",), posted=PrintedTime(LONG_AGO)),
    )
    assert shape_of(Parsed("feed@1", posts, (Left("c", "no-text"),)), NOON) == Shape(3, 1, 2, 1, 1)


counts = st.integers(0, 30)


@given(
    st.lists(st.integers(-10, 90 * 24), max_size=60),
    st.integers(0, 60),
    st.none() | counts,
    st.builds(Shape, counts, counts, counts, counts, counts),
)
def test_a_diagnosis_never_says_both_of_one_name(
    hours: list[int], restless: int, fewest: int | None, shape: Shape
) -> None:
    times = [NOON - timedelta(hours=each) for each in hours]
    found = diagnose(Sight(NOON, times, LONG_AGO, fewest, restless, used_to(FULL), shape))
    names = [finding.name for finding in found.ill]
    assert len(names) == len(set(names))
    assert not found.well & set(names)
    assert found.well | set(names) <= set(HEALTH_NAMES)
