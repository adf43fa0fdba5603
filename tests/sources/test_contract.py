"""The kit must see each fault that it promises to see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import count

import pytest

from aitys.sources import contract, kinds
from aitys.values.captures import Ask, Document
from aitys.values.posts import Left, Post, PrintedTime
from aitys.values.readings import Parsed
from aitys.values.sources import Card
from tests.sources.cast import COURIER, NOW, ROUTE, STATE, document

POST = Post(("https://steppe-courier.example/n/1",), title="Мост открыт")
SAMPLE = contract.Sample(document(b"x"), COURIER)
AWAY = datetime(2026, 5, 12, tzinfo=timezone(timedelta(hours=5)))


def giving(parsed: Parsed) -> kinds.Kind:
    return replace(kinds.FEED, parse=lambda *_: parsed)


def posts(*given: Post) -> Parsed:
    return Parsed("feed@2", given)


@pytest.mark.parametrize(
    ("parsed", "says"),
    [
        (Parsed("feed@3"), "signs as 'feed@3'"),
        (posts(replace(POST, addresses=())), "without an address"),
        (posts(replace(POST, addresses=("",))), "without an address"),
        (posts(replace(POST, title="")), "without words"),
        (posts(replace(POST, text="a\x00")), "lets NUL"),
        (posts(replace(POST, tags=("a\ud800",))), "lets NUL"),
        (posts(POST, replace(POST, title="b")), "twice"),
        (posts(replace(POST, posted=PrintedTime(AWAY, "+05:00"))), "not in UTC"),
        (posts(replace(POST, edited=PrintedTime(NOW))), "does not call guessed"),
        (Parsed("feed@2", left=(Left("line 7", "No text!"),)), "no reason to count"),
        (Parsed("feed@2", left=(Left("", "no-text"),)), "no reason to count"),
        (Parsed("feed@2", asks=(Ask("file:///srv"),)), "asks 'file:///srv'"),
    ],
)
def test_it_names_each_fault_of_a_reading(parsed: Parsed, says: str) -> None:
    (problem,) = contract.problems(giving(parsed), SAMPLE)
    assert says in problem


def test_it_finds_nothing_wrong_with_a_right_reading() -> None:
    assert contract.problems(giving(posts(POST)), replace(SAMPLE, items=1)) == []


def test_it_counts_the_items_that_are_not_accounted_for() -> None:
    assert contract.problems(giving(posts(POST)), replace(SAMPLE, items=3)) == [
        "accounts for 1 posts and 0 left of 3 items"
    ]


def test_it_sees_a_kind_that_raises_or_refuses_what_it_must_read() -> None:
    kind = replace(kinds.FEED, parse=_failing)
    assert contract.problems(kind, SAMPLE) == ["raises ZeroDivisionError: integer division or modulo by zero"]
    assert contract.problems(kinds.FEED, replace(SAMPLE, items=1)) == ["refuses a document that it must read"]


def test_it_sees_a_kind_whose_reading_is_another_every_time() -> None:
    assert contract.problems(replace(kinds.FEED, parse=_changing()), SAMPLE) == [
        "reads one document in two ways"
    ]


def test_it_sees_a_reader_without_a_version() -> None:
    (problem, _) = contract.problems(replace(giving(posts(POST)), reader="feed"), SAMPLE)
    assert "not name@version" in problem


def test_it_sees_a_plan_that_asks_nothing_or_no_address() -> None:
    assert contract.plan_problems(replace(kinds.FEED, plan=lambda *_: ()), ROUTE, STATE) == ["plans nothing"]
    kind = replace(kinds.FEED, plan=lambda *_: (Ask("gopher://a.example"),))
    assert contract.plan_problems(kind, ROUTE, STATE) == ["asks 'gopher://a.example'"]


def test_its_damage_is_the_same_every_time_and_never_the_document_itself() -> None:
    first = list(contract.damaged(document(b"<rss>" * 40)))
    assert first == list(contract.damaged(document(b"<rss>" * 40)))
    assert len(first) == 40


def _failing(_document: Document, _card: Card) -> Parsed:
    return Parsed(f"feed@{1 // 0}")


def _changing() -> Callable[[Document, Card], Parsed]:
    numbers = count()
    return lambda *_: posts(replace(POST, title=f"n {next(numbers)}"))
