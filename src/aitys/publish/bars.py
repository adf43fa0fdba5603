"""How many a day, as bars for the eye and as rows that say the same.

Few days have a bar each. Where they are many, a bar is a week, a month or a year: as many bars as can be told
apart on a telephone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateformat import format as format_date

from aitys.publish.charts import Tick

WIDTH = 320
HEIGHT = 96
MOST_BARS = 62
_LABELS = 24
_TOP = 4
_LEAST = 2
"""A bar is at least so high: one post among thousands is seen too."""
_WIDEST = 20


@dataclass(frozen=True, slots=True)
class Row:
    """What a bar stands for: `count` in the days from `since` to `until`, both inside; `label` names them."""

    since: date
    until: date
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bars:
    """`rows` are those that hold something, latest first. The drawing has its base line at `base`."""

    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    most: int
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - _LABELS


@dataclass(frozen=True, slots=True)
class _Step:
    """The stretch of days of one bar: the first day of the one that a day is in, and of the one after it."""

    first: Callable[[date], date]
    after: Callable[[date], date]
    label: Callable[[date, date], str]
    tick: str = "j E Y"


def bars(days: Sequence[tuple[date, int]]) -> Bars | None:
    """The drawing of counts by day; None where there are not two days to compare."""
    if len(days) < 2:
        return None
    first, last = min(day for day, _ in days), max(day for day, _ in days)
    step, starts = _fitting(first, last)
    counts: Counter[date] = Counter()
    for day, count in days:
        counts[step.first(day)] += count
    rows = [_row(start, step, counts[start]) for start in starts]
    return Bars(
        rows=tuple(row for row in reversed(rows) if row.count),
        bars=_drawn([row.count for row in rows]),
        ticks=_ticks(max(first, starts[0]), last, step),
        most=max(row.count for row in rows),
    )


def _fitting(first: date, last: date) -> tuple[_Step, list[date]]:
    """The shortest step by which the bars are not too many, and where each bar begins."""
    for step in _STEPS[:-1]:
        starts = _starts(step, first, last)
        if len(starts) <= MOST_BARS:
            return step, starts
    # A post that claims the year 1 does not push the bars of today out of the drawing.
    earliest = max(first.year, last.year - MOST_BARS + 1)
    return _STEPS[-1], [date(year, 1, 1) for year in range(earliest, last.year + 1)]


def _starts(step: _Step, first: date, last: date) -> list[date]:
    found = [step.first(first)]
    while len(found) <= MOST_BARS and (after := step.after(found[-1])) <= last:
        found.append(after)
    return found


def _row(start: date, step: _Step, count: int) -> Row:
    until = step.after(start) - timedelta(days=1)
    return Row(start, until, count, step.label(start, until))


def _drawn(counts: Sequence[int]) -> tuple[Bar, ...]:
    slot, most, room = WIDTH / len(counts), max(counts), HEIGHT - _LABELS - _TOP
    width = round(min(_WIDEST, slot * 0.8), 1)
    heights = [max(_LEAST, round(room * count / most, 1)) if count else 0 for count in counts]
    return tuple(
        Bar(round(slot * (place + 0.5) - width / 2, 1), HEIGHT - _LABELS - height, width, height)
        for place, height in enumerate(heights)
        if height
    )


def _ticks(first: date, last: date, step: _Step) -> tuple[Tick, ...]:
    """The first and the last day that has any: a week's Monday would deny the days behind it."""
    return (
        Tick(0, format_date(first, step.tick), "start"),
        Tick(WIDTH, format_date(last, step.tick), "end"),
    )


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _days_label(since: date, until: date) -> str:
    if since == until:
        return format_date(since, "j E Y")
    begun = "j E" if since.year == until.year else "j E Y"
    return f"{format_date(since, begun)} – {format_date(until, 'j E Y')}"


_STEPS = (
    _Step(lambda day: day, lambda day: day + timedelta(days=1), _days_label),
    _Step(lambda day: day - timedelta(days=day.weekday()), lambda day: day + timedelta(days=7), _days_label),
    _Step(lambda day: day.replace(day=1), _next_month, lambda since, _: format_date(since, "F Y"), "F Y"),
    _Step(
        lambda day: day.replace(month=1, day=1),
        lambda day: day.replace(year=day.year + 1),
        lambda since, _: str(since.year),
        "Y",
    ),
)
