"""How each route does: what its looks left to judge it by, and what lasts of what was found."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from aitys.store import models
from aitys.values.health import (
    DOUBTED,
    HABIT_WINDOW,
    HEALTH_NAMES,
    Diagnosis,
    Habit,
    Pause,
    Shape,
    Sight,
    Usual,
)
from aitys.values.stored import Trouble

_MOST_POSTS = 600
"""As many of its newest posts tell a source's habit; who has more in 90 days is known by them alone."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What a route's next look and its health are decided from. `failing_since` is None while it is read."""

    habit: Habit
    sight: Sight
    failing_since: datetime | None


def watched(route_id: int, now: datetime) -> Watched:
    row = models.Route.objects.select_related("source").get(id=route_id)
    source = row.source
    posts = models.Post.objects.filter(
        source=source, merged_into=None, listed_at__gt=now - HABIT_WINDOW, listed_at__lte=now
    )
    times = tuple(posts.order_by("-listed_at").values_list("listed_at", flat=True)[:_MOST_POSTS])
    # Where there are more, those before the oldest of these are no silence of the source.
    since = times[-1] if len(times) == _MOST_POSTS else source.added_at
    usual, shape = _shapes(row)
    return Watched(
        Habit(times, since, source.every, source.hot),
        Sight(now, times, source.added_at, source.min_a_day, row.restless, usual, shape),
        row.failing_since,
    )


def usual(route_id: int) -> Usual:
    """The shape of the route's documents as a rule."""
    return _shapes(models.Route.objects.only("shape").get(id=route_id))[0]


def keep_shape(route_id: int, usual: Usual, shape: Shape, *, has_new: bool) -> None:
    """Keep the rule after a document of this shape; `has_new` says that it brought a new post."""
    kept = {"usual": asdict(usual), "last": asdict(shape)}
    row = models.Route.objects.filter(id=route_id)
    row.update(shape=kept, restless=0 if has_new else F("restless") + 1)


def _shapes(row: models.Route) -> tuple[Usual, Shape | None]:
    if row.shape is None:
        return Usual(), None
    return Usual(**row.shape["usual"]), Shape(**row.shape["last"])


def plan(route_id: int, at: datetime, pause: Pause) -> None:
    """Look at the route again when `pause` is over, unless it fails: then its failures say when."""
    rows = models.Route.objects.filter(id=route_id, failures=0)
    due_at = at + timedelta(seconds=pause.seconds)
    rows.update(every=pause.seconds, every_says=pause.reason[:200], due_at=due_at)


def record(route_id: int, at: datetime, found: Diagnosis) -> None:
    """Begin what is wrong, end what is not wrong any more; one event of a name while it lasts."""
    with transaction.atomic():
        models.Route.objects.select_for_update(no_key=True).get(id=route_id)
        lasting = models.HealthEvent.objects.filter(route_id=route_id, ended_at=None, name__in=HEALTH_NAMES)
        lasting.filter(name__in=found.well).update(ended_at=at)
        known = set(lasting.values_list("name", flat=True))
        models.HealthEvent.objects.bulk_create(
            models.HealthEvent(route_id=route_id, name=finding.name, says=finding.says, began_at=at)
            for finding in found.ill
            if finding.name not in known
        )


def believes_absence(route_id: int) -> bool:
    """Whether a post that is missing from this route may be taken for gone.

    Not while the route fails, or while it is thin, frozen, dead or changed in shape: then it is likelier that
    we do not see it.
    """
    if not models.Route.objects.filter(id=route_id, failures=0).exists():
        return False
    return not models.HealthEvent.objects.filter(route_id=route_id, ended_at=None, name__in=DOUBTED).exists()


def troubles(source_ids: Collection[int]) -> Mapping[int, tuple[Trouble, ...]]:
    """What lasts, by route: but for failures, which a route's own error tells."""
    rows = models.HealthEvent.objects.filter(
        route__source__in=source_ids, ended_at=None, name__in=HEALTH_NAMES
    )
    found: dict[int, tuple[Trouble, ...]] = {}
    for row in rows.order_by("began_at", "id"):
        trouble = Trouble(row.name, row.says, row.began_at)
        found[row.route_id] = (*found.get(row.route_id, ()), trouble)
    return found
