"""When a source is worth the next look, from what it published over the last weeks.

The pause is the time in which it is expected to publish half a post, by its own habit at that hour of the
day: so a source that sleeps at night is left alone until the morning, and no longer. A burst shortens it.
Bounds and numbers are ours; the idea is that of a Poisson process whose rate depends on the hour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from aitys.values.health import Habit, Pause

SHORTEST = 600
LONGEST = 6 * 3600
FIRST = 1800
"""Seconds: between two looks at least and at most, and for a source that is not known well."""

WINDOW = timedelta(days=28)
_STEP = 600
_WANTED = 0.5
_KNOWN_BY = 5
_KNOWN_AFTER = timedelta(days=7)
_BURST = timedelta(hours=2)
_BURST_POSTS = 3
_LONGEST_HOT = 1800


def next_pause(habit: Habit, now: datetime) -> Pause:
    """How long to leave the source alone from `now` on."""
    if habit.every is not None:
        return Pause(habit.every, "as a person chose")
    times = [at for at in habit.times if now - WINDOW <= at <= now]
    known_for = min(now - min([habit.known_since, *times]), WINDOW)
    if len(times) < _KNOWN_BY and now - habit.known_since < _KNOWN_AFTER:
        return _bounded(Pause(FIRST, "not known well yet"), hot=habit.hot)
    days = max(known_for / timedelta(days=1), 1.0)
    recent = sum(now - at <= _BURST for at in times)
    return _bounded(_from_rates(_hourly(times, days), recent, now), hot=habit.hot)


def _hourly(times: Sequence[datetime], days: float) -> list[float]:
    """Posts an hour expected at each hour of the day (UTC), smoothed over the hours beside it."""
    counts = Counter(at.hour for at in times)
    return [
        (counts[(hour - 1) % 24] + 2 * counts[hour] + counts[(hour + 1) % 24]) / 4 / days
        for hour in range(24)
    ]


def _from_rates(hourly: Sequence[float], recent: int, now: datetime) -> Pause:
    """Walk on from `now` until half a post is expected."""
    burst = recent / (_BURST / timedelta(hours=1)) if recent >= _BURST_POSTS else 0.0
    expected, seconds = 0.0, 0
    while expected < _WANTED and seconds < LONGEST:
        rate = hourly[(now + timedelta(seconds=seconds)).hour]
        # A burst lasts as long again as it has been looked at.
        in_burst = seconds < _BURST / timedelta(seconds=1)
        expected += max(rate, burst if in_burst else 0.0) * _STEP / 3600
        seconds += _STEP
    return Pause(seconds, _reason(hourly, burst, now))


def _reason(hourly: Sequence[float], burst: float, now: datetime) -> str:
    a_day = sum(hourly)
    if burst > 2 * hourly[now.hour]:
        return f"a burst: {burst:.1f} posts an hour, {a_day:.1f} a day as a rule"
    if hourly[now.hour] * 24 < a_day / 4:
        return f"{a_day:.1f} posts a day, few at this hour"
    return f"{a_day:.1f} posts a day"


def _bounded(pause: Pause, *, hot: bool) -> Pause:
    seconds = min(max(pause.seconds, SHORTEST), LONGEST)
    if hot and seconds > _LONGEST_HOT:
        return Pause(_LONGEST_HOT, f"{pause.reason}; hot, so at least each half hour")
    return Pause(seconds, pause.reason)
