from __future__ import annotations

import pytest
from django.test import Client

from aitys.values.stored import Topic
from tests.builders import add_source, keep
from tests.web.world import BAZAAR, Page, add_topic, index, keep_in, message, report

pytestmark = pytest.mark.usefixtures("fresh_index")


def fill(count: int) -> None:
    keep(add_source(), *(report(number) for number in range(1, count + 1)))
    add_topic()
    index()


def test_four_posts_are_counted_as_four_and_every_title_stands_once(client: Client) -> None:
    fill(4)
    page = Page(client, "/topics/water/")
    assert page.counter == "Viewing results 1–4 of 4"
    assert page.headlines == [f"Ferry report {number}" for number in (4, 3, 2, 1)]


def test_twelve_posts_fill_two_pages_and_the_third_still_knows_twelve(client: Client) -> None:
    fill(12)
    second = Page(client, "/topics/water/", {"page": "2"})
    assert second.counter == "Viewing results 7–12 of 12"
    assert second.headlines == [f"Ferry report {number}" for number in range(6, 0, -1)]
    third = Page(client, "/topics/water/", {"page": "3"})
    assert third.status == 200
    assert third.counter == "Nothing on page 3: there are 12 results in all"
    assert third.headlines == []
    assert third.link("prev") == "/topics/water/?page=2"
    assert "Page 3 of 2" not in third.text


def test_an_empty_topic_says_that_nothing_was_found(client: Client) -> None:
    add_topic()
    page = Page(client, "/topics/water/")
    assert (page.status, page.counter, page.headlines) == (200, "Nothing found", [])


def test_a_topic_without_rules_holds_nothing_rather_than_everything(client: Client) -> None:
    fill(3)
    add_topic(Topic("picked", "Picked by hand"))
    assert Page(client, "/topics/picked/").counter == "Nothing found"


def test_pages_link_to_each_other_and_the_first_has_one_address(client: Client) -> None:
    fill(13)
    first, second, last = (Page(client, "/topics/water/", {"page": number}) for number in "123")
    assert (first.link("prev"), first.link("next")) == ("", "/topics/water/?page=2")
    assert (second.link("prev"), second.link("next")) == ("/topics/water/?", "/topics/water/?page=3")
    assert (last.link("prev"), last.link("next")) == ("/topics/water/?page=2", "")


def test_filters_survive_paging(client: Client) -> None:
    fill(13)
    keep_in("ru", add_source(BAZAAR), message(1, "Паром пришёл"))
    index()
    page = Page(client, "/topics/water/", {"source": "steppe-courier", "since": "2026-11-19"})
    assert page.counter == "Viewing results 1–6 of 13"
    following = Page(client, page.link("next"))
    assert following.counter == "Viewing results 7–12 of 13"
    assert following.values("//select[@name='source']/option[@selected]/@value") == ["steppe-courier"]
    assert following.values("//input[@name='since']/@value") == ["2026-11-19"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"lang": "ru"}, ["Паром пришёл"]),
        ({"source": "bazaar-talk"}, ["Паром пришёл"]),
        ({"kind": "channel"}, ["Паром пришёл"]),
        ({"kind": "news"}, ["Ferry report 1"]),
        ({"until": "2026-11-19"}, ["Ferry report 1"]),
        ({"since": "2026-11-20"}, ["Паром пришёл"]),
        ({"lang": "en", "kind": "channel"}, []),
    ],
)
def test_each_filter_narrows_the_list(client: Client, query: dict[str, str], titles: list[str]) -> None:
    fill(1)
    keep_in("ru", add_source(BAZAAR), message(1, "Паром пришёл"))
    index()
    assert Page(client, "/topics/water/", query).headlines == titles


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"lang": "xx"}, "This desk does not read that language."),
        ({"source": "nobody"}, "There is no such source here."),
        ({"kind": "gossip"}, "There is no such kind of source."),
        ({"since": "2026-02-31"}, "This is not a day: write it as 2026-05-12."),
        ({"since": "2026-05-02", "until": "2026-05-01"}, "The last day is before the first one."),
    ],
)
def test_a_wrong_filter_is_a_sentence_and_no_list(client: Client, query: dict[str, str], said: str) -> None:
    fill(2)
    for path in ("/topics/water/", "/search/"):
        page = Page(client, path, query)
        assert page.status == 400
        assert said in page.texts("//ul[@class='errorlist']/li")
        assert page.headlines == []


@pytest.mark.parametrize("number", ["abc", "0", "-1", "1.5", "", "99999999", "１"])
def test_what_is_no_page_number_is_no_page(client: Client, number: str) -> None:
    fill(1)
    assert Page(client, "/topics/water/", {"page": number}).status == 404


def test_the_farthest_page_is_an_empty_one(client: Client) -> None:
    fill(1)
    page = Page(client, "/topics/water/", {"page": "9999999"})
    assert (page.status, page.headlines) == (200, [])
