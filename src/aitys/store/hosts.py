"""Manners towards hosts, in the database so that every process keeps one pace."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from aitys.store import models

_FIRST_REST = 60.0
_LONGEST_REST = 3600.0


@dataclass(frozen=True, slots=True)
class KeptRobots:
    """A robots.txt as last fetched: its text, HTTP status, and the Unix time until which it holds."""

    text: str
    status: int
    fresh_until: float


def take_slot(host: str, pace: float, now: float, patience: float) -> float | None:
    """Reserve the next moment (Unix seconds, at or after `now`) at which `host` may be asked.

    None where it lies more than `patience` seconds away: then nothing is reserved, for a turn that nobody
    waits for would keep the host closed while it stands idle.
    """
    with transaction.atomic():
        row, _ = models.Host.objects.select_for_update().get_or_create(name=host)
        slot = max(now, row.next_slot_at)
        if slot - now > patience:
            return None
        models.Host.objects.filter(id=row.id).update(next_slot_at=slot + pace)
    return slot


def hold(host: str, until: float) -> None:
    """Ask `host` nothing before `until` (Unix seconds): it said Retry-After."""
    with transaction.atomic():
        row, _ = models.Host.objects.select_for_update().get_or_create(name=host)
        models.Host.objects.filter(id=row.id).update(next_slot_at=max(row.next_slot_at, until))


def rest(host: str, now: float) -> float:
    """Ask `host` nothing for a minute, or for twice as long as last time if that was just now; the seconds.

    For a host that wants fewer requests (429) and does not say how long it wants none.
    """
    with transaction.atomic():
        row, _ = models.Host.objects.select_for_update().get_or_create(name=host)
        is_again = row.rest > 0 and now - row.rest_until <= 2 * row.rest
        seconds = min(2 * row.rest, _LONGEST_REST) if is_again else _FIRST_REST
        until = now + seconds
        models.Host.objects.filter(id=row.id).update(
            rest=seconds, rest_until=until, next_slot_at=max(row.next_slot_at, until)
        )
    return seconds


def robots(origin: str, now: float) -> KeptRobots | None:
    """The robots.txt kept for `origin`, if it still holds."""
    row = models.Host.objects.filter(name=origin, robots_until__gt=now).first()
    if row is None or row.robots_status is None:
        return None
    return KeptRobots(row.robots, row.robots_status, row.robots_until)


def keep_robots(origin: str, kept: KeptRobots) -> None:
    models.Host.objects.update_or_create(
        name=origin,
        defaults={"robots": kept.text, "robots_status": kept.status, "robots_until": kept.fresh_until},
    )
