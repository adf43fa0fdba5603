from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aitys.store import models, rates, sources
from aitys.values.rates import Rate, StoredRate
from aitys.values.readings import Reader
from aitys.values.sources import Card, Route, RouteKind, SourceKind
from tests.builders import NOON, add_capture

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 11, 20)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def add_bank(code: str = "nbkr") -> Route:
    sources.add(Card(code, f"Bank {code}", kind=SourceKind.BANK), NOON)
    return sources.add_route(code, RouteKind.BANK, f"https://{code}.example/rates.xml")


def look(route: Route, hours: int = 0) -> Reader:
    """A capture of the route so many hours after noon."""
    at = NOON + hours * HOUR
    return Reader(f"{route.source}@1", route.id, add_capture(route, at).id, at)


def dollar(amount: str, day: date = FRIDAY, bank: str = "nbkr", **parts: str) -> Rate:
    given = {"currency": "USD", "per": "KGS", "units": "1"} | parts
    return Rate(bank, amount=amount, day=day, **given)


def stored() -> tuple[StoredRate, ...]:
    return rates.between(date(2026, 1, 1), date(2026, 12, 31))


def test_a_quotation_seen_again_is_kept_once_and_says_when_it_was_first_seen() -> None:
    route = add_bank()
    first, second = look(route), look(route, 1)
    assert rates.keep(first, "nbkr", [dollar("87.4500")], None).stored == 1
    again = rates.keep(second, "nbkr", [dollar("87.4500")], None)
    assert (again.stored, again.unchanged) == (0, 1)
    assert stored() == (StoredRate(dollar("87.4500"), None, first.capture_id, first.captured_at),)
    assert models.Rate.objects.get().last_capture_id == second.capture_id


def test_the_same_capture_read_twice_changes_nothing() -> None:
    read = look(add_bank())
    both = [dollar("87.4500"), dollar("1.0850", currency="RUB")]
    rates.keep(read, "nbkr", both, None)
    before = stored()
    assert rates.keep(read, "nbkr", both, None).unchanged == 2
    assert stored() == before


def test_a_rate_that_a_document_prints_twice_is_kept_once() -> None:
    kept = rates.keep(look(add_bank()), "nbkr", [dollar("87.4500"), dollar("87.4500")], None)
    assert (kept.stored, kept.unchanged) == (1, 1)
    assert len(stored()) == 1


def test_another_number_for_the_same_day_is_in_force_and_marked_revised() -> None:
    route = add_bank()
    rates.keep(look(route), "nbkr", [dollar("87.4500")], None)
    rates.keep(look(route, 1), "nbkr", [dollar("87.5400")], None)
    (now,) = stored()
    assert (now.rate.amount, now.revised) == ("87.5400", True)
    rates.keep(look(route, 2), "nbkr", [dollar("87.4500")], None)
    (back,) = stored()
    assert (back.rate.amount, back.revised) == ("87.4500", True)


def test_an_archive_that_writes_fewer_zeros_revises_nothing() -> None:
    route = add_bank()
    rates.keep(look(route), "nbkr", [dollar("87.4500"), dollar("1.09", currency="RUB")], None)
    per_ten = dollar("10.9", currency="RUB", units="10")
    rates.keep(look(route, 1), "nbkr", [dollar("87.45"), per_ten], None)
    assert [(each.rate.amount, each.revised) for each in stored()] == [("10.9", False), ("87.45", False)]


def test_a_better_reading_of_the_same_capture_is_in_force_and_no_revision() -> None:
    read = look(add_bank())
    rates.keep(read, "nbkr", [dollar("8745.00")], None)
    rates.keep(
        Reader("nbkr@2", read.route_id, read.capture_id, read.captured_at), "nbkr", [dollar("87.45")], None
    )
    (now,) = stored()
    assert (now.rate.amount, now.revised) == ("87.45", False)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_what_is_kept_does_not_depend_on_the_order_of_reading(order: tuple[int, ...]) -> None:
    route = add_bank()
    sights = [
        (look(route, 0), [dollar("87.4500")], FRIDAY + DAY),
        (look(route, 1), [dollar("87.5400")], None),
        (look(route, 2), [dollar("87.4500", printed_change="-0.0100")], FRIDAY),
        (look(route, 3), [dollar("87.5400")], FRIDAY + 2 * DAY),
    ]
    for number in order:
        read, found, asked_day = sights[number]
        rates.keep(read, "nbkr", found, asked_day)
    ids = [read.capture_id for read, _, _ in sights]
    fields = ("amount", "printed_change", "asked_day", "capture_id", "last_capture_id")
    assert list(models.Rate.objects.order_by("amount").values_list(*fields)) == [
        ("87.4500", "-0.0100", FRIDAY, ids[0], ids[2]),
        ("87.5400", "", None, ids[1], ids[3]),
    ]
    (now,) = stored()
    assert (now.rate.amount, now.revised) == ("87.5400", True)


@pytest.mark.parametrize("amount", ["0", "0.0000", "-1", "", "n/a", "NaN", "Infinity"])
def test_what_is_no_rate_is_refused_at_the_door_and_nothing_of_its_table_is_kept(amount: str) -> None:
    read = look(add_bank())
    with pytest.raises(ValueError, match="is no rate"):
        rates.keep(read, "nbkr", [dollar("87.4500"), dollar(amount, currency="EUR")], None)
    assert stored() == ()


def test_an_archive_of_many_days_is_written_in_short_transactions() -> None:
    read = look(add_bank())
    many = [dollar(f"87.{number:04}", FRIDAY - number * DAY) for number in range(1, 1001)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert rates.keep(read, "nbkr", many, None).stored == 1000
    begun = [query for query in queries if query["sql"].startswith("SAVEPOINT")]
    assert len(begun) >= 3
    assert rates.keep(read, "nbkr", many, None).unchanged == 1000


def test_rates_are_found_by_stretch_bank_and_currency() -> None:
    for code in ("nbkr", "cbu"):
        found = [
            dollar("87.45", FRIDAY - number * DAY, code, currency=currency)
            for number in range(3)
            for currency in ("EUR", "USD")
        ]
        rates.keep(look(add_bank(code)), code, found, None)
    assert len(stored()) == 12
    days = [each.rate.day for each in stored()]
    assert days == sorted(days)
    one = rates.between(FRIDAY - DAY, FRIDAY, bank="cbu", currencies=["EUR"])
    assert [(each.rate.bank, each.rate.currency, each.rate.day) for each in one] == [
        ("cbu", "EUR", FRIDAY - DAY),
        ("cbu", "EUR", FRIDAY),
    ]
    assert len(rates.history("cbu", "USD")) == 3
    assert rates.between(FRIDAY, FRIDAY, bank="ecb") == ()


def test_the_latest_day_of_each_bank_is_known() -> None:
    add_bank("ecb")
    rates.keep(look(add_bank("cbu")), "cbu", [dollar("12194.21", FRIDAY + DAY, "cbu")], None)
    rates.keep(look(add_bank("nbkr")), "nbkr", [dollar("87.45"), dollar("87.40", FRIDAY - DAY)], None)
    assert rates.latest_days() == {"cbu": FRIDAY + DAY, "nbkr": FRIDAY}
    assert rates.latest_days(FRIDAY - DAY) == {"nbkr": FRIDAY - DAY}


def test_around_a_day_a_bank_that_fell_silent_is_still_heard() -> None:
    old = FRIDAY - 200 * DAY
    tables = [dollar("86.00", old - 60 * DAY), dollar("87.40", old - 8 * DAY), dollar("87.45", old)]
    rates.keep(look(add_bank()), "nbkr", tables, None)
    rates.keep(look(add_bank("cbu")), "cbu", [dollar("12194.21", FRIDAY, "cbu")], None)
    found = rates.around(FRIDAY - 20 * DAY, FRIDAY)
    assert [(each.rate.bank, each.rate.amount) for each in found] == [
        ("nbkr", "87.40"),
        ("nbkr", "87.45"),
        ("cbu", "12194.21"),
    ]
    assert rates.around(FRIDAY, FRIDAY, ["EUR"]) == ()


def test_a_desk_without_a_rate_has_none_around() -> None:
    assert rates.around(FRIDAY, FRIDAY) == stored() == ()


def test_a_table_that_was_asked_for_is_noted_once_with_its_latest_outcome() -> None:
    route = add_bank()
    rates.note_ask(route.id, "2026-05-30", NOON, "http-404")
    rates.note_ask(route.id, "2026-05-30", NOON + HOUR, "read")
    rates.note_ask(add_bank("cbu").id, "2026-05-31", NOON, "read")
    assert rates.asked(route.id) == {"2026-05-30"}
    assert models.TableAsk.objects.get(route=route.id).outcome == "read"
