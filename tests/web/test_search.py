from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from django.test import Client

from aitys.settings import current
from aitys.values.sources import Shown
from tests.builders import COURIER, add_source, keep, post
from tests.web.world import Page, index, post_id, report

pytestmark = pytest.mark.usefixtures("fresh_index")

BRIDGE = post("bridge", "The bridge at Tash-Kol opens on Monday.", title="Bridge opens")
LATER = post("later", "Monday is a holiday, so the bridge opens later.", title="A later date")


def test_words_are_found_and_marked(client: Client) -> None:
    keep(add_source(), BRIDGE, report(1))
    index()
    page = Page(client, "/search/", {"q": "bridge monday"})
    assert page.counter.startswith("Viewing results 1–1 of 1")
    assert page.texts("//article//mark") == ["Bridge", "bridge", "Monday"]


def test_a_phrase_is_found_as_a_phrase(client: Client) -> None:
    keep(add_source(), BRIDGE, LATER)
    index()
    assert len(Page(client, "/search/", {"q": "bridge opens"}).headlines) == 2
    assert Page(client, "/search/", {"q": '"opens on Monday"'}).headlines == ["Bridge opens"]


def test_the_time_it_took_is_told(client: Client) -> None:
    keep(add_source(), BRIDGE)
    index()
    took = Page(client, "/search/", {"q": "bridge"}).texts("//span[@class='took']")
    assert len(took) == 1
    assert took[0].startswith("found in ")
    assert took[0].endswith(" ms")


def test_without_words_all_posts_are_listed_newest_first(client: Client) -> None:
    keep(add_source(), report(1), report(2))
    index()
    page = Page(client, "/search/")
    assert page.headlines == ["Ferry report 2", "Ferry report 1"]
    assert page.texts("//article//mark") == []


def test_the_newest_can_be_asked_for_first(client: Client) -> None:
    keep(add_source(), report(1, title="Ferry, ferry, ferry"), report(2, title="Report"))
    index()
    assert Page(client, "/search/", {"q": "ferry"}).headlines == ["Ferry, ferry, ferry", "Report"]
    newest = Page(client, "/search/", {"q": "ferry", "order": "newest"})
    assert newest.headlines == ["Report", "Ferry, ferry, ferry"]


def test_words_survive_paging_whatever_signs_are_in_them(client: Client) -> None:
    keep(add_source(), *(report(number, title=f"A&B <ферри> {number}") for number in range(1, 9)))
    index()
    page = Page(client, "/search/", {"q": 'ферри & "A&B"', "source": "steppe-courier"})
    assert page.counter.startswith("Viewing results 1–6 of 8")
    second = Page(client, page.link("next"))
    assert second.counter.startswith("Viewing results 7–8 of 8")
    assert second.values("//input[@name='q']/@value") == ['ферри & "A&B"']


def test_nothing_found_is_said(client: Client) -> None:
    keep(add_source(), BRIDGE)
    index()
    page = Page(client, "/search/", {"q": "zeppelin"})
    assert (page.status, page.counter) == (200, "Nothing found")


def test_a_query_beyond_all_measure_is_refused_with_a_sentence(client: Client) -> None:
    page = Page(client, "/search/", {"q": "x" * 5000})
    assert page.status == 400
    assert page.texts("//ul[@class='errorlist']/li") != []


def test_a_query_with_a_nul_is_refused_and_not_a_crash(client: Client) -> None:
    assert Page(client, "/search/", {"q": "bridge\x00"}).status == 400


def test_what_was_typed_is_never_markup(client: Client) -> None:
    page = Page(client, "/search/", {"q": "<script>alert(1)</script>"})
    assert page.values("//script/@*") == []
    assert page.texts("//script") == []
    assert page.values("//input[@name='q']/@value") == ["<script>alert(1)</script>"]


def test_a_headline_card_lends_a_search_no_words(client: Client) -> None:
    keep(add_source(replace(COURIER, shown=Shown.HEADLINE)), BRIDGE)
    index()
    page = Page(client, "/search/", {"q": "monday"})
    assert page.headlines == ["Bridge opens"]
    assert page.texts("//article//p[contains(@class, 'words')]") == []


def test_search_pages_are_not_for_search_engines(client: Client) -> None:
    assert Page(client, "/search/").values("//meta[@name='robots']/@content") == ["noindex, follow"]


def test_without_an_index_the_page_says_so_and_asks_to_come_back(client: Client) -> None:
    shutil.rmtree(current().index)
    for path in ("/search/", "/"):
        page = Page(client, path)
        assert page.status == 503
        assert page.texts("//h1") == ["Search is not available now"]
        assert "being made" not in page.text
        assert (page.headers["Retry-After"], page.headers["Cache-Control"]) == ("30", "no-store")


def test_what_the_page_without_an_index_says_is_true(client: Client) -> None:
    keep(add_source(), BRIDGE)
    shutil.rmtree(current().index)
    page = Page(client, "/search/")
    assert "/readyz" in page.text
    assert client.get("/readyz").content.decode() == "not ready: index\n"
    assert Page(client, f"/posts/{post_id(BRIDGE)}/").status == 200
    assert Page(client, page.values("//main//a/@href")[0]).status == 200
