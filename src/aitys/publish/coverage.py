"""What was read of a source, and what could not be seen: said in public beside every "first seen"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import accumulate

from aitys.publish.failures import sentence
from aitys.publish.links import safe_link
from aitys.publish.times import ShownTime, shown_moment
from aitys.values.sources import Card, RouteKind, SourceKind
from aitys.values.stored import RouteHealth, SourceStatus, Trouble

# A page names the latest holes and counts the others: a source read for years may have hundreds.
HOLES_NAMED = 3


class Health(StrEnum):
    FINE = "fine"
    FAILING = "failing"
    UNREAD = "unread"
    OFF = "off"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of publication time."""

    since: ShownTime
    until: ShownTime


@dataclass(frozen=True, slots=True)
class ShownTrouble:
    """What has been wrong with a source that answers, or is dead: a sentence."""

    says: str
    since: ShownTime


@dataclass(frozen=True, slots=True)
class ReadRoute:
    """One way a source is read. `seen` spans all that was read; `holes` are the latest gaps inside it,
    newest first, `more_holes` counts the ones not named. `error` is a sentence, empty when it does well;
    `last_ok` of an archive is when a file of it was last imported. By a route `of_rates` no posts are looked
    for, so there is nothing to be seen or not."""

    kind: str
    link: str
    health: Health
    last_ok: ShownTime | None
    failures: int
    error: str
    seen: Span | None
    holes: tuple[Span, ...] = ()
    more_holes: int = 0
    of_rates: bool = False
    troubles: tuple[ShownTrouble, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source as its card and its routes tell it; a bank gives official `rates`."""

    card: Card
    homepage: str
    posts: int
    latest_post: ShownTime | None
    routes: tuple[ReadRoute, ...]
    rates: int = 0
    latest_rates: date | None = None

    @property
    def gives_rates(self) -> bool:
        return any(route.of_rates for route in self.routes)


def read_source(status: SourceStatus) -> ReadSource:
    return ReadSource(
        card=status.card,
        homepage=safe_link(status.card.homepage),
        posts=status.posts,
        latest_post=_moment(status.latest_post_at),
        routes=tuple(_of_rates(route, status) or _read_route(route) for route in status.routes),
        rates=status.rates,
        latest_rates=status.latest_rate_day,
    )


def holes(covered: Iterable[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime]]:
    """What lies between stretches, in order."""
    ordered = sorted(covered)
    # A short stretch may lie inside a long one: what counts is the latest end so far.
    ends = accumulate((end for _, end in ordered), max)
    for end, (start, _) in zip(ends, ordered[1:], strict=False):
        if end < start:
            yield end, start


def _of_rates(health: RouteHealth, status: SourceStatus) -> ReadRoute | None:
    """A way of a bank's tables; None of any other. What is asked stands in its card, day by day."""
    if status.card.kind is not SourceKind.BANK or health.route.kind not in (RouteKind.BANK, RouteKind.IMPORT):
        return None
    read = _read_route(health)
    is_imported = health.route.kind == RouteKind.IMPORT and bool(status.rates)
    return replace(read, link="", of_rates=True, health=Health.IMPORTED if is_imported else read.health)


def _read_route(health: RouteHealth) -> ReadRoute:
    covered = sorted(health.covered)
    found = [_span(since, until) for since, until in holes(covered)]
    return ReadRoute(
        kind=health.route.kind,
        # An import's address is a path on the desk's own disk: not for the public.
        link=safe_link(health.route.address),
        health=_health(health),
        last_ok=_moment(health.last_ok_at),
        failures=health.failures,
        error=sentence(health.error.name) if health.error else "",
        seen=_span(covered[0][0], max(end for _, end in covered)) if covered else None,
        holes=tuple(reversed(found[-HOLES_NAMED:])),
        more_holes=max(0, len(found) - HOLES_NAMED),
        troubles=tuple(_trouble(each) for each in health.troubles if health.enabled),
    )


def _trouble(trouble: Trouble) -> ShownTrouble:
    return ShownTrouble(sentence(trouble.name), shown_moment(trouble.since))


def _health(health: RouteHealth) -> Health:
    # Nobody asks an archive, so it neither fails nor is switched off.
    if health.route.kind == RouteKind.IMPORT:
        return Health.IMPORTED if health.last_ok_at else Health.UNREAD
    if not health.enabled:
        return Health.OFF
    if health.error is not None or health.failures:
        return Health.FAILING
    return Health.FINE if health.last_ok_at else Health.UNREAD


def _span(since: datetime, until: datetime) -> Span:
    return Span(shown_moment(since), shown_moment(until))


def _moment(at: datetime | None) -> ShownTime | None:
    return None if at is None else shown_moment(at)
