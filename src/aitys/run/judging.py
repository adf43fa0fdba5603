"""After a look: when the next one is due, and what is wrong with the source."""

from __future__ import annotations

from datetime import UTC, datetime

from aitys.run.toolbox import Tools
from aitys.sources.health import dead, diagnose, grown_usual, shape_of
from aitys.sources.kinds import kind
from aitys.sources.polling import next_pause
from aitys.store import health
from aitys.store.captures import Unread
from aitys.store.health import Watched
from aitys.values.captures import Purpose
from aitys.values.health import Diagnosis, Shape
from aitys.values.readings import Parsed
from aitys.values.sources import Route, RouteKind, RouteState


async def judge(route: Route, tools: Tools) -> None:
    """Plan the next look by what the source publishes, and begin or end what is wrong with it.

    A bank publishes by a calendar and not by habit: its look has planned the next one.
    """
    now = datetime.now(UTC)
    seen = await tools.keep(health.watched, route.id, now)
    by_habit = route.kind != RouteKind.BANK
    await tools.keep(health.record, route.id, now, _diagnosis(seen, now, by_habit=by_habit))
    if by_habit:
        await tools.keep(health.plan, route.id, now, next_pause(seen.habit, now))


def _diagnosis(seen: Watched, now: datetime, *, by_habit: bool) -> Diagnosis:
    if seen.failing_since is not None:
        found = dead(seen.failing_since, now)
        return Diagnosis((found,) if found else (), frozenset())
    return diagnose(seen.sight) if by_habit else Diagnosis((), frozenset({"dead"}))


def main_shape(unread: Unread, route: Route, parsed: Parsed) -> Shape | None:
    """The shape of a document if it is the one a look begins with: others have shapes of their own."""
    if unread.purpose is not Purpose.ROUTE:
        return None
    first = next(iter(kind(route.kind).plan(route, RouteState())), None)
    return shape_of(parsed, unread.captured_at) if first and first.url == unread.url else None


def note_shape(route_id: int, shape: Shape, *, has_new: bool) -> None:
    """Keep what a document held, once its reading has ended."""
    health.keep_shape(route_id, grown_usual(health.usual(route_id), shape), shape, has_new=has_new)
