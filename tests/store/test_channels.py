"""Channels by their number, however they are called."""

from __future__ import annotations

from datetime import timedelta

import pytest

from aitys.store import channels, sources
from aitys.values.messages import ChannelSeen
from aitys.values.sources import RouteKind
from tests.builders import COURIER, NOON, add_source

pytestmark = pytest.mark.django_db

SEEN = ChannelSeen(1234, "Bazaar_Talk", "Bazaar Talk")
DAY = timedelta(days=1)


def test_a_channel_is_found_by_its_number_and_by_its_name_in_any_case() -> None:
    add_source()
    assert channels.keep(COURIER.slug, SEEN, NOON) is None
    known = channels.by_number(1234)
    assert known is not None
    assert (known.source, known.name, known.title) == (COURIER.slug, "bazaar_talk", "Bazaar Talk")
    assert channels.by_name("BAZAAR_talk") == known
    assert channels.by_number(99) is channels.by_name("valley_wire") is None


def test_what_a_look_saw_last_stands_and_what_was_before_is_told() -> None:
    add_source()
    channels.keep(COURIER.slug, SEEN, NOON)
    before = channels.keep(COURIER.slug, ChannelSeen(1234, "Bazaar_News", "Bazaar News"), NOON + DAY)
    assert before is not None
    assert before.name == "bazaar_talk"
    channels.keep(COURIER.slug, SEEN, NOON + DAY / 2)
    known = channels.by_number(1234)
    assert known is not None
    assert known.title == "Bazaar News"


def test_a_file_tells_of_a_new_channel_and_changes_no_known_one() -> None:
    add_source()
    channels.keep(COURIER.slug, SEEN, NOON)
    channels.introduce(COURIER.slug, ChannelSeen(1234, "", "An older name"), NOON + DAY)
    assert channels.titles() == {"Bazaar Talk"}
    channels.introduce(COURIER.slug, ChannelSeen(77, "", "Valley Wire"), NOON)
    assert channels.titles() == {"Bazaar Talk", "Valley Wire"}


def test_an_archive_of_earlier_days_tells_whose_a_channel_is() -> None:
    add_source()
    sources.add_route(COURIER.slug, RouteKind.IMPORT, "channel:555")
    known = channels.by_number(555)
    assert known is not None
    assert (known.source, known.name) == (COURIER.slug, "")
