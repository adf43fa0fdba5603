from __future__ import annotations

from dataclasses import replace

import pytest

from aitys.desk.sources import add_card, change_source, pause_source, resume_source
from aitys.errors import Failure, NotFound, WrongUse
from aitys.store import models, sources
from aitys.values.sources import Affiliation, Card, RouteKind, Rules, RulesForm, SourceKind
from tests.builders import COURIER, NOON, add_source

pytestmark = pytest.mark.django_db

FULL = replace(
    COURIER,
    country="kz",
    owner="Steppe Press",
    affiliation=Affiliation.INDEPENDENT,
    contact="desk@steppe-courier.example",
    languages=("kk", "uz-Cyrl"),
    restricted_in=("tm",),
)


def test_a_changed_card_is_kept_and_the_trail_says_what_it_was() -> None:
    add_source()
    assert set(change_source(FULL)) == {
        "country",
        "owner",
        "affiliation",
        "contact",
        "languages",
        "restricted_in",
    }
    assert sources.card(COURIER.slug) == FULL
    entry = models.AuditEntry.objects.get()
    assert (entry.act, entry.subject) == ("source set", COURIER.slug)
    assert entry.details["owner"] == {"from": "", "to": "Steppe Press"}


def test_the_same_card_again_changes_nothing_and_leaves_no_trail() -> None:
    add_source()
    assert change_source(COURIER) == ()
    assert not models.AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "card",
    [
        replace(FULL, title=""),
        replace(FULL, country="KAZ"),
        replace(FULL, restricted_in=("nowhere",)),
        replace(FULL, owner="x" * 301),
        replace(FULL, contact="two\nlines"),
        replace(FULL, languages=("Kazakh language",)),
    ],
)
def test_a_value_that_no_card_can_hold_is_refused(card: Card) -> None:
    add_source()
    with pytest.raises(WrongUse):
        change_source(card)
    assert sources.card(COURIER.slug) == COURIER


def test_a_source_nobody_knows_has_no_card_to_change() -> None:
    with pytest.raises(NotFound, match="aitys source list"):
        change_source(COURIER)


def test_imported_files_are_no_source_that_a_person_changes() -> None:
    files = Card("imported-files", "Imported files", SourceKind.MANUAL)
    sources.add(files, NOON)
    with pytest.raises(NotFound):
        change_source(replace(files, kind=SourceKind.NEWS))


def test_pausing_twice_is_one_act() -> None:
    add_source()
    assert (pause_source(COURIER.slug), pause_source(COURIER.slug)) == (True, False)
    assert (resume_source(COURIER.slug), resume_source(COURIER.slug)) == (True, False)
    acts = models.AuditEntry.objects.order_by("id").values_list("act", flat=True)
    assert list(acts) == ["source pause", "source resume"]


def test_a_source_of_files_alone_cannot_be_paused() -> None:
    sources.add(Card("bazaar", "@bazaar_talk", SourceKind.CHANNEL), NOON)
    sources.add_route("bazaar", RouteKind.IMPORT, "channel:77")
    with pytest.raises(WrongUse, match="files"):
        pause_source("bazaar")


def test_a_card_with_several_routes_is_kept_whole_and_again_without_a_trail() -> None:
    routes = [
        (RouteKind.RULES, "https://a.example/list", 600),
        (RouteKind.FEED, "https://a.example/rss", 1800),
    ]
    card = replace(FULL, slug="samarkand-daily", title="Samarkand Daily")
    added = add_card(card, routes)
    assert [(route.kind, route.address, route.every) for route in added] == routes
    acts = list(models.AuditEntry.objects.values_list("act", flat=True))
    assert acts == ["source add", "route add", "route add"]
    assert add_card(card, routes) == added
    assert models.AuditEntry.objects.count() == len(acts)
    assert add_card(replace(card, owner="Daily Press"), routes) == added
    assert sources.card(card.slug) == replace(card, owner="Daily Press")


def test_a_card_whose_route_is_another_source_s_is_refused_as_a_whole() -> None:
    add_card(COURIER, [(RouteKind.FEED, "https://a.example/rss", 1800)])
    with pytest.raises(WrongUse, match="read already, as steppe-courier"):
        add_card(replace(FULL, slug="samarkand-daily"), [(RouteKind.FEED, "https://a.example/rss", 1800)])
    with pytest.raises(WrongUse, match="two letters"):
        add_card(replace(FULL, slug="samarkand-daily", country="uzb"), [])
    assert sources.card("samarkand-daily") is None


def test_a_dead_address_that_a_card_names_no_more_is_given_up_and_a_good_one_stays() -> None:
    dead, good, new = (f"https://a.example/{name}" for name in ("dead", "good", "new"))
    routes = add_card(COURIER, [(RouteKind.FEED, address, 1800) for address in (dead, good)])
    sources.record_failure(routes[0].id, NOON, Failure("http-404", "gone", permanent=True))
    add_card(COURIER, [(RouteKind.FEED, new, 1800)])
    (status,) = sources.statuses()
    assert {health.route.address: health.enabled for health in status.routes} == {
        dead: False,
        good: True,
        new: True,
    }
    assert [health.error for health in status.routes] == [None, None, None]
    notes = models.AuditEntry.objects.filter(act="route give up")
    assert [note.details for note in notes] == [{"address": dead}]
    assert not models.HealthEvent.objects.filter(ended_at=None).exists()


def test_the_rules_of_a_list_are_kept_with_the_card_and_told_in_the_trail() -> None:
    add_source()
    ruled = replace(COURIER, rules=Rules("data.list", link="/n/{id}", form=RulesForm.JSON, zone="+05:00"))
    assert change_source(ruled) == ("rules",)
    assert sources.card(COURIER.slug) == ruled
    entry = models.AuditEntry.objects.get()
    assert entry.details["rules"]["from"] is None
    assert entry.details["rules"]["to"]["link"] == "/n/{id}"
    assert change_source(replace(COURIER, rules=None)) == ("rules",)
    assert sources.card(COURIER.slug) == COURIER
