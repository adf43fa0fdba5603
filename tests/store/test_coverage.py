from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from aitys.store import coverage, models
from aitys.store.coverage import Item, Look, Stretch, extend
from aitys.values.sources import Route
from tests.builders import NOON, add_capture, add_source

HOUR = timedelta(hours=1)
YEARS = 5 * 365 * 24.0


def hour(number: float) -> datetime:
    return NOON + number * HOUR


def look(at: float, *hours: float, known: tuple[float, ...] = ()) -> Look:
    """A look `at` so many hours after noon, at posts of `hours`, of which those of `known` were known."""
    return Look(hour(at), tuple(Item(hour(each), each in known) for each in hours))


def stretch(since: float, until: float) -> Stretch:
    return Stretch(hour(since), hour(until))


def test_the_first_look_covers_from_the_oldest_post_it_shows() -> None:
    assert extend(None, look(0, -1, -2, -3)) == (stretch(-3, 0), True)


@pytest.mark.parametrize(
    "hours",
    [(-YEARS, -1, -2, -3), (-YEARS, 1 - YEARS, -1, -2, -3), (-1, -YEARS, -2, -3), (-1, -2, -3, -YEARS)],
)
def test_a_pinned_post_does_not_stretch_the_first_look(hours: tuple[float, ...]) -> None:
    assert extend(None, look(0, *hours)) == (stretch(-3, 0), True)


def test_all_stragglers_at_the_end_are_left_out() -> None:
    assert extend(None, look(0, -1, -2, -3, -YEARS, -3 * YEARS)) == (stretch(-3, 0), True)


def test_a_pause_within_the_window_is_no_end_of_it() -> None:
    week = tuple(-60.0 - each for each in range(9))
    assert extend(None, look(0, -1, *week)) == (stretch(week[-1], 0), True)


def test_posts_dated_after_the_look_or_not_at_all_say_nothing() -> None:
    shown = look(0, 5, -1, -2, 9)
    undated = Look(shown.at, (Item(None, known=True), *shown.items, Item(None, known=False)))
    assert extend(None, undated) == (stretch(-2, 0), True)
    assert extend(None, Look(NOON, (Item(None, known=True), Item(hour(1), known=True)))) is None


def test_a_look_that_shows_a_known_post_leaves_no_hole() -> None:
    seen = look(1, 0.5, -0.5, -1, known=(-0.5, -1))
    assert extend(stretch(-1, 0), seen) == (stretch(-1, 1), False)


@pytest.mark.parametrize("hours", [(-50, 72, 71, 70, 69), (72, 71, -50, 70, 69), (72, 71, 70, 69, -50)])
def test_a_known_pinned_post_closes_no_hole(hours: tuple[float, ...]) -> None:
    seen = look(72.5, *hours, known=(-50,))
    assert extend(stretch(-60, 0), seen) == (stretch(69, 72.5), True)


def test_a_post_known_from_elsewhere_closes_no_hole() -> None:
    assert extend(stretch(-60, 0), look(9, 8, 7, 6, known=(7, 6))) == (stretch(6, 9), True)


def test_a_post_from_before_the_last_stretch_does_not_go_on_with_it() -> None:
    assert extend(stretch(-2, 0), look(9, 8, 7, 6, 5, -5, known=(-5,))) == (stretch(5, 9), True)


def test_a_post_that_came_late_closes_no_hole() -> None:
    assert extend(stretch(-60, 0), look(9, 8, 7, 6, 5, -1)) == (stretch(5, 9), True)
    assert extend(stretch(-60, 0), look(9, -1, -2)) is None


def test_two_posts_far_apart_are_no_window() -> None:
    assert extend(stretch(-60, 0), look(1, 0.5, -1, known=(-1,))) == (stretch(0.5, 1), True)


def test_a_feed_that_is_sorted_otherwise_claims_less() -> None:
    assert extend(None, look(0, -3, -2, -1)) == (stretch(-1, 0), True)


def test_a_look_that_shows_nothing_proves_nothing() -> None:
    assert extend(stretch(-1, 0), look(1)) is None


def test_a_look_that_is_read_after_a_later_one_changes_nothing() -> None:
    assert extend(stretch(-3, 0), look(-1, -2, -3, known=(-3,))) is None


TIMES = st.integers(-200, 20).map(hour)
ITEMS = st.lists(st.builds(Item, st.none() | TIMES, st.booleans()), max_size=12).map(tuple)
LOOKS = st.builds(Look, st.just(NOON), ITEMS)
LASTS = st.none() | st.tuples(TIMES, TIMES).map(lambda pair: Stretch(min(pair), max(pair)))


@given(LASTS, LOOKS)
def test_it_never_claims_a_moment_that_no_post_of_the_look_bounds(last: Stretch | None, look: Look) -> None:
    if (found := extend(last, look)) is None:
        return
    after, is_new = found
    assert after.until == look.at
    if is_new:
        assert after.since in {item.posted for item in look.items}
        assert last is None or last.until < after.since <= look.at
    else:
        assert last is not None
        assert after.since == last.since
        assert last.until < look.at
        assert any(
            item.known and item.posted and last.since <= item.posted <= last.until for item in look.items
        )


@given(LASTS, LOOKS, st.builds(Item, TIMES, st.booleans()))
def test_an_old_post_above_newer_ones_changes_nothing(last: Stretch | None, look: Look, pinned: Item) -> None:
    times = [item.posted for item in look.items if item.posted and item.posted <= look.at]
    if pinned.posted and times and pinned.posted < max(times):
        assert extend(last, Look(look.at, (pinned, *look.items))) == extend(last, look)


@given(LOOKS, st.integers(1, 10**4))
def test_a_straggler_never_makes_a_look_claim_more(look: Look, hours: int) -> None:
    times = [item.posted for item in look.items if item.posted and item.posted <= look.at]
    if times:
        oldest = min(times)
        straggler = Item(oldest - (look.at - oldest) - hours * HOUR, known=True)
        before, after = extend(None, look), extend(None, Look(look.at, (*look.items, straggler)))
        assert before is not None
        assert after is not None
        assert after[0].since >= before[0].since


@given(LASTS, LOOKS)
def test_knowing_less_never_claims_more(last: Stretch | None, look: Look) -> None:
    unknown = Look(look.at, tuple(Item(item.posted, known=False) for item in look.items))
    knowing, ignorant = extend(last, look), extend(last, unknown)
    if ignorant is not None:
        assert knowing is not None
        assert knowing[0].since <= ignorant[0].since


@pytest.fixture
def route(db: None) -> Route:
    return add_source()


def _stretches() -> list[Stretch]:
    return [Stretch(row.since, row.until) for row in models.Coverage.objects.order_by("since", "until")]


def test_it_keeps_stretches_with_the_hole_between(route: Route) -> None:
    coverage.record_look(route.id, look(0, -0.5, -1))
    coverage.record_look(route.id, look(1, 0.5, -0.5, -1, known=(-0.5, -1)))
    coverage.record_look(route.id, look(9, 8))
    assert _stretches() == [stretch(-1, 1), stretch(8, 9)]


def test_a_look_left_behind_is_held_against_what_was_read_before_it(route: Route) -> None:
    coverage.record_look(route.id, look(0, -1, -2))
    coverage.record_look(route.id, look(9, 8, 7))
    coverage.record_look(route.id, look(3, 2, 1, -1, known=(-1,)))
    coverage.record_look(route.id, look(-5, -6, -7))
    assert _stretches() == [stretch(-7, -5), stretch(-2, 3), stretch(7, 9)]


def _repeat(route: Route, at: float, of: models.Capture) -> int:
    capture = add_capture(route, hour(at))
    models.Capture.objects.filter(id=capture.id).update(same_as=of)
    return capture.id


def test_the_same_answer_again_goes_on_with_what_it_showed(route: Route) -> None:
    first = add_capture(route)
    coverage.record_look(route.id, look(0, -1))
    coverage.record_same(route.id, _repeat(route, 1, first))
    coverage.record_same(route.id, _repeat(route, 2, first))
    assert _stretches() == [stretch(-1, 2)]


def test_the_same_answer_again_proves_nothing_where_it_proved_nothing_before(route: Route) -> None:
    coverage.record_look(route.id, look(0, -1))
    shows_nothing = add_capture(route, hour(1))
    coverage.record_look(route.id, look(1))
    coverage.record_same(route.id, _repeat(route, 2, shows_nothing))
    assert _stretches() == [stretch(-1, 0)]


def test_the_pieces_of_a_file_are_one_stretch_and_two_files_leave_their_hole(route: Route) -> None:
    for archive, hours in [("august", (-900, -890)), ("november", (-90,)), ("august", (-800,))]:
        coverage.record_import(route.id, archive, map(hour, hours), NOON)
    coverage.record_import(route.id, "november", [hour(-80), hour(5)], hour(1))
    assert _stretches() == [stretch(-900, -800), stretch(-90, -80)]
    row = models.Coverage.objects.get(archive="november")
    assert (row.imported, row.first_read_at, row.last_read_at) == (True, NOON, hour(1))


def test_an_import_without_times_covers_nothing(route: Route) -> None:
    coverage.record_import(route.id, "august", [], NOON)
    coverage.record_import(route.id, "august", [hour(1)], NOON)
    assert _stretches() == []


def test_the_same_file_imported_again_changes_no_stretch(route: Route) -> None:
    for at in (0, 1):
        coverage.record_import(route.id, "august", [hour(-900), hour(-800)], hour(at))
    assert _stretches() == [stretch(-900, -800)]


def _widen_file(route_id: int, until: int) -> None:
    coverage.record_import(route_id, "august", [hour(-900), hour(until)], NOON)


def _look_again(route_id: int, at: int) -> None:
    coverage.record_look(route_id, look(at, -900.5, -901, known=(-901,)))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", [_widen_file, _look_again])
def test_of_two_writers_at_once_neither_undoes_the_other(write: Callable[[int, int], None]) -> None:
    route = add_source()
    coverage.record_look(route.id, look(-900, -901))
    coverage.record_import(route.id, "august", [hour(-900)], NOON)

    def second() -> None:
        write(route.id, -500)
        connection.close()

    other = Thread(target=second)
    with transaction.atomic():
        write(route.id, -100)
        other.start()
        other.join(0.3)
        assert other.is_alive()  # it waits for us
    other.join()
    assert max(stretch.until for stretch in _stretches()) == hour(-100)
