from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from aitys.settings import current
from aitys.store import models, revisiting, sources
from aitys.values.asking import Priority
from aitys.values.captures import Ask, Purpose
from aitys.values.readings import Reader
from aitys.values.sources import Route, RouteKind
from tests.builders import COURIER, NOON, add_capture, add_source, keep, post

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LINK = "https://steppe-courier.example/bridge"
ASK = Ask(LINK, Purpose.PAGE, LINK)


@pytest.fixture
def route() -> Route:
    """Of a source whose words stand on its pages; one article is known."""
    made = add_source(replace(COURIER, follow_pages=True))
    keep(made, post("bridge"), at=NOON)
    return made


def look_at_page(route: Route, at: datetime) -> None:
    capture = add_capture(route, at)
    models.Capture.objects.filter(id=capture.id).update(purpose=Purpose.PAGE, url=LINK, about=LINK)
    revisiting.plan(Reader("page@1", route.id, capture.id, at), ASK)


def due() -> list[datetime]:
    return list(models.ToAsk.objects.values_list("due_at", flat=True))


def test_a_page_is_asked_again_after_each_pause_and_then_no_more(route: Route) -> None:
    at = NOON
    for pause in current().look_again:
        look_at_page(route, at)
        assert due() == [at + timedelta(seconds=pause)]
        models.ToAsk.objects.all().delete()
        at += timedelta(seconds=pause)
    look_at_page(route, at)
    assert due() == []


def test_such_looks_come_after_all_others_at_the_host(route: Route) -> None:
    look_at_page(route, NOON)
    assert models.ToAsk.objects.get().priority == Priority.OLDER


def test_what_was_published_long_ago_is_read_once(route: Route) -> None:
    look_at_page(route, NOON + timedelta(days=current().look_again_days))
    assert due() == []


def test_where_the_list_shows_the_words_its_pages_are_left_alone() -> None:
    made = add_source()
    keep(made, post("bridge"), at=NOON)
    look_at_page(made, NOON)
    assert due() == []


def test_a_sitemap_tells_no_words_so_its_pages_are_asked_again() -> None:
    keep(add_source(), post("bridge"), at=NOON)
    made = sources.add_route(COURIER.slug, RouteKind.SITEMAP, "https://steppe-courier.example/sitemap.xml")
    look_at_page(made, NOON)
    assert due() == [NOON + 2 * HOUR]


def test_an_empty_list_of_pauses_reads_each_page_once(route: Route, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AITYS_LOOK_AGAIN", "")
    current.cache_clear()
    look_at_page(route, NOON)
    current.cache_clear()
    assert due() == []
