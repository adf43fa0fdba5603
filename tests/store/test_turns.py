from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aitys.store import asks, hosts, models, sources, turns
from aitys.store.sources import DueRoute
from aitys.store.turns import DueAsk, Watch
from aitys.values.asking import Priority
from aitys.values.captures import Ask, Purpose
from aitys.values.sources import Card, Route, RouteKind, RouteState
from tests.builders import NOON, add_source

pytestmark = pytest.mark.django_db
LEASE = timedelta(minutes=15)
NOW = Watch(NOON)
BAZAAR, VALLEY = Card("bazaar-talk", "Bazaar Talk"), Card("valley-wire", "Valley Wire")


def channel(card: Card, number: int = 0, *, due: timedelta | None = None) -> Route:
    """A channel of t.me, due so long before noon."""
    if sources.card(card.slug) is None:
        sources.add(card, NOON)
    name = card.slug.replace("-", "_")
    route = sources.add_route(card.slug, RouteKind.TELEGRAM_PREVIEW, f"https://t.me/s/{name}{number or ''}")
    if due is not None:
        models.Route.objects.filter(id=route.id).update(due_at=NOON - due)
    return route


def page(route: Route, number: int, priority: Priority | None = None) -> None:
    ask = Ask(f"https://t.me/bazaar_talk/{number}", Purpose.PAGE, f"tg:{number}")
    asks.add(route.id, [ask], NOON, priority)


def taken(watch: Watch = NOW, priority: Priority = Priority.REST, after: int = 0) -> str:
    """What is claimed at t.me: the source of a route, the number of an ask, "" if nothing."""
    found = turns.claim(watch, "t.me", priority, LEASE, after)
    if isinstance(found, DueAsk):
        return found.waiting.ask.url.rsplit("/", 1)[-1]
    return found.card.slug if found else ""


def leave_nothing_due() -> None:
    models.Route.objects.update(due_at=NOON + timedelta(hours=1))


def test_hosts_are_named_once_and_who_waits_longest_first() -> None:
    add_source()
    for number in range(3):
        channel(BAZAAR, number, due=timedelta(minutes=number))
    models.Route.objects.filter(host="steppe-courier.example").update(due_at=NOON - timedelta(minutes=1))
    assert turns.hosts_due(NOW, (), 10) == ("t.me", "steppe-courier.example")
    assert turns.hosts_due(NOW, {"t.me"}, 10) == ("steppe-courier.example",)
    assert turns.hosts_due(NOW, (), 1) == ("t.me",)
    assert turns.hosts_due(Watch(NOON, ["steppe-courier"]), (), 10) == ("steppe-courier.example",)


def test_it_is_known_when_the_next_thing_will_be_due() -> None:
    assert turns.next_due(NOW) is None
    channel(BAZAAR, due=-timedelta(minutes=9))
    page(channel(VALLEY), 1)
    models.ToAsk.objects.update(due_at=NOON + timedelta(minutes=4))
    assert turns.next_due(NOW) == NOON + timedelta(minutes=4)
    assert turns.next_due(Watch(NOON, ["bazaar-talk"])) == NOON + timedelta(minutes=9)


def test_a_host_that_asked_for_rest_is_left_alone_with_all_its_channels() -> None:
    channel(BAZAAR)
    page(channel(VALLEY), 1)
    hosts.hold("t.me", NOON.timestamp() + 600)
    assert turns.hosts_due(NOW, (), 10) == ()
    assert turns.hosts_due(Watch(NOON + timedelta(minutes=9)), (), 10) == ("t.me",)


def test_what_is_due_longest_goes_first_and_is_nobody_elses_until_the_lease_ends() -> None:
    channel(BAZAAR, due=timedelta(minutes=1))
    channel(VALLEY, due=timedelta(minutes=2))
    assert [taken(), taken(), taken()] == ["valley-wire", "bazaar-talk", ""]
    assert taken(Watch(NOON + LEASE * 2)) == "valley-wire"


def test_a_hot_source_has_a_rank_of_its_own_with_its_pages() -> None:
    hot = channel(replace(BAZAAR, hot=True))
    page(hot, 7)
    page(channel(VALLEY), 8, Priority.CITED)
    assert turns.priorities(NOW, "t.me") == (Priority.HOT, Priority.CITED, Priority.REST)
    assert [taken(priority=Priority.HOT), taken(priority=Priority.HOT)] == ["bazaar-talk", "7"]


def test_what_waits_changes_rank_with_its_source() -> None:
    route = channel(BAZAAR)
    page(route, 7)
    page(route, 8, Priority.OLDER)
    sources.change(replace(BAZAAR, hot=True))
    assert turns.priorities(NOW, "t.me") == (Priority.HOT, Priority.OLDER)
    sources.change(BAZAAR)
    assert turns.priorities(NOW, "t.me") == (Priority.REST, Priority.OLDER)


def test_asks_go_round_by_source() -> None:
    first, second = channel(BAZAAR), channel(VALLEY)
    for number in (1, 2, 3):
        page(first, number, Priority.OLDER)
    page(second, 4, Priority.OLDER)
    leave_nothing_due()
    order = [taken(priority=Priority.OLDER, after=after) for after in (0, first.id, second.id, first.id)]
    assert order == ["1", "4", "2", "3"]


def test_a_paused_source_is_asked_nothing_not_even_its_pages() -> None:
    page(channel(BAZAAR), 7)
    sources.pause("bazaar-talk", NOON)
    assert turns.hosts_due(NOW, (), 10) == ()
    assert taken() == ""


def test_a_look_that_went_well_is_due_again_after_its_pause() -> None:
    route = channel(BAZAAR)
    sources.record_success(route.id, NOON, RouteState())
    assert taken(Watch(NOON + timedelta(minutes=29))) == ""
    assert taken(Watch(NOON + timedelta(minutes=31))) == "bazaar-talk"


def test_a_claim_brings_the_proxy_of_its_source() -> None:
    route = channel(BAZAAR)
    page(route, 7)
    sources.set_proxy("bazaar-talk", "socks5://desk:secret@proxy.example:1080")
    look, ask = (turns.claim(NOW, "t.me", Priority.REST, LEASE) for _ in range(2))
    assert isinstance(look, DueRoute)
    assert isinstance(ask, DueAsk)
    assert look.proxy == ask.waiting.proxy == "socks5://desk:secret@proxy.example:1080"
    assert "secret" not in f"{look} {ask}"


def test_a_claim_reads_the_host_in_question_alone() -> None:
    for number in range(200):
        channel(BAZAAR, number, due=timedelta(minutes=number))
    with CaptureQueriesContext(connection) as asked:
        turns.hosts_due(NOW, {"t.me"}, 40)
        turns.claim(NOW, "t.me", turns.priorities(NOW, "t.me")[0], LEASE)
    assert len(asked) < 20
    if connection.vendor == "sqlite":
        plan = models.Route.objects.filter(host="t.me", priority=2, due_at__lte=NOON).explain()
        assert "route_queue" in plan
