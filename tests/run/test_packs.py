from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from babel import Locale

from aitys.desk.sources import add_source, add_starter, pause_source, resume_source
from aitys.errors import NotFound
from aitys.run.discovery import slug_of
from aitys.run.packs import PACKS, add_pack, shipped_cards
from aitys.run.source_lists import read_card
from aitys.sources import addresses
from aitys.sources.telegram import names
from aitys.store import sources
from aitys.values.sources import Affiliation, Card, RouteKind, Shown, SourceKind

ENGLISH = Locale("en")
CARDS = shipped_cards()
BY_SLUG = {file.card.slug: file for file in CARDS}
FOLDER = Path(__file__).parents[2] / "src" / "aitys" / "cards" / "central-asia"
COURIER = Card("steppe-courier", "Steppe Courier", homepage="https://steppe-courier.example/")
RSS = (RouteKind.FEED, "https://steppe-courier.example/rss.xml", 1800)


def test_every_card_is_named_by_its_slug_and_reads_as_a_newsroom_s_own_would() -> None:
    files = sorted(FOLDER.glob("*.toml"))
    assert [path.stem for path in files] == [file.card.slug for file in CARDS]
    assert [read_card(path) for path in files] == list(CARDS)


def test_no_address_is_read_twice() -> None:
    counts = Counter(addresses.canonical(route.address) for file in CARDS for route in file.routes)
    assert [address for address, count in counts.items() if count > 1] == []


def test_no_two_sources_have_one_title() -> None:
    counts = Counter(file.card.title for file in CARDS)
    assert counts.most_common(1)[0][1] == 1


@pytest.mark.parametrize("slug", BY_SLUG)
def test_countries_and_languages_are_those_that_there_are(slug: str) -> None:
    card = BY_SLUG[slug].card
    assert card.languages
    assert set(card.languages) <= {"en", "kk", "ky", "ru", "tg", "tk", "uz"}
    assert card.country in ("", "kg", "kz", "tj", "tm", "uz")
    assert all(code.upper() in ENGLISH.territories for code in card.restricted_in)


@pytest.mark.parametrize("slug", BY_SLUG)
def test_its_addresses_are_asked_under_tls_at_hosts_that_are_its_own(slug: str) -> None:
    card, routes = BY_SLUG[slug].card, BY_SLUG[slug].routes
    home = urlsplit(card.homepage)
    assert home.scheme == "https"
    for route in routes:
        asked = urlsplit(route.address)
        assert (asked.scheme, asked.port, asked.username, asked.fragment) == ("https", None, None, "")
        assert asked.hostname == asked.netloc
        assert addresses.site(route.address) == addresses.site(card.homepage)
        assert addresses.absolute(route.address) == route.address


@pytest.mark.parametrize("slug", BY_SLUG)
def test_its_slug_is_the_one_that_adding_it_by_hand_would_give(slug: str) -> None:
    card, routes = BY_SLUG[slug].card, BY_SLUG[slug].routes
    assert slug == slug_of(card.homepage)
    if routes[0].kind is RouteKind.TELEGRAM_PREVIEW:
        assert card.homepage == routes[0].address == names.page(slug)
        assert len(routes) == 1


def test_only_excerpts_are_shown_and_no_card_says_more_than_it_may() -> None:
    assert {file.card.shown for file in CARDS} == {Shown.EXCERPT}
    assert {file.card.contact for file in CARDS} == {""}
    assert {file.card.a_day for file in CARDS} == {(None, None)}
    official = {file.card.affiliation for file in CARDS if file.card.kind is SourceKind.OFFICIAL}
    assert official == {Affiliation.STATE}


def test_each_country_and_each_kind_of_publisher_is_there() -> None:
    assert {file.card.country for file in CARDS} == {"", "kg", "kz", "tj", "tm", "uz"}
    kinds = {file.card.kind for file in CARDS}
    assert kinds == {SourceKind.NEWS, SourceKind.CHANNEL, SourceKind.OFFICIAL, SourceKind.FACTCHECK}


@pytest.mark.parametrize(
    ("slug", "country"),
    [("rus-azattyq-org", "ru"), ("ozodi-org", "tj"), ("azathabar-com", "tm"), ("kloop-kg", "kg")],
)
def test_publishers_that_are_prosecuted_are_known_as_that(slug: str, country: str) -> None:
    assert country in BY_SLUG[slug].card.restricted_in


@pytest.mark.django_db
def test_nothing_that_is_restricted_is_switched_on_by_a_pack() -> None:
    add_pack("central-asia")
    asked = set(sources.collected(()))
    assert {slug for slug, file in BY_SLUG.items() if not file.card.restricted_in} < asked
    assert {slug for slug, file in BY_SLUG.items() if file.card.restricted_in} & asked == set()


@pytest.mark.django_db
def test_a_pack_added_again_changes_nothing_that_a_person_did() -> None:
    first = add_pack("central-asia")
    pause_source("tengrinews-kz")
    resume_source("kloop-kg")
    asked = sources.collected(())
    assert add_pack("central-asia") == first
    assert sources.collected(()) == asked


@pytest.mark.django_db
def test_the_pack_of_banks_holds_nobody_else() -> None:
    assert add_pack("banks") == ("nbkr", "nbk", "nbt", "cbu", "cbt", "ecb", "cbr")
    assert sources.count() == 7


@pytest.mark.django_db
def test_a_source_that_is_read_under_another_name_is_not_added_twice() -> None:
    add_source(Card("ours", "Ours"), RSS[0], RSS[1])
    assert add_starter(COURIER, [RSS]) == "ours"
    assert sources.count() == 1


@pytest.mark.django_db
def test_a_card_that_a_person_changed_is_not_taken_back() -> None:
    add_source(Card("steppe-courier", "Our title"), RouteKind.FEED, "https://steppe-courier.example/own.xml")
    assert add_starter(COURIER, [RSS]) == "steppe-courier"
    kept = sources.card("steppe-courier")
    assert kept is not None
    assert kept.title == "Our title"
    assert sources.find_route("steppe-courier", RSS[0], RSS[1]) is None


def test_an_unknown_pack_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotFound, match=", ".join(PACKS)):
        add_pack("atlantis")
