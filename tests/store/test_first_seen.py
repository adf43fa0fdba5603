from __future__ import annotations

from datetime import timedelta

import pytest

from aitys.store import covered, models, sources
from aitys.store.coverage import Item, Look, record_import, record_look
from aitys.store.first_seen import first_seen
from aitys.values.coverage import FirstSeen, Unseen
from aitys.values.posts import Post, PrintedTime
from aitys.values.sources import Card, Route, RouteKind, SourceKind
from tests.builders import COURIER, NOON, add_source, keep, post

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
HERALD = Card("issyk-herald", "Issyk Herald")
VALLEY = Card("valley-wire", "@valley_wire", kind=SourceKind.CHANNEL)


def add(card: Card) -> Route:
    return add_source(card, f"https://{card.slug}.example/rss.xml")


def rumour(card: Card, hours: float, text: str = "The bridge is closed.") -> Post:
    """As a source prints it so many hours after noon."""
    address = f"https://{card.slug}.example/bridge"
    return Post((address,), url=address, text=text, posted=PrintedTime(NOON + hours * HOUR, "+05:00"))


def see(route: Route, at: float, *hours: float, known: bool = False) -> None:
    """A look so many hours after noon that covers since the oldest of `hours`."""
    items = tuple(Item(NOON + each * HOUR, known) for each in hours)
    record_look(route.id, Look(NOON + at * HOUR, items))


def first() -> FirstSeen:
    found = first_seen(models.Post.objects.values_list("id", flat=True))
    assert found is not None
    return found


def whys(at: float, *but: str) -> dict[str, Unseen]:
    return {each.card.slug: each.why for each in covered.unseen(NOON + at * HOUR, but)}


def test_the_earliest_printed_time_is_first() -> None:
    keep(add(COURIER), rumour(COURIER, -2))
    keep(add(HERALD), rumour(HERALD, -3), at=NOON + HOUR)
    found = first()
    assert (found.card.slug, found.seen_since, found.not_yet) == ("issyk-herald", NOON + HOUR, None)
    assert (found.carried, found.watched) == (2, 2)


def test_a_date_before_a_look_that_did_not_show_the_post_proves_nothing() -> None:
    herald = add(HERALD)
    keep(add(COURIER), rumour(COURIER, 0.5), at=NOON + HOUR)
    keep(herald, post("other", posted=PrintedTime(NOON - 9 * HOUR, "+05:00")), at=NOON + HOUR)
    see(herald, 1, -1, -2, -3)
    keep(herald, rumour(HERALD, -2), at=NOON + 2 * HOUR)
    found = first_seen(
        models.Post.objects.filter(addresses__address__endswith="/bridge").values_list("id", flat=True)
    )
    assert found is not None
    assert found.card.slug == "steppe-courier"
    alone = first_seen(
        models.Post.objects.filter(source__slug="issyk-herald")
        .order_by("-id")
        .values_list("id", flat=True)[:1]
    )
    assert alone is not None
    assert (alone.not_yet, alone.seen_since) == (NOON + HOUR, NOON + 2 * HOUR)


def test_words_that_came_with_an_edit_count_from_the_look_that_found_them() -> None:
    courier = add(COURIER)
    keep(courier, rumour(COURIER, -5, "A quiet day."))
    keep(courier, rumour(COURIER, -5), at=NOON + 4 * HOUR)
    keep(add(HERALD), rumour(HERALD, 3), at=NOON + 5 * HOUR)
    ids = list(models.Post.objects.values_list("id", flat=True))
    found = first_seen(ids, {models.Post.objects.get(source__slug=COURIER.slug).id: 2})
    assert found is not None
    assert found.card.slug == "issyk-herald"


def test_a_post_without_a_time_counts_from_when_it_was_found() -> None:
    keep(add(COURIER), post("bridge", posted=None))
    assert (first().posted, first().seen_since) == (None, NOON)
    assert first_seen([]) is None


def test_sources_are_unseen_for_the_plainest_reason() -> None:
    routes = {
        slug: add(Card(slug, slug))
        for slug in ("read", "before", "hole", "after", "new", "off", "slow", "dead")
    }
    see(routes["read"], 1, 0, -0.5, -1)
    see(routes["before"], 9, 8, 7)
    see(routes["hole"], -5, -6, -7)
    see(routes["hole"], 9, 8, 7)
    see(routes["after"], -5, -6, -7)
    for slug, name in (("off", "preview-off"), ("slow", "no-posts-shown"), ("dead", "http-500")):
        see(routes[slug], -5, -6, -7)
        models.HealthEvent.objects.create(route_id=routes[slug].id, name=name, began_at=NOON - 4 * HOUR)
    sources.add_route("new", RouteKind.IMPORT, "somewhere")
    sources.add(VALLEY, NOON)
    only = sources.add_route(VALLEY.slug, RouteKind.IMPORT, "valley")
    record_import(only.id, "may", [NOON - 30 * HOUR, NOON - 20 * HOUR], NOON)
    assert whys(0) == {
        "before": Unseen.BEFORE,
        "hole": Unseen.HOLE,
        "after": Unseen.AFTER,
        "new": Unseen.NOT_READ,
        "off": Unseen.PREVIEW_OFF,
        "slow": Unseen.THROTTLED,
        "dead": Unseen.FAILING,
        "valley-wire": Unseen.ARCHIVE,
    }
    assert "hole" not in whys(0, "hole")
    (hole,) = [each for each in covered.unseen(NOON) if each.why is Unseen.HOLE]
    assert (hole.until, hole.since) == (NOON - 5 * HOUR, NOON + 7 * HOUR)


def test_a_paused_source_is_unseen_because_the_desk_paused_it() -> None:
    add(COURIER)
    sources.pause(COURIER.slug, NOON)
    assert whys(0) == {COURIER.slug: Unseen.PAUSED}


def test_a_failure_that_was_mended_before_the_moment_is_no_reason() -> None:
    route = add(COURIER)
    models.HealthEvent.objects.create(
        route_id=route.id, name="http-500", began_at=NOON - 4 * HOUR, ended_at=NOON - 3 * HOUR
    )
    see(route, 9, 8, 7)
    assert whys(0) == {COURIER.slug: Unseen.BEFORE}


def test_banks_and_what_was_brought_in_by_hand_are_not_watched() -> None:
    for kind in (SourceKind.BANK, SourceKind.MANUAL, SourceKind.OWN):
        add(Card(f"a-{kind}", "Something", kind=kind))
    assert covered.watched() == frozenset()
    assert whys(0) == {}
