from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from aitys.publish.strips import LINES_SHOWN, WIDTH, coverage_shown
from aitys.values.coverage import HealthPeriod, ReadStretch, RouteCoverage
from aitys.values.sources import Route, RouteKind
from tests.publish.cast import FOUND

ROUTE = Route(1, "bazaar-talk", RouteKind.TELEGRAM_PREVIEW, "https://t.me/s/bazaar_talk")
DAY = timedelta(days=1)
NOW = FOUND + 10 * DAY


def stretch(since: float, until: float, *, imported: bool = False) -> ReadStretch:
    return ReadStretch(FOUND + since * DAY, FOUND + until * DAY, imported)


def test_the_table_says_what_was_read_what_was_not_and_what_was_wrong_newest_first() -> None:
    wrong = HealthPeriod("preview-off", FOUND + 6 * DAY, None)
    found = coverage_shown([RouteCoverage(ROUTE, (stretch(0, 2), stretch(4, 5)), (wrong,))], NOW)
    assert [line.what for line in found.lines] == ["wrong", "read", "hole", "read"]
    first, _, hole, _ = found.lines
    assert (first.until, first.says) == (None, "Its channel has switched the public preview off, or is gone.")
    assert (hole.since.at, hole.until and hole.until.at) == (FOUND + 2 * DAY, FOUND + 4 * DAY)


def test_the_strip_draws_each_way_to_the_same_scale() -> None:
    archive = Route(2, "bazaar-talk", RouteKind.IMPORT, "file")
    routes = [
        RouteCoverage(ROUTE, (stretch(5, 10),), ()),
        RouteCoverage(archive, (stretch(0, 5, imported=True),), ()),
    ]
    strip = coverage_shown(routes, NOW).strip
    assert strip is not None
    assert [(row.top, row.bars[0].x, row.bars[0].width, row.bars[0].imported) for row in strip.rows] == [
        (0, 240, 240, False),
        (42, 0, 240, True),
    ]
    assert [tick.label for tick in strip.ticks][::2] == ["12 May 2026", "22 May 2026"]


def test_nothing_read_is_no_drawing() -> None:
    found = coverage_shown([RouteCoverage(ROUTE, (), ())], NOW)
    assert (found.strip, found.lines, found.more) == (None, (), 0)


def test_a_source_read_for_years_has_a_page_of_bounded_weight() -> None:
    many = tuple(stretch(number / 100, number / 100 + 0.005) for number in range(1000))
    found = coverage_shown([RouteCoverage(ROUTE, many, ())], NOW)
    assert (len(found.lines), found.more) == (LINES_SHOWN, 1999 - LINES_SHOWN)
    assert found.strip is not None
    assert len(found.strip.rows[0].bars) < 300


SPANS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)


@given(st.lists(SPANS, max_size=8))
def test_every_bar_lies_within_the_drawing(spans: list[list[int]]) -> None:
    read = tuple(sorted((stretch(*span) for span in spans), key=lambda each: each.since))
    strip = coverage_shown([RouteCoverage(ROUTE, read, ())], NOW).strip
    for bar in strip.rows[0].bars if strip else ():
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH + 0.05
        assert bar.width > 0
