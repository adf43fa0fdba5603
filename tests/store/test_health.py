from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from aitys.errors import Failure
from aitys.store import health, models, sources
from aitys.values.health import Diagnosis, Finding, Pause, Shape, Usual
from aitys.values.posts import PrintedTime
from aitys.values.sources import Route, RouteState
from aitys.values.stored import Trouble
from tests.builders import COURIER, NOON, add_source, keep, post

pytestmark = pytest.mark.django_db
SILENT = Finding("silent", "no new post for 3 days")
THIN = Finding("thin", "2 posts in 24 hours; its card expects 9 at least")
DOWN = Failure("connect", "nobody answers", permanent=False)


def begin(route: Route, *found: Finding, at: datetime = NOON) -> None:
    health.record(route.id, at, Diagnosis(found, frozenset()))


def end(route: Route, *names: str, at: datetime = NOON) -> None:
    health.record(route.id, at, Diagnosis((), frozenset(names)))


def lasting() -> list[str]:
    return [event.name for event in models.HealthEvent.objects.filter(ended_at=None).order_by("id")]


def test_what_lasts_is_one_event_however_often_it_is_found() -> None:
    route = add_source()
    for hour in range(3):
        begin(route, SILENT, THIN, at=NOON + timedelta(hours=hour))
    assert lasting() == ["silent", "thin"]
    assert {event.began_at for event in models.HealthEvent.objects.all()} == {NOON}


def test_an_event_ends_with_a_date_and_may_begin_again() -> None:
    route = add_source()
    begin(route, SILENT, THIN)
    end(route, "silent", "frozen", at=NOON + timedelta(hours=1))
    assert lasting() == ["thin"]
    begin(route, SILENT, at=NOON + timedelta(hours=2))
    assert [event.ended_at for event in models.HealthEvent.objects.filter(name="silent").order_by("id")] == [
        NOON + timedelta(hours=1),
        None,
    ]


def test_a_good_look_ends_failures_and_no_silence() -> None:
    route = add_source()
    begin(route, SILENT)
    sources.record_failure(route.id, NOON, DOWN)
    assert lasting() == ["silent", "connect"]
    sources.record_success(route.id, NOON, RouteState())
    assert lasting() == ["silent"]


def test_a_source_that_is_paused_has_nothing_wrong() -> None:
    route = add_source()
    begin(route, SILENT)
    health.keep_shape(route.id, Usual(9, 20.0), Shape(20, 20, 20, 20), has_new=False)
    sources.pause(COURIER.slug, NOON)
    assert lasting() == []
    assert health.usual(route.id) == Usual()


@pytest.mark.parametrize("name", ["thin", "frozen", "changed-shape", "dead"])
def test_nothing_is_believed_gone_while_a_source_is_doubted(name: str) -> None:
    route = add_source()
    assert health.believes_absence(route.id)
    begin(route, Finding(name, "why"))
    assert not health.believes_absence(route.id)
    end(route, name)
    assert health.believes_absence(route.id)


def test_a_silence_is_no_reason_to_doubt_and_a_failure_is_one() -> None:
    route = add_source()
    begin(route, SILENT)
    assert health.believes_absence(route.id)
    sources.record_failure(route.id, NOON, DOWN)
    assert not health.believes_absence(route.id)


def test_sources_tell_what_lasts_of_each_route() -> None:
    route = add_source()
    begin(route, SILENT)
    (status,) = sources.statuses()
    assert status.routes[0].troubles == (Trouble("silent", SILENT.says, NOON),)


def test_what_is_watched_are_the_posts_of_the_source_up_to_now() -> None:
    route = add_source(replace(COURIER, a_day=(3, None), every=900, hot=True))
    times = [NOON - timedelta(hours=hours) for hours in (1, 2, 24 * 100, -3)]
    keep(route, *(post(f"n{n}", posted=PrintedTime(at, "+05:00")) for n, at in enumerate(times)))
    seen = health.watched(route.id, NOON)
    assert list(seen.habit.times) == times[:2]
    assert (seen.habit.every, seen.habit.hot, seen.sight.fewest) == (900, True, 3)
    assert seen.habit.known_since == NOON


def test_of_a_busy_source_the_newest_posts_tell_the_habit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_MOST_POSTS", 2)
    route = add_source()
    times = [NOON - timedelta(hours=hours) for hours in range(1, 5)]
    keep(route, *(post(f"n{n}", posted=PrintedTime(at, "+05:00")) for n, at in enumerate(times)))
    habit = health.watched(route.id, NOON).habit
    assert (list(habit.times), habit.known_since) == (times[:2], times[1])


def test_answers_with_other_bytes_are_counted_until_a_new_post() -> None:
    route = add_source()
    for has_new in (False, False, True, False):
        health.keep_shape(route.id, Usual(1, 2.0), Shape(2, 2, 2, 2), has_new=has_new)
    seen = health.watched(route.id, NOON).sight
    assert (seen.restless, seen.usual, seen.shape) == (1, Usual(1, 2.0), Shape(2, 2, 2, 2))


def test_a_plan_says_why_and_is_not_made_for_a_route_that_fails() -> None:
    route = add_source()
    health.plan(route.id, NOON, Pause(600, "48.0 posts a day"))
    (status,) = sources.statuses()
    assert (status.routes[0].due_at, status.routes[0].every_says) == (
        NOON + timedelta(minutes=10),
        "48.0 posts a day",
    )
    sources.record_failure(route.id, NOON, DOWN)
    health.plan(route.id, NOON, Pause(3600, "later"))
    assert sources.statuses()[0].routes[0].due_at == NOON + timedelta(minutes=10)


def test_it_is_known_since_when_a_route_fails() -> None:
    route = add_source()
    for hour in range(3):
        sources.record_failure(route.id, NOON + timedelta(hours=hour), DOWN)
    assert health.watched(route.id, NOON).failing_since == NOON
    sources.record_success(route.id, NOON, RouteState())
    assert health.watched(route.id, NOON).failing_since is None


def test_a_route_that_fails_is_looked_at_once_a_day_at_least() -> None:
    route = add_source()
    models.Route.objects.update(every=6 * 3600)
    for _ in range(9):
        sources.record_failure(route.id, NOON, DOWN)
    assert models.Route.objects.get().due_at == NOON + timedelta(days=1)
