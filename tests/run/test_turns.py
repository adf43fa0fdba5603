from __future__ import annotations

import asyncio
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.run.turns import SHARES, Crew, Shares, choose
from aitys.values.asking import Priority
from tests.collect.site import limits

some = st.frozensets(st.sampled_from(Priority), min_size=1)


def turns(waiting: frozenset[Priority] | tuple[Priority, ...], count: int) -> Counter[Priority]:
    """Who had how many of so many turns where these wait all along."""
    shares = Shares()
    return Counter(shares.next("t.me", waiting) for _ in range(count))


def test_the_most_urgent_goes_first() -> None:
    assert choose({Priority.REST, Priority.HOT, Priority.OLDER}, {}) is Priority.HOT


@given(some)
def test_everybody_who_waits_gets_the_share_that_is_theirs(waiting: frozenset[Priority]) -> None:
    had = turns(waiting, 1000)
    for each in waiting:
        if each in SHARES:
            assert had[each] >= 0.8 * 1000 / SHARES[each]
    assert had[min(waiting)] == max(had.values())


def test_all_that_nobody_else_needs_is_for_the_last() -> None:
    assert turns((Priority.OLDER,), 10) == {Priority.OLDER: 10}
    assert turns((Priority.HOT, Priority.OLDER), 40) == {Priority.HOT: 38, Priority.OLDER: 2}


def test_a_host_where_nobody_waits_is_forgotten() -> None:
    shares = Shares()
    for _ in range(3):
        shares.next("t.me", (Priority.HOT, Priority.OLDER))
    shares.next("t.me", (Priority.HOT,))
    assert not shares._passed


@pytest.mark.parametrize(("pace", "at_once"), [(5.0, 2), (1.0, 4), (60.0, 2), (0.0, 4)])
async def test_so_many_are_under_way_at_a_host_as_keep_its_pace(pace: float, at_once: int) -> None:
    waiting = asyncio.Event()

    async def look() -> None:
        await waiting.wait()

    async with asyncio.TaskGroup() as group:
        crew = Crew(group, limits(pace=pace))
        for number in range(1, at_once + 1):
            crew.start("steppe-courier.example", look())
            assert (crew.busy() == {"steppe-courier.example"}) == (number == at_once)
        assert crew.free == 20 - at_once
        waiting.set()
        await crew.rest()
    assert crew.busy() == frozenset()
    assert crew.free == 20
