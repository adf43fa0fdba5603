from __future__ import annotations

import json
import shutil

import pytest
from django.core.cache import caches
from django.test import Client

from aitys.settings import current
from tests.web.signing import add_anara, sign_in
from tests.web.world import Page

pytestmark = pytest.mark.usefixtures("fresh_index")

READER = "203.0.113.7"


@pytest.fixture(autouse=True)
def three_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(current().__dict__, "searches_a_minute", 3)


def _ask(client: Client, path: str = "/search/?q=bridge", told: str = "", peer: str = "127.0.0.1") -> int:
    """The status of one search, through a proxy at `peer` that says it was asked by `told`."""
    return client.get(path, headers={"x-forwarded-for": told} if told else {}, REMOTE_ADDR=peer).status_code


def test_page_feeds_and_programs_are_counted_together(client: Client) -> None:
    paths = ("/search/?q=bridge", "/search/rss.xml?q=bridge", "/api/v1/search?q=bridge", "/search/?q=bridge")
    assert [_ask(client, path) for path in paths] == [200, 200, 200, 429]


def test_a_page_from_memory_counts_like_a_fresh_one(client: Client) -> None:
    assert [_ask(client) for _ in range(4)] == [200, 200, 200, 429]


def test_who_asks_too_often_is_told_how_long_to_wait(client: Client) -> None:
    for _ in range(3):
        _ask(client)
    page = Page(client, "/search/?q=bridge")
    assert page.status == 429
    assert page.texts("//h1") == ["Too many searches"]
    assert 1 <= int(page.headers["Retry-After"]) <= 60
    assert page.headers["Cache-Control"] == "no-store"
    assert f"in {page.headers['Retry-After']} seconds" in page.text
    answer = client.get("/api/v1/search?q=bridge")
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert answer["Cache-Control"] == "no-store"
    assert json.loads(answer.content)["problems"][0]["name"] == "too-many-searches"


def test_other_pages_are_not_counted(client: Client) -> None:
    for _ in range(4):
        _ask(client)
    assert client.get("/about/").status_code == 200


def test_each_address_is_counted_alone(client: Client) -> None:
    for _ in range(4):
        _ask(client, told=READER)
    assert _ask(client, told=READER) == 429
    assert _ask(client, told="203.0.113.8") == 200


def test_a_readers_own_words_about_the_address_are_not_believed(client: Client) -> None:
    """Only a proxy on this machine is, and of its list only the last, which it saw itself."""
    told = [_ask(client, told=f"198.51.100.{number}", peer=READER) for number in range(4)]
    assert told == [200, 200, 200, 429]
    through = [_ask(client, told=f"198.51.100.{number}, {READER}") for number in range(4)]
    assert through == [429] * 4, "the same reader through the proxy"


def test_a_network_of_ipv6_is_one_reader(client: Client) -> None:
    told = [_ask(client, told=f"2001:db8:0:7::{number:x}") for number in range(1, 5)]
    assert told == [200, 200, 200, 429]
    assert _ask(client, told="2001:db8:0:8::1") == 200
    assert _ask(client, told=f"::ffff:{READER}") == 200


def test_no_address_is_kept(client: Client) -> None:
    _ask(client, told=READER)
    kept = vars(caches["searches"])["_cache"]
    assert len(kept) == 1
    assert READER not in repr(kept)


def test_who_is_signed_in_may_search_as_often_as_they_like(client: Client) -> None:
    add_anara()
    sign_in(client)
    assert [_ask(client, "/desk/search/?q=bridge") for _ in range(5)] == [200] * 5
    page = Page(client, "/desk/search/?q=bridge")
    assert page.values("//form[@role='search']/@action") == ["/desk/search/"]
    assert page.headers["Cache-Control"] == "no-store"


def test_who_is_signed_in_is_told_too_that_the_index_is_missing(client: Client) -> None:
    add_anara()
    sign_in(client)
    shutil.rmtree(current().index)
    assert _ask(client, "/desk/search/?q=bridge") == 503


def test_none_is_counted_where_the_limit_is_off(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(current().__dict__, "searches_a_minute", 0)
    assert [_ask(client) for _ in range(5)] == [200] * 5
