"""What was read of a source over time: a strip for the eye, and a table that says the same in words.

The strip has a row for each way a source is read. What was read is a bar, hollow where it is from an imported
file; below it a thin line stands for a time when something was wrong. Nothing is told by colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.dateformat import format as format_date

from aitys.publish.charts import Tick
from aitys.publish.coverage import holes
from aitys.publish.failures import sentence
from aitys.publish.times import ShownTime, shown_moment
from aitys.values.coverage import HealthPeriod, RouteCoverage

WIDTH = 480
ROW = 42
LINES_SHOWN = 100
"""Of the table: the latest. A source read for years has more."""
_TICKS = 3
_LEAST = 1.5
"""A bar is at least so wide: an hour in a year is seen too."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`wrong` is a thin line below the bars, `imported` a hollow bar."""

    x: float
    width: float
    imported: bool = False
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class StripRow:
    """A way of a source, `top` units below the top of the drawing."""

    kind: str
    top: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    rows: tuple[StripRow, ...]
    ticks: tuple[Tick, ...]
    height: int
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table. `what` is "read", "imported", "hole" or "wrong"; `says` is a sentence of what was
    wrong; `until` is None while it lasts.
    """

    kind: str
    what: str
    since: ShownTime
    until: ShownTime | None
    says: str = ""


@dataclass(frozen=True, slots=True)
class CoverageShown:
    """`strip` is None where nothing was read or wrong so far; `more` counts the lines not shown."""

    strip: Strip | None
    lines: tuple[Line, ...]
    more: int


def coverage_shown(routes: Sequence[RouteCoverage], now: datetime) -> CoverageShown:
    """The strip up to `now`, and the lines newest first."""
    told = sorted(
        (pair for route in routes for pair in _lines(route)), key=lambda pair: pair[0], reverse=True
    )
    lines = tuple(line for _, line in told)
    return CoverageShown(_strip(routes, now), lines[:LINES_SHOWN], max(0, len(lines) - LINES_SHOWN))


def _strip(routes: Sequence[RouteCoverage], now: datetime) -> Strip | None:
    starts = [each.since for route in routes for each in route.stretches]
    starts += [each.began_at for route in routes for each in route.periods]
    first = min(starts, default=None)
    if first is None or first >= now:
        return None
    scale = _Scale(first, now)
    shown = [route for route in routes if route.stretches or route.periods]
    rows = tuple(_row(route, number * ROW, scale) for number, route in enumerate(shown))
    return Strip(rows, tuple(scale.ticks()), len(rows) * ROW + ROW)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: datetime
    last: datetime

    def x(self, at: datetime) -> float:
        inside = min(max(at, self.first), self.last)
        return round(WIDTH * ((inside - self.first) / (self.last - self.first)), 1)

    def bar(self, since: datetime, until: datetime, *, imported: bool = False, wrong: bool = False) -> Bar:
        start, end = self.x(since), self.x(until)
        width = max(round(end - start, 1), _LEAST)
        return Bar(min(start, WIDTH - width), width, imported, wrong)

    def ticks(self) -> Iterator[Tick]:
        """Moments at equal distances, named by the day, or the hour where all lies within three days."""
        span = self.last - self.first
        form = "j M, H:i" if span < timedelta(days=3) else "j M Y"
        for number in range(_TICKS):
            at = self.first + span * number / (_TICKS - 1)
            anchor = "start" if number == 0 else "end" if number == _TICKS - 1 else "middle"
            yield Tick(self.x(at), format_date(at, form), anchor)


def _row(route: RouteCoverage, top: int, scale: _Scale) -> StripRow:
    read = [scale.bar(each.since, each.until, imported=each.imported) for each in route.stretches]
    wrong = [scale.bar(each.began_at, each.ended_at or scale.last, wrong=True) for each in route.periods]
    return StripRow(route.route.kind, top, (*_joined(read), *wrong))


def _joined(bars: Iterable[Bar]) -> Iterator[Bar]:
    """Bars that cannot be told apart at this size are one: a page has its weight."""
    kept: Bar | None = None
    for bar in bars:
        if kept and bar.imported == kept.imported and bar.x <= kept.x + kept.width + 0.5:
            width = max(kept.x + kept.width, bar.x + bar.width) - kept.x
            kept = Bar(kept.x, round(width, 1), kept.imported)
            continue
        if kept:
            yield kept
        kept = bar
    if kept:
        yield kept


def _lines(route: RouteCoverage) -> Iterator[tuple[datetime, Line]]:
    kind = route.route.kind
    for each in route.stretches:
        what = "imported" if each.imported else "read"
        yield each.since, Line(kind, what, shown_moment(each.since), shown_moment(each.until))
    for since, until in holes((each.since, each.until) for each in route.stretches):
        yield since, Line(kind, "hole", shown_moment(since), shown_moment(until))
    for period in route.periods:
        yield period.began_at, _wrong(kind, period)


def _wrong(kind: str, period: HealthPeriod) -> Line:
    until = shown_moment(period.ended_at) if period.ended_at else None
    return Line(kind, "wrong", shown_moment(period.began_at), until, sentence(period.name))
