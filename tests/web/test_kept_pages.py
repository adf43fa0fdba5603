from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from aitys.store import stamps
from aitys.web import kept_pages
from aitys.web.kept_pages import kept
from tests.builders import add_source

pytestmark = pytest.mark.django_db


class _Pages:
    """Makes pages that are numbered, so that a kept one is known."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.made = 0

    def make(self) -> HttpResponse:
        self.made += 1
        return HttpResponse(f"page {self.made}", status=self.status)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the state of the record as the pages see it."""

    def set_state(state: str) -> None:
        monkeypatch.setattr(kept_pages, "stamp", lambda: state)

    set_state("one")
    return set_state


def _ask(path: str = "/topics/water/", host: str = "testserver") -> HttpRequest:
    return RequestFactory().get(path, headers={"host": host})


def test_a_page_is_made_once_while_nothing_is_written(state: Callable[[str], None]) -> None:
    pages = _Pages()
    answers = [kept(_ask(), pages.make).content for _ in range(3)]
    assert answers == [b"page 1"] * 3


def test_a_page_is_made_again_after_anything_was_written(state: Callable[[str], None]) -> None:
    pages = _Pages()
    kept(_ask(), pages.make)
    state("two")
    assert kept(_ask(), pages.make).content == b"page 2"


def test_pages_of_other_addresses_and_hosts_are_other_pages(state: Callable[[str], None]) -> None:
    pages = _Pages()
    for request in (_ask(), _ask("/topics/water/?page=2"), _ask(host="127.0.0.1")):
        kept(request, pages.make)
    assert pages.made == 3


def test_only_good_pages_are_kept(state: Callable[[str], None]) -> None:
    pages = _Pages(status=400)
    for _ in range(2):
        kept(_ask(), pages.make)
    assert pages.made == 2


def test_nothing_is_kept_where_nobody_can_say_whether_anything_was_written(
    state: Callable[[str], None],
) -> None:
    state("")
    pages = _Pages()
    for _ in range(2):
        kept(_ask(), pages.make)
    assert pages.made == 2


def test_what_a_caller_does_to_an_answer_does_not_change_the_kept_one(state: Callable[[str], None]) -> None:
    pages = _Pages()
    kept(_ask(), pages.make)["X-Mark"] = "mine"
    assert "X-Mark" not in kept(_ask(), pages.make)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a test's SQLite is in memory")
def test_every_write_moves_the_stamp_of_postgresql() -> None:
    before = stamps.stamp()
    assert stamps.stamp() == before
    add_source()
    assert stamps.stamp() != before
