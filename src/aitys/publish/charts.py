"""A line of values over days as the geometry of a drawing; the template draws it as SVG.

Sizes are units of the drawing, not pixels: the page scales it to its width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import ceil

from django.utils.dateformat import format as format_date

from aitys.publish.numbers import grouped

WIDTH = 480
HEIGHT = 240
# A weekend with a holiday beside it; what is longer is a stretch that we have not seen.
_USUAL_PAUSE = timedelta(days=4)
_TOP, _BOTTOM, _RIGHT = 12, 32, 8
# A digit of the labels is about this wide at their size, so the longest label makes the left margin.
_DIGIT = 9.5
_STEPS_WANTED = 4
_NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Point:
    """A value in force on a day; `flagged` ones are marked by their shape."""

    day: date
    value: Decimal
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis. `anchor` is SVG's word for the side of the text that stands there."""

    at: float
    label: str
    anchor: str = "end"


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of its own: a flagged one, or (`flagged` False) a day alone between two gaps."""

    x: float
    y: float
    flagged: bool

    @property
    def corners(self) -> str:
        """A diamond around it."""
        x, y = self.x, self.y
        return f"{x:g},{y - 5:g} {x + 5:g},{y:g} {x:g},{y + 5:g} {x - 5:g},{y:g}"


@dataclass(frozen=True, slots=True)
class Chart:
    """`lines` are the points of polylines, one for each stretch of days without a gap; `left`, `right`, `top`
    and `bottom` bound the plot."""

    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    values: tuple[Tick, ...]
    days: tuple[Tick, ...]
    left: float
    width: int = WIDTH
    height: int = HEIGHT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM

    @property
    def has_flags(self) -> bool:
        return any(dot.flagged for dot in self.dots)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From a day and a value to a place in the drawing."""

    first: date
    days: int
    low: Decimal
    high: Decimal
    left: float

    def x(self, day: date) -> float:
        across = WIDTH - _RIGHT - self.left
        return round(self.left + across * ((day - self.first).days / self.days if self.days else 0.5), 1)

    def y(self, value: Decimal) -> float:
        down = HEIGHT - _BOTTOM - _TOP
        return round(_TOP + down * float((self.high - value) / (self.high - self.low)), 1)


def chart(points: Sequence[Point]) -> Chart | None:
    """The drawing of points in the order of their days; None where there are not two of them to compare."""
    if len(points) < 2:
        return None
    marks = _marks([point.value for point in points])
    labels = [grouped(format(mark, "f")) for mark in marks]
    left = round(_DIGIT * max(map(len, labels)) + 8, 1)
    first, last = points[0].day, points[-1].day
    scale = _Scale(first, (last - first).days, marks[0], marks[-1], left)
    stretches = _stretches(points)
    return Chart(
        lines=tuple(_line(stretch, scale) for stretch in stretches if len(stretch) > 1),
        dots=tuple(_dots(stretches, scale)),
        values=tuple(Tick(scale.y(mark), label) for mark, label in zip(marks, labels, strict=True)),
        days=_day_ticks(first, last, scale),
        left=left,
    )


def _stretches(points: Sequence[Point]) -> list[list[Point]]:
    """Points parted where days are missing."""
    found: list[list[Point]] = [[points[0]]]
    for before, point in pairwise(points):
        if point.day - before.day > _USUAL_PAUSE:
            found.append([])
        found[-1].append(point)
    return found


def _line(stretch: Sequence[Point], scale: _Scale) -> str:
    return " ".join(f"{scale.x(point.day):g},{scale.y(point.value):g}" for point in stretch)


def _dots(stretches: Iterable[Sequence[Point]], scale: _Scale) -> Iterator[Dot]:
    for stretch in stretches:
        for point in stretch:
            if point.flagged or len(stretch) == 1:
                yield Dot(scale.x(point.day), scale.y(point.value), point.flagged)


def _marks(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Round numbers from below the lowest to above the highest value, evenly apart."""
    low, high = min(values), max(values)
    # A peg draws a level line: give it room above and below.
    room = (high - low) or abs(high) / 50 or Decimal(1)
    step = _nice(room / _STEPS_WANTED)
    if low == high:
        low, high = low - step, high + step
    start = (low // step) * step
    return tuple(start + step * number for number in range(ceil((high - start) / step) + 1))


def _nice(size: Decimal) -> Decimal:
    """The smallest round step that is not below `size`."""
    power = Decimal(1).scaleb(size.adjusted())
    step = next(nice * power for nice in _NICE if nice * power >= size)
    # 1E+1 would be written with its exponent.
    return Decimal(format(step, "f"))


def _day_ticks(first: date, last: date, scale: _Scale) -> tuple[Tick, ...]:
    middle = first + (last - first) / 2
    # A year is named where the days alone would say too little.
    form = "M Y" if (last - first).days > 300 else "j E"
    if (last - first).days < 3:
        middle = first
    ticks = (
        {first: "start", middle: "middle", last: "end"} if middle != first else {first: "start", last: "end"}
    )
    return tuple(Tick(scale.x(day), format_date(day, form), anchor) for day, anchor in ticks.items())
