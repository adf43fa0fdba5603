from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Count, Max
from django.test.utils import CaptureQueriesContext

from aitys.errors import Failure, NotFound
from aitys.store import models, sources, turns
from aitys.store.sources import DueRoute
from aitys.store.turns import DueAsk, Watch
from aitys.values.asking import Priority
from aitys.values.sources import Card, RouteKind, RouteState, SourceKind
from aitys.values.stored import SourceLooks
from tests.builders import COURIER, NOON, add_source, keep, post

pytestmark = pytest.mark.django_db
LEASE = timedelta(minutes=15)
DOWN = Failure("connect", "nobody answers", permanent=False)


def claim(now: datetime) -> DueRoute | None:
    """What is due at the Courier's host."""
    taken = turns.claim(Watch(now), "steppe-courier.example", Priority.REST, LEASE)
    assert not isinstance(taken, DueAsk)
    return taken


def test_a_claimed_route_is_nobody_elses_until_its_lease_ends() -> None:
    add_source()
    assert claim(NOON) is not None
    assert claim(NOON) is None
    assert claim(NOON + LEASE * 2) is not None


def test_a_route_asked_for_by_name_is_taken_though_a_killed_process_holds_it() -> None:
    add_source()
    claim(NOON)
    assert len(sources.claim_named(NOON, LEASE, [COURIER.slug])) == 1


def test_a_good_look_keeps_the_validators_and_plans_the_next() -> None:
    route = add_source()
    sources.record_success(route.id, NOON, RouteState('"v1"', "Fri, 20 Nov 2026 12:00:00 GMT"))
    assert claim(NOON + timedelta(minutes=29)) is None
    due = claim(NOON + timedelta(minutes=31))
    assert due is not None
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


def listed(*titles: str) -> list[int]:
    """Routes of new sources with these titles, each with a post in the order given."""
    routes = []
    for number, title in enumerate(titles):
        route = add_source(Card(f"outlet-{number}", title), f"https://outlet-{number}.example/rss.xml")
        named = post(f"of-{number}")
        keep(route, replace(named, addresses=(f"https://outlet-{number}.example/a",), url=""))
        routes.append(route.id)
    return routes


def test_a_page_of_sources_looks_up_its_own_sources_only() -> None:
    listed("Issyk Herald", "Samarkand Daily", "Steppe Courier")
    sources.add(Card("brought-in", "Brought in", SourceKind.MANUAL), NOON)
    assert sources.count() == 3
    assert [status.card.title for status in sources.statuses()] == [
        "Issyk Herald",
        "Samarkand Daily",
        "Steppe Courier",
    ]
    with CaptureQueriesContext(connection) as asked:
        (status,) = sources.statuses(1, 1)
    assert (status.card.title, status.posts, len(status.routes)) == ("Samarkand Daily", 1, 1)
    assert len(asked) == 5
    assert sources.statuses(3, 30) == ()


def test_merged_posts_are_not_counted_twice() -> None:
    listed("Steppe Courier")
    keep(add_source(), post("bridge"))
    first, second = models.Post.objects.order_by("id")
    models.Post.objects.filter(id=second.id).update(merged_into=first)
    assert [status.posts for status in sources.statuses()] == [1, 0]


def test_posts_are_counted_from_an_index_alone() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL plans by statistics, which a desk of three posts does not have")
    rows = models.Post.objects.filter(merged_into=None, source__in=[1, 2]).values("source")
    plan = rows.annotate(count=Count("id"), latest=Max("listed_at")).explain()
    assert "post_of_source" in plan
    assert "SCAN" not in plan


def test_looks_are_summed_over_the_routes_of_a_source() -> None:
    (route_id,) = listed("Steppe Courier")
    other = sources.add_route("outlet-0", RouteKind.FEED, "https://outlet-0.example/other.xml")
    sources.record_success(route_id, NOON, RouteState())
    sources.record_failure(other.id, NOON, DOWN)
    sources.add(Card("valley-wire", "@valley_wire"), NOON)
    assert sources.looks() == (
        SourceLooks("outlet-0", 1, NOON),
        SourceLooks("valley-wire", 0, None),
    )


def test_evidence_is_weighed_over_the_last_seven_days_that_have_any() -> None:
    first, second = listed("Issyk Herald", "Steppe Courier")
    models.Capture.objects.filter(route=first).update(file="a", offset=0, length=7000)
    models.Capture.objects.filter(route=second).update(file="b", offset=0, length=700)
    models.Capture.objects.filter(route=second).update(captured_at=NOON - timedelta(days=8))
    assert sources.bytes_a_day() == {"outlet-0": 1000.0}


def test_a_source_is_found_by_its_slug_before_it_is_found_by_a_title() -> None:
    listed("Issyk Herald", "outlet-0")
    assert sources.find_slug("outlet-0") == "outlet-0"
    assert sources.find_slug("Issyk Herald") == "outlet-0"
    assert sources.find_slug("Issyk") == ""


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


def test_a_paused_source_is_not_asked_and_nothing_is_wrong_with_it() -> None:
    route = add_source()
    sources.record_failure(route.id, NOON, DOWN)
    assert sources.pause(COURIER.slug, NOON + LEASE)
    assert not sources.pause(COURIER.slug, NOON + LEASE)
    assert sources.claim_named(NOON + LEASE * 9, LEASE, [COURIER.slug]) == ()
    assert sources.looks() == (SourceLooks(COURIER.slug, 0, None),)
    assert models.HealthEvent.objects.get().ended_at == NOON + LEASE
    (status,) = sources.statuses()
    assert sources.is_paused(status)


def test_a_resumed_source_is_asked_at_once() -> None:
    route = add_source()
    sources.record_success(route.id, NOON, RouteState())
    sources.pause(COURIER.slug, NOON)
    assert sources.resume(COURIER.slug)
    assert not sources.resume(COURIER.slug)
    assert claim(NOON) is not None


def test_a_source_of_files_alone_is_never_paused() -> None:
    sources.add(Card("bazaar", "@bazaar_talk", SourceKind.CHANNEL), NOON)
    sources.add_route("bazaar", RouteKind.IMPORT, "channel:77")
    assert not sources.pause("bazaar", NOON)
    (status,) = sources.statuses()
    assert not sources.is_paused(status)


def test_posts_of_a_source_of_another_kind_are_indexed_anew() -> None:
    keep(add_source(), post("bridge"), post("school"))
    models.ToIndex.objects.all().delete()
    sources.change(replace(COURIER, title="The Courier"))
    assert not models.ToIndex.objects.exists()
    sources.change(replace(COURIER, kind=SourceKind.OFFICIAL))
    assert models.ToIndex.objects.count() == 2
    assert sources.card(COURIER.slug) == replace(COURIER, kind=SourceKind.OFFICIAL)
