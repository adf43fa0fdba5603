from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from aitys.values.posts import Post, PrintedTime
from tests.builders import COURIER, NOON, add_source, keep
from tests.web.world import BAZAAR, Page, index, keep_in, message, report

pytestmark = pytest.mark.usefixtures("fresh_index")


@pytest.fixture
def ferry(db: None) -> None:
    """Three English reports of a ferry on three days, and a Russian message about it on the last of them."""
    keep(add_source(), *(report(number, posted=_before(days=number)) for number in (1, 2, 3)))
    said = replace(message(1, "The ferry: паром стоит."), posted=_before(days=1))
    keep_in("ru", add_source(BAZAAR, "https://t.me/s/bazaar_talk"), said)
    index()


def _before(*, days: int) -> PrintedTime:
    return PrintedTime(NOON - timedelta(days=days), "+05:00")


def _lines(page: Page, name: str) -> list[str]:
    """The lines of a list of choices: what each is called, and how many it has."""
    return page.texts(f"//section[@aria-labelledby='{name}']//li")


def _link(page: Page, name: str, text: str) -> str:
    (found,) = page.values(
        f"//section[@aria-labelledby='{name}']//a[starts-with(normalize-space(.), '{text}')]/@href"
    )
    return found


def test_what_was_found_is_counted_by_language_source_and_day(client: Client, ferry: None) -> None:
    page = Page(client, "/search/", {"q": "ferry"})
    assert _lines(page, "by-language") == ["English 3", "Russian 1"]
    assert _lines(page, "by-source") == ["Steppe Courier 3", "@bazaar_talk 1"]
    assert page.texts("//section[@aria-labelledby='by-day']//tbody/tr") == [
        "19 November 2026 2",
        "18 November 2026 1",
        "17 November 2026 1",
    ]
    assert len(page.values("//section[@aria-labelledby='by-day']//rect/@height")) == 3


def test_a_line_narrows_the_search_by_an_operator_that_the_reader_sees(client: Client, ferry: None) -> None:
    page = Page(client, _link(Page(client, "/search/", {"q": "ferry"}), "by-language", "English"))
    assert page.values("//input[@name='q']/@value") == ["ferry lang:en"]
    assert page.counter.startswith("Viewing results 1–3 of 3")
    narrower = Page(client, _link(Page(client, "/search/", {"q": "ferry"}), "by-source", "@bazaar_talk"))
    assert narrower.counter.startswith("Viewing results 1–1 of 1")


def test_a_chosen_line_widens_the_search_again(client: Client, ferry: None) -> None:
    for query in ({"q": "ferry lang:en"}, {"q": "ferry", "lang": "en"}):
        page = Page(client, "/search/", query)
        assert _lines(page, "by-language") == ["English × take away 3"]
        wide = Page(client, _link(page, "by-language", "English"))
        assert wide.counter.startswith("Viewing results 1–4 of 4")


def test_a_day_narrows_to_its_posts_and_keeps_the_words(client: Client, ferry: None) -> None:
    page = Page(client, "/search/", {"q": "ferry"})
    link = next(each for each in page.values("//tbody//a/@href") if "2026-11-18" in each)
    day = Page(client, link)
    assert day.headlines == ["Ferry report 2"]
    assert day.values("//input[@name='q']/@value") == ["ferry"]
    assert _lines(day, "by-language") == [], "one line narrows nothing"


def test_operators_alone_list_the_newest_first(client: Client, ferry: None) -> None:
    page = Page(client, "/search/", {"q": "lang:en source:steppe-courier"})
    assert page.headlines == ["Ferry report 1", "Ferry report 2", "Ferry report 3"]


def test_an_open_quote_does_not_swallow_the_operator(client: Client, ferry: None) -> None:
    page = Page(client, _link(Page(client, "/search/", {"q": '"the ferry'}), "by-language", "English"))
    assert page.counter.startswith("Viewing results 1–3 of 3")


def test_the_operator_is_in_the_readers_language(client: Client, ferry: None) -> None:
    with override("ru"):
        page = Page(client, "/search/", {"q": "ferry"})
    narrow = Page(client, _link(page, "by-language", "Английский"))
    assert narrow.values("//input[@name='q']/@value") == ["ferry язык:en"]
    assert narrow.counter.startswith("Viewing results 1–3 of 3")


def test_sources_of_one_title_are_told_apart(client: Client, ferry: None) -> None:
    twin = replace(COURIER, slug="steppe_courier")
    keep(add_source(twin, "https://t.me/s/steppe_courier"), _message_of("steppe_courier"))
    index()
    assert _lines(Page(client, "/search/", {"q": "ferry"}), "by-source") == [
        "Steppe Courier (steppe-courier) 3",
        "@bazaar_talk 1",
        "Steppe Courier (steppe_courier) 1",
    ]


def test_only_the_sources_with_most_stand_open(client: Client) -> None:
    for number in range(12):
        name = f"herald-{number}"
        card = replace(COURIER, slug=name, title=name)
        keep(add_source(card, f"https://{name}.example/rss.xml"), _message_of(name))
    index()
    page = Page(client, "/search/", {"q": "ferry"})
    assert len(page.texts("//section[@aria-labelledby='by-source']/ul/li")) == 8
    assert page.texts("//section[@aria-labelledby='by-source']//summary") == ["4 more"]


def _message_of(channel: str) -> Post:
    address = f"https://t.me/{channel}/1"
    return replace(report(1, posted=_before(days=1)), addresses=(address,), url=address)
