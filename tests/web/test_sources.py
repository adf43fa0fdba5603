from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from aitys.store import models
from aitys.store.coverage import Item, Look, record_look
from tests.builders import NOON, add_source, keep, post
from tests.web.world import BAZAAR, Page

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def _look(route_id: int, days: float) -> None:
    at = NOON - days * DAY
    record_look(route_id, Look(at, tuple(Item(at - hours * DAY / 24, known=False) for hours in (0, 1, 2))))


def test_a_source_has_a_page_of_what_was_read_and_what_was_not(client: Client) -> None:
    route = add_source(BAZAAR, "https://t.me/s/bazaar_talk")
    keep(route, post("bridge"))
    for days in (9, 3):
        _look(route.id, days)
    models.HealthEvent.objects.create(
        route_id=route.id, name="no-posts-shown", began_at=NOON - 8 * DAY, ended_at=NOON - 4 * DAY
    )
    page = Page(client, "/sources/bazaar-talk/")
    assert page.status == 200
    assert [said.split(" ", 1)[1] for said in page.texts("//tbody//td[3]")] == [
        "read Feed",
        "Telegram shows no posts of it: there are none, or they are held back for a while. Feed",
        "not seen Feed",
        "read Feed",
    ]
    assert len(page.values("//svg//*[local-name()='rect']/@x")) == 3
    assert page.weight < 30_000


def test_a_source_of_which_nothing_was_read_says_so(client: Client) -> None:
    add_source(BAZAAR)
    assert "Nothing was read of it so far." in Page(client, "/sources/bazaar-talk/").text


def test_a_source_nobody_has_is_not_found(client: Client) -> None:
    assert client.get("/sources/nobody/").status_code == 404


def test_the_list_of_sources_leads_to_each(client: Client) -> None:
    add_source(BAZAAR)
    assert "/sources/bazaar-talk/" in Page(client, "/sources/").values("//main//a/@href")
