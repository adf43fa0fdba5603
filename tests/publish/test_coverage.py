from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aitys.errors import Failure
from aitys.publish.coverage import HOLES_NAMED, Health, ReadRoute, read_source
from aitys.values.sources import Card, Route, RouteKind
from aitys.values.stored import RouteHealth, SourceStatus
from tests.publish.cast import COURIER

SILENT = Failure("timeout", "steppe-courier: no answer within 60 s", permanent=False)


def day(number: int) -> datetime:
    return datetime(2026, 5, number, tzinfo=UTC)


def health(
    *covered: tuple[int, int],
    enabled: bool = True,
    last_ok: datetime | None = None,
    error: Failure | None = None,
    address: str = "https://steppe-courier.example/feed.xml",
    kind: RouteKind = RouteKind.FEED,
) -> RouteHealth:
    route = Route(1, COURIER.slug, kind, address)
    spans = tuple((day(first), day(last)) for first, last in covered)
    return RouteHealth(route, enabled, last_ok, None, 3 if error else 0, error, spans)


def read(route: RouteHealth) -> ReadRoute:
    return read_source(SourceStatus(COURIER, 4, day(12), (route,))).routes[0]


def test_what_was_not_seen_between_two_stretches_is_a_hole() -> None:
    route = read(health((1, 3), (5, 9)))
    assert route.seen is not None
    assert (route.seen.since.at, route.seen.until.at) == (day(1), day(9))
    assert [(hole.since.at, hole.until.at) for hole in route.holes] == [(day(3), day(5))]


def test_stretches_that_touch_or_lie_in_each_other_leave_no_hole() -> None:
    route = read(health((5, 9), (1, 5), (2, 3)))
    assert route.holes == ()
    assert route.seen is not None
    assert route.seen.until.at == day(9)


def test_the_latest_holes_are_named_and_the_others_counted() -> None:
    route = read(health(*((first, first + 1) for first in range(1, 15, 2))))
    assert len(route.holes) == HOLES_NAMED
    assert route.holes[0].until.at == day(13)
    assert route.more_holes == 6 - HOLES_NAMED


@pytest.mark.parametrize(
    ("route", "state"),
    [
        (health(last_ok=day(3)), Health.FINE),
        (health(), Health.UNREAD),
        (health(last_ok=day(3), error=SILENT), Health.FAILING),
        (health(last_ok=day(3), enabled=False), Health.OFF),
        (health(last_ok=day(3), kind=RouteKind.IMPORT), Health.IMPORTED),
        (health(last_ok=day(3), kind=RouteKind.IMPORT, enabled=False), Health.IMPORTED),
        (health(kind=RouteKind.IMPORT), Health.UNREAD),
    ],
)
def test_a_route_is_in_one_state(route: RouteHealth, state: Health) -> None:
    assert read(route).health is state


def test_a_reader_is_told_the_kind_of_trouble_and_not_what_the_error_says() -> None:
    said = "/srv/desk/evidence: cannot be made: no space left"
    wrong = read(health(error=Failure("evidence-broken", said, permanent=False)))
    assert wrong.error == "Something here went wrong, not at the source; that is ours to mend."
    assert read(health(last_ok=day(3))).error == ""


def test_the_path_of_an_imported_file_is_not_for_the_public() -> None:
    assert read(health(address="/srv/desk/archive.jsonl")).link == ""
    assert read(health()).link == "https://steppe-courier.example/feed.xml"


def test_a_homepage_that_is_no_web_address_is_not_linked() -> None:
    card = Card("valley-wire", "@valley_wire", homepage="javascript:alert(1)")
    assert read_source(SourceStatus(card, 0, None, ())).homepage == ""
