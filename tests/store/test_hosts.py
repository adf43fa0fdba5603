from __future__ import annotations

import pytest

from aitys.store import hosts

pytestmark = pytest.mark.django_db


def test_each_ask_of_a_host_gets_the_next_slot() -> None:
    assert [hosts.take_slot("a.example", 5.0, 100.0, 60.0) for _ in range(3)] == [100.0, 105.0, 110.0]
    assert hosts.take_slot("b.example", 5.0, 100.0, 60.0) == 100.0


def test_asks_that_would_wait_too_long_cost_no_turn() -> None:
    taken = [hosts.take_slot("a.example", 5.0, 100.0, 60.0) for _ in range(1000)]
    assert taken[12:14] == [160.0, None]
    assert taken.count(None) == 1000 - 13
    assert hosts.take_slot("a.example", 5.0, 105.0, 60.0) == 165.0


def test_a_host_that_said_retry_after_is_left_alone_so_long() -> None:
    hosts.hold("a.example", 500.0)
    assert hosts.take_slot("a.example", 5.0, 100.0, 60.0) is None
    assert hosts.take_slot("a.example", 5.0, 450.0, 60.0) == 500.0


def test_robots_are_kept_until_they_are_stale() -> None:
    kept = hosts.KeptRobots("User-agent: *\nDisallow: /x", 200, 900.0)
    hosts.keep_robots("https://a.example", kept)
    assert hosts.robots("https://a.example", 899.0) == kept
    assert hosts.robots("https://a.example", 901.0) is None


def test_a_host_that_does_not_say_how_long_gets_a_minute_and_twice_as_long_each_time_in_a_row() -> None:
    assert hosts.rest("a.example", 100.0) == 60.0
    assert hosts.take_slot("a.example", 5.0, 110.0, 600.0) == 160.0
    assert [hosts.rest("a.example", at) for at in (165.0, 300.0, 600.0)] == [120.0, 240.0, 480.0]
    assert hosts.rest("a.example", 10_000.0) == 60.0


def test_no_rest_is_longer_than_an_hour() -> None:
    now = 0.0
    for _ in range(12):
        now += hosts.rest("a.example", now)
    assert hosts.rest("a.example", now) == 3600.0
