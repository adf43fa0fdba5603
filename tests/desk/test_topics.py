from __future__ import annotations

import pytest

from aitys.desk.topics import add_topic, remove_rules, remove_topic
from aitys.errors import NotFound, WrongUse
from aitys.store import models, topics
from aitys.text.tags import fold_tag
from aitys.values.stored import Topic

pytestmark = pytest.mark.django_db

WATER = Topic("water", "Water", tags=("Water", "Rivers"), queries=("dry wells",))


def test_one_rule_goes_and_the_others_stay() -> None:
    add_topic(WATER)
    left = remove_rules("water", ["RIVERS"], ["dry wells"])
    assert left == topics.by_slug("water")
    assert (left.tags, left.queries) == ((fold_tag("Water"),), ())
    entry = models.AuditEntry.objects.latest("id")
    assert entry.details == {"tags": [fold_tag("Rivers")], "queries": ["dry wells"]}


def test_the_last_rule_does_not_go_alone() -> None:
    add_topic(Topic("water", "Water", tags=("Water",)))
    with pytest.raises(WrongUse, match="aitys topic remove water"):
        remove_rules("water", ["water"], [])
    assert topics.by_slug("water") is not None


def test_a_topic_picked_by_hand_has_no_rule_and_may_gain_some() -> None:
    assert add_topic(Topic("water", "Water")) == topics.by_slug("water")
    add_topic(WATER)
    found = topics.by_slug("water")
    assert found is not None
    assert found.queries == ("dry wells",)


def test_a_rule_that_is_not_there_is_named_and_nothing_goes() -> None:
    kept = add_topic(WATER)
    with pytest.raises(NotFound, match=fold_tag("snow")):
        remove_rules("water", ["water", "snow"], [])
    assert topics.by_slug("water") == kept


def test_a_rule_without_a_word_is_refused() -> None:
    add_topic(WATER)
    with pytest.raises(WrongUse, match="at least one word"):
        remove_rules("water", [" "], [])


def test_a_removed_topic_is_gone_and_the_trail_has_its_rules() -> None:
    add_topic(WATER)
    remove_topic("water")
    assert topics.every() == ()
    assert models.AuditEntry.objects.latest("id").details["queries"] == ["dry wells"]
    with pytest.raises(NotFound, match="water"):
        remove_topic("water")
