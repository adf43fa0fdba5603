from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from django.test import Client

from aitys.store import sources
from aitys.values.sources import Card, SourceKind
from aitys.web.filters import SOURCES_TO_CHOOSE
from tests.builders import COURIER, NOON, add_source, keep
from tests.web.world import BAZAAR, Page, add_topic, index, message, report, transferred

pytestmark = pytest.mark.usefixtures("fresh_index")

LISTS = ["/search/", "/topics/water/"]


def fill(others: int) -> None:
    """A post of the Courier, one of a channel, and so many more sources."""
    keep(add_source(), report(1))
    keep(add_source(BAZAAR, "https://t.me/s/bazaar_talk"), message(1, "Water for the valley"))
    for number in range(others):
        sources.add(Card(f"outlet-{number}", f"Outlet {number}"), NOON)
    add_topic()
    index()


def has_list(page: Page) -> bool:
    return page.values("//select[@name='source']/@id") == ["id_source"]


@pytest.mark.parametrize("path", LISTS)
def test_few_sources_are_a_list_to_choose_from(client: Client, path: str) -> None:
    fill(SOURCES_TO_CHOOSE - 2)
    page = Page(client, path, {"source": "steppe-courier"})
    assert has_list(page)
    assert page.values("//select[@name='source']/option[@selected]/@value") == ["steppe-courier"]
    assert page.headlines == ["Ferry report 1"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("typed", ["steppe-courier", "Steppe Courier", " Steppe Courier "])
def test_one_of_many_sources_is_typed_by_its_name(client: Client, path: str, typed: str) -> None:
    fill(SOURCES_TO_CHOOSE - 1)
    page = Page(client, path, {"source": typed})
    assert not has_list(page)
    assert page.values("//input[@name='source']/@type") == ["text"]
    assert page.headlines == ["Ferry report 1"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("others", [1, SOURCES_TO_CHOOSE])
def test_a_source_that_is_not_here_is_refused_at_its_field(client: Client, path: str, others: int) -> None:
    fill(others)
    for typed in ("valley-wire", "steppe", "x" * 301, "nul\x00"):
        page = Page(client, path, {"source": typed})
        assert page.status == 400
        assert len(page.texts("//div[contains(@class, 'wrong')]//ul[@class='errorlist']/li")) >= 1
    assert Page(client, path, {"source": "steppe"}).texts("//ul[@class='errorlist']/li") == [
        "There is no such source here."
    ]


def test_the_line_for_a_source_says_what_to_write_and_what_was_wrong(client: Client) -> None:
    fill(SOURCES_TO_CHOOSE)
    page = Page(client, "/search/", {"source": "nobody"})
    (described,) = page.values("//input[@name='source']/@aria-describedby")
    assert described.split() == ["id_source_helptext", "id_source_error"]
    assert set(described.split()) <= set(page.values("//@id"))
    assert page.values("//input[@name='source']/@value") == ["nobody"]


def test_a_title_that_is_anothers_slug_leads_to_the_slug(client: Client) -> None:
    fill(SOURCES_TO_CHOOSE)
    sources.add(Card("zz-imitator", "steppe-courier"), NOON)
    assert Page(client, "/search/", {"source": "steppe-courier"}).headlines == ["Ferry report 1"]


def test_the_slug_of_a_typed_source_goes_from_page_to_page(client: Client) -> None:
    fill(SOURCES_TO_CHOOSE)
    keep(add_source(), *(report(number) for number in range(2, 9)))
    index()
    page = Page(client, "/search/", {"source": "Steppe Courier"})
    assert page.link("next") == "/search/?source=steppe-courier&page=2"
    assert len(Page(client, page.link("next")).headlines) == 2


def test_what_was_brought_in_by_hand_is_no_source_to_choose(client: Client) -> None:
    fill(SOURCES_TO_CHOOSE)
    sources.add(Card("brought-in", "Brought in", SourceKind.MANUAL), NOON)
    assert Page(client, "/search/", {"source": "brought-in"}).status == 400


@pytest.fixture
def two_countries(db: None) -> None:
    """A post of Kazakhstan with a number, one of Kyrgyzstan with a link."""
    keep(add_source(replace(COURIER, country="kg")), report(1, text="See https://ferry.example/ for it."))
    keep(add_source(BAZAAR, "https://t.me/s/bazaar_talk"), message(1, "Ferry for 5 coins"))
    add_topic()
    index()


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_narrowed_to_the_countries_that_its_sources_are_of(
    client: Client, two_countries: None, path: str
) -> None:
    page = Page(client, path, {"country": "kz"})
    assert page.headlines == ["Ferry for 5 coins"]
    assert page.texts("//select[@name='country']/option") == ["Any country", "Kazakhstan", "Kyrgyzstan"]
    assert page.values("//select[@name='country']/option[@selected]/@value") == ["kz"]
    assert page.values("//details[@class='filters']/@open") != []
    assert Page(client, path, {"country": "uz"}).texts("//ul[@class='errorlist']/li") == [
        "There is no source of that country here."
    ]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_narrowed_to_what_a_post_has(client: Client, two_countries: None, path: str) -> None:
    page = Page(client, path, {"has": "link"})
    assert page.headlines == ["Ferry report 1"]
    (described,) = page.values("//select[@name='has']/@aria-describedby")
    assert described in page.values("//@id")
    assert Page(client, path, {"has": "number"}).headlines == ["Ferry for 5 coins"]
    assert Page(client, path, {"has": "soul"}).status == 400


def test_what_the_address_of_the_api_may_say_the_page_understands_too(
    client: Client, two_countries: None
) -> None:
    asked = {
        "country": "Казахстан",
        "has": "цифра",
        "kind": "арна",
        "source": "@bazaar_talk",
        "order": "best",
    }
    page = Page(client, "/search/", asked | {"since": "2026", "until": "12.2026"})
    assert page.headlines == ["Ferry for 5 coins"]
    chosen = page.values("//select/option[@selected]/@value")
    assert chosen == ["", "bazaar-talk", "channel", "kz", "number", ""]
    assert page.values("//input[@type='date']/@value") == ["2026-01-01", "2026-12-31"]
    assert "country=kz&has=number" in page.values("//p[@class='feeds']/a/@href")[0]


def test_several_things_that_a_post_must_have_stay_one_line_of_the_list(
    client: Client, two_countries: None
) -> None:
    page = Page(client, "/search/", {"has": "number,ссылка"})
    assert page.texts("//select[@name='has']/option[@selected]") == ["Number, Link"]
    assert page.headlines == []
    assert Page(client, "/search/", {"has": "number,soul"}).status == 400


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("/search/?limit=5", "There is no parameter “limit”."),
        ("/search/?q=ferry&counts=true", "There is no parameter “counts”."),
        ("/topics/water/?q=bridge", "There is no parameter “q”."),
        ("/search/?lang=kk&lang=ru", "“lang” is given more than once."),
    ],
)
def test_a_page_ignores_no_parameter_that_the_api_has(
    client: Client, two_countries: None, asked: str, says: str
) -> None:
    page = Page(client, asked)
    assert page.status == 400
    assert page.texts("//ul[contains(@class, 'errorlist')]/li") == [says]
    assert page.headlines == []


def test_a_page_ignores_what_others_hang_on_its_address(client: Client, two_countries: None) -> None:
    page = Page(client, "/search/", {"q": "ferry", "utm_source": "wire"})
    assert (page.status, len(page.headlines)) == (200, 2)


LONG = "Областная общественно-политическая газета и сайт новостей "


@pytest.mark.parametrize("others", [SOURCES_TO_CHOOSE - 1, 999])
def test_a_page_weighs_under_60_kb_however_many_long_titled_sources_there_are(
    client: Client, others: int
) -> None:
    named = count()
    cards = [Card(f"{next(named):03}-{'районная-' * 8}"[:79] + "a", LONG * 5 + str(n)) for n in range(others)]
    for card in cards:
        sources.add(card, NOON)
    route = add_source(cards[0], "https://steppe-courier.example/rss.xml")
    text = "Судноходство по озеру возобновлено " * 40
    keep(route, *(report(number, text=text, title=text[:250]) for number in range(1, 9)))
    add_topic()
    index()
    for path in ("/", "/topics/water/", "/search/?q=озеру", "/sources/"):
        assert transferred(client, path) < 60_000, path
