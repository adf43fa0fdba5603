from __future__ import annotations

from dataclasses import replace

import pytest

from aitys.desk.sources import add_source
from aitys.desk.topics import add_topic
from aitys.errors import WrongUse
from aitys.store import sources, topics
from aitys.values.sources import RouteKind
from aitys.values.stored import Topic
from tests.builders import COURIER

pytestmark = pytest.mark.django_db

WATER = Topic("water", "Water", "", tags=("Water",))


@pytest.mark.parametrize("slug", ["", " ", "a/b", "../x", "a b", "вода\n", "a.b", "x" * 81])
def test_a_slug_that_cannot_be_part_of_an_address_is_refused(slug: str) -> None:
    """An empty one once took the home page down: no address leads to its topic."""
    with pytest.raises(WrongUse, match="letters, digits"):
        add_topic(replace(WATER, slug=slug))
    with pytest.raises(WrongUse, match="letters, digits"):
        add_source(replace(COURIER, slug=slug), RouteKind.FEED, "https://steppe-courier.example/rss.xml")
    assert not topics.every()
    assert not sources.count()


@pytest.mark.parametrize("slug", ["вода", "су_2", "-", "x" * 80])
def test_a_slug_may_be_of_any_script(slug: str) -> None:
    assert add_topic(replace(WATER, slug=slug)).slug == slug


@pytest.mark.parametrize("title", ["", "  ", "x" * 301, "two\nlines", "a\0b"])
def test_a_title_that_shows_nothing_or_too_much_is_refused(title: str) -> None:
    with pytest.raises(WrongUse, match="a title has"):
        add_topic(replace(WATER, title=title))


def test_a_rule_longer_than_its_column_is_refused() -> None:
    with pytest.raises(WrongUse, match="at most 300"):
        add_topic(replace(WATER, queries=("x" * 301,)))
