from __future__ import annotations

from datetime import timedelta

import pytest

from aitys.errors import Failure, NotFound
from aitys.store import models, sources
from aitys.values.sources import Card, RouteKind, RouteState, SourceKind
from tests.builders import COURIER, NOON, add_source

pytestmark = pytest.mark.django_db
LEASE = timedelta(minutes=15)
DOWN = Failure("connect", "nobody answers", permanent=False)


def test_a_claimed_route_is_nobody_elses_until_its_lease_ends() -> None:
    add_source()
    assert len(sources.claim_due(NOON, LEASE, [COURIER.slug], 10)) == 1
    assert sources.claim_due(NOON, LEASE, [COURIER.slug], 10) == ()
    assert len(sources.claim_due(NOON + LEASE * 2, LEASE, [COURIER.slug], 10)) == 1


def test_a_route_asked_for_by_name_is_taken_though_a_killed_process_holds_it() -> None:
    add_source()
    sources.claim_due(NOON, LEASE, [COURIER.slug], 10)
    assert len(sources.claim_named(NOON, LEASE, [COURIER.slug])) == 1


def test_a_good_look_keeps_the_validators_and_plans_the_next() -> None:
    route = add_source()
    sources.record_success(route.id, NOON, RouteState('"v1"', "Fri, 20 Nov 2026 12:00:00 GMT"))
    assert sources.claim_due(NOON + timedelta(minutes=29), LEASE, [COURIER.slug], 10) == ()
    (due,) = sources.claim_due(NOON + timedelta(minutes=31), LEASE, [COURIER.slug], 10)
    assert due.state.etag == '"v1"'


def test_a_failing_route_waits_longer_each_time_and_its_trouble_is_one_event() -> None:
    route = add_source()
    for _ in range(3):
        sources.record_failure(route.id, NOON, DOWN)
    row = models.Route.objects.get()
    assert row.due_at == NOON + timedelta(seconds=route.every * 4)
    assert models.HealthEvent.objects.count() == 1
    (status,) = sources.statuses()
    assert status.routes[0].error == DOWN


def test_a_success_ends_the_trouble_and_says_when() -> None:
    route = add_source()
    sources.record_failure(route.id, NOON, DOWN)
    sources.record_success(route.id, NOON + LEASE, RouteState())
    assert models.HealthEvent.objects.get().ended_at == NOON + LEASE
    assert sources.statuses()[0].routes[0].error is None


def test_another_trouble_begins_another_event() -> None:
    route = add_source()
    sources.record_failure(route.id, NOON, DOWN)
    sources.record_failure(route.id, NOON + LEASE, Failure("http-500", "it fails", permanent=False))
    assert [event.ended_at for event in models.HealthEvent.objects.order_by("id")] == [NOON + LEASE, None]


def test_an_unknown_source_is_named() -> None:
    with pytest.raises(NotFound, match="valley-wire"):
        sources.collected(["valley-wire"])


def test_imported_sources_are_not_asked_over_the_network() -> None:
    sources.add(Card("bazaar", "@bazaar_talk", SourceKind.CHANNEL), NOON)
    sources.add_route("bazaar", RouteKind.IMPORT, "channel:77")
    assert sources.collected([]) == ()
    found = sources.find_import("channel:77")
    assert found is not None
    assert found.source == "bazaar"


def test_a_taken_slug_gets_the_next_number() -> None:
    add_source()
    assert sources.free_slug("steppe-courier") == "steppe-courier-2"
    assert sources.free_slug("valley-wire") == "valley-wire"
