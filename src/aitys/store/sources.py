"""Sources with their cards and routes: who is read, when the next look is due, how the last one went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet, Sum

from aitys.errors import Failure, NotFound
from aitys.store import health, models
from aitys.store.indexing import mark
from aitys.values.asking import Priority, host_of
from aitys.values.health import HEALTH_NAMES
from aitys.values.sources import (
    Affiliation,
    Card,
    Route,
    RouteKind,
    RouteState,
    Rules,
    RulesForm,
    Shown,
    SourceKind,
)
from aitys.values.stored import RouteHealth, SourceLooks, SourceStatus

_STEPS = (1, 2, 4, 8, 12)
"""A route that fails is looked at after 1, 2, 4 ... 12 times its usual pause."""

_LONGEST_PAUSE = timedelta(days=1)
"""And yet once a day, unless a person chose a longer pause."""

AT_HAND = (RouteKind.IMPORT, RouteKind.MANUAL)
"""Kinds of routes by which a person brings posts in, and nobody is asked."""


@dataclass(frozen=True, slots=True)
class DueRoute:
    """A route whose turn it is, with all that a look needs. `proxy` is a secret: it may hold a password."""

    route: Route
    card: Card
    state: RouteState
    host: str = ""
    proxy: str = field(default="", repr=False)


def add(card: Card, now: datetime) -> None:
    """Keep a new source; the slug must be free."""
    models.Source.objects.create(slug=card.slug, added_at=now, **_columns(card))


def change(card: Card) -> None:
    """Let the source of this slug have this card; its posts are indexed anew where the kind is another."""
    with transaction.atomic():
        row = models.Source.objects.get(slug=card.slug)
        models.Source.objects.filter(id=row.id).update(**_columns(card))
        _set_priorities(row.id, hot=card.hot)
        if row.kind != card.kind:
            mark(models.Post.objects.filter(source=row).values_list("id", flat=True))


def _set_priorities(source_id: int, *, hot: bool) -> None:
    """What waits of a source gets the rank that its card gives it now."""
    before, after = (Priority.REST, Priority.HOT) if hot else (Priority.HOT, Priority.REST)
    models.Route.objects.filter(source=source_id, priority=before).update(priority=after)
    models.ToAsk.objects.filter(route__source=source_id, priority=before).update(priority=after)


def set_proxy(slug: str, proxy: str) -> None:
    """Ask this source through a proxy from now on; an empty one is none. It is a secret."""
    models.Source.objects.filter(slug=slug).update(proxy=proxy)


def proxy_of(slug: str) -> str:
    """The proxy through which a source is asked, password and all; empty where it has none."""
    return models.Source.objects.filter(slug=slug).values_list("proxy", flat=True).first() or ""


def proxies() -> dict[str, str]:
    """The proxies of the sources that have one, by slug; secrets."""
    return dict(models.Source.objects.exclude(proxy="").values_list("slug", "proxy"))


def _columns(card: Card) -> dict[str, object]:
    return {
        "title": card.title,
        "kind": card.kind,
        "languages": list(card.languages),
        "country": card.country,
        "owner": card.owner,
        "affiliation": card.affiliation,
        "contact": card.contact,
        "homepage": card.homepage,
        "shown": card.shown,
        "restricted_in": list(card.restricted_in),
        "min_a_day": card.a_day[0],
        "max_a_day": card.a_day[1],
        "follow_pages": card.follow_pages,
        "hot": card.hot,
        "every": card.every,
        "rules": None if card.rules is None else asdict(card.rules),
    }


def pause(slug: str, at: datetime) -> bool:
    """Ask none of the source's routes from now on; False where none was asked.

    What was wrong ends with it, and what its answers usually look like is learnt anew.
    """
    return bool(_end(asked().filter(source__slug=slug), at))


def give_up(slug: str, but: Sequence[str], at: datetime) -> tuple[str, ...]:
    """Ask no more at the addresses of a source where looks fail, save those of `but`; returns which."""
    return _end(asked().filter(source__slug=slug, failures__gt=0).exclude(address__in=but), at)


def _end(routes: QuerySet[models.Route], at: datetime) -> tuple[str, ...]:
    with transaction.atomic():
        models.HealthEvent.objects.filter(route__in=routes, ended_at=None).update(ended_at=at)
        addresses = dict(routes.values_list("id", "address"))
        models.Route.objects.filter(id__in=addresses).update(
            enabled=False,
            failures=0,
            error_name="",
            error_says="",
            error_permanent=False,
            failing_since=None,
            shape=None,
            restless=0,
        )
    return tuple(addresses.values())


def switch_off(slug: str, kind: RouteKind, but: str) -> None:
    """Ask no more at any address of this kind, save one; what is known of them stays."""
    rows = models.Route.objects.filter(source__slug=slug, kind=kind).exclude(address=but)
    rows.update(enabled=False)


def switch_on(route_id: int) -> None:
    """Ask at this address again, and at once."""
    models.Route.objects.filter(id=route_id, enabled=False).update(enabled=True, due_at=None)


def resume(slug: str) -> bool:
    """Ask the source's routes again, and at once; False where none was paused."""
    routes = _over_network().filter(source__slug=slug, enabled=False)
    return bool(routes.update(enabled=True, due_at=None))


def is_asked(slug: str) -> bool:
    """The source has a route over the network, paused or not."""
    return _over_network().filter(source__slug=slug).exists()


def is_route_asked(route_id: int) -> bool:
    """The route is not switched off."""
    return models.Route.objects.filter(id=route_id, enabled=True).exists()


def is_paused(status: SourceStatus) -> bool:
    """The source would be asked over the network, but for a person who paused it."""
    asked = [health.enabled for health in status.routes if health.route.kind not in AT_HAND]
    return bool(asked) and not any(asked)


def add_route(slug: str, kind: RouteKind, address: str, every: int = 1800) -> Route:
    """Keep a route of a source; the same one twice is one."""
    source = models.Source.objects.get(slug=slug)
    row, _ = models.Route.objects.get_or_create(
        source=source,
        kind=kind,
        address=address,
        defaults={
            "every": every,
            "host": host_of(address),
            "priority": Priority.HOT if source.hot else Priority.REST,
        },
    )
    return route_of(row)


def find_route(slug: str, kind: RouteKind, address: str) -> Route | None:
    row = models.Route.objects.filter(source__slug=slug, kind=kind, address=address).first()
    return route_of(row) if row else None


def route_by_kind(slug: str, kind: RouteKind) -> Route | None:
    """The source's first route of this kind, whatever its address."""
    row = models.Route.objects.filter(source__slug=slug, kind=kind).order_by("id").first()
    return route_of(row) if row else None


def who_reads(kind: RouteKind, address: str) -> str:
    """The slug of the source that has this route; empty if none has."""
    rows = models.Route.objects.filter(kind=kind, address=address)
    return rows.values_list("source__slug", flat=True).first() or ""


def find_import(address: str) -> Route | None:
    """The route by which an archive called `address` was imported before, whatever its source's slug."""
    rows = models.Route.objects.filter(kind=RouteKind.IMPORT, address=address).select_related("source")
    row = rows.order_by("id").first()
    return route_of(row) if row else None


def free_slug(wanted: str) -> str:
    """`wanted`, or with the next number after it when a source has that name."""
    wanted = wanted[:70]
    taken = set(models.Source.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)


def card_of(row: models.Source) -> Card:
    return Card(
        slug=row.slug,
        title=row.title,
        kind=SourceKind(row.kind),
        languages=tuple(row.languages),
        country=row.country,
        owner=row.owner,
        affiliation=Affiliation(row.affiliation),
        contact=row.contact,
        homepage=row.homepage,
        shown=Shown(row.shown),
        restricted_in=tuple(row.restricted_in),
        a_day=(row.min_a_day, row.max_a_day),
        follow_pages=row.follow_pages,
        hot=row.hot,
        every=row.every,
        rules=None if row.rules is None else Rules(**{**row.rules, "form": RulesForm(row.rules["form"])}),
    )


def route_of(row: models.Route) -> Route:
    return Route(row.id, row.source.slug, row.kind, row.address, row.every)


def cards(limit: int) -> tuple[Card, ...]:
    """The first sources that are read, by title; what a person brought in (`manual`) is no publisher."""
    return tuple(card_of(row) for row in _listed()[:limit])


def _listed() -> QuerySet[models.Source]:
    return models.Source.objects.exclude(kind=SourceKind.MANUAL).order_by("title", "slug")


def count() -> int:
    """How many sources are listed."""
    return _listed().count()


def names(limit: int) -> tuple[tuple[str, str], ...]:
    """Slug and title of the first sources that are read, by title."""
    return tuple(_listed().values_list("slug", "title")[:limit])


def countries() -> tuple[str, ...]:
    """Every country that a listed source has, in lower case (ISO 3166, or what a card says instead)."""
    rows = _listed().exclude(country="").order_by("country").values_list("country", flat=True).distinct()
    return tuple(rows)


def find_slug(name: str) -> str:
    """The slug of the listed source that has this slug or, exactly, this title; empty where none has."""
    return find_slugs([name]).get(name, "")


def find_slugs(names: Collection[str]) -> dict[str, str]:
    """As `find_slug`, of those names that a source has."""
    rows = _listed().filter(Q(slug__in=names) | Q(title__in=names)).values_list("slug", "title")
    found: dict[str, str] = {}
    for slug, title in rows:
        found.setdefault(title, slug)
    found |= {slug: slug for slug, _ in rows}
    return {name: found[name] for name in names if name in found}


def titles(slugs: Iterable[str]) -> dict[str, str]:
    """By slug, of the sources that there are."""
    rows = models.Source.objects.filter(slug__in=list(slugs))
    return dict(rows.values_list("slug", "title"))


def card(slug: str) -> Card | None:
    row = models.Source.objects.filter(slug=slug).first()
    return card_of(row) if row else None


def has_posts(slug: str) -> bool:
    return models.Post.objects.filter(source__slug=slug).exists()


def has_other_route(slug: str, route_id: int) -> bool:
    """The source is asked over the network by another route than this one."""
    return asked().filter(source__slug=slug).exclude(id=route_id).exists()


def has_fewer_posts(slug: str, number: int) -> bool:
    """The source has fewer posts than so many."""
    rows = models.Post.objects.filter(source__slug=slug, merged_into=None)
    return rows.values("id")[:number].count() < number


def route(route_id: int) -> tuple[Route, Card]:
    row = models.Route.objects.select_related("source").get(id=route_id)
    return route_of(row), card_of(row.source)


def collected(slugs: Sequence[str]) -> tuple[str, ...]:
    """Slugs of the sources that are asked over the network, or of those named; raises NotFound."""
    known = set(models.Source.objects.values_list("slug", flat=True))
    for slug in slugs:
        if slug not in known:
            raise NotFound(slug, "there is no such source; `aitys source list` shows them")
    rows = asked().filter(source__slug__in=slugs) if slugs else asked()
    return tuple(rows.order_by("source__slug").values_list("source__slug", flat=True).distinct())


def most_at_a_host(slugs: Sequence[str]) -> int:
    """How many routes of these sources ask the host that most of them ask."""
    rows = asked().filter(source__slug__in=slugs).values("host").annotate(count=Count("id"))
    return rows.order_by("-count").values_list("count", flat=True).first() or 0


def claim_named(now: datetime, lease: timedelta, slugs: Sequence[str]) -> tuple[DueRoute, ...]:
    """Take every route of these sources, due or not, and leased or not: a person asked for them.

    The holder of a lease may have been killed; if it was not, two looks at once cost a request and no more.
    """
    return _claim(asked().filter(source__slug__in=slugs), now + lease)


def asked() -> QuerySet[models.Route]:
    """Routes that are asked over the network: for the store's own modules."""
    return _over_network().filter(enabled=True)


def _over_network() -> QuerySet[models.Route]:
    """Those and the paused ones."""
    return models.Route.objects.exclude(kind__in=AT_HAND)


def _claim(rows: QuerySet[models.Route], until: datetime) -> tuple[DueRoute, ...]:
    with transaction.atomic():
        ids = [row.id for row in rows.select_for_update(of=("self",))]
        models.Route.objects.filter(id__in=ids).update(leased_until=until)
    taken = models.Route.objects.filter(id__in=ids).select_related("source")
    return tuple(due_route(row) for row in taken.order_by("priority", "due_at", "id"))


def due_route(row: models.Route) -> DueRoute:
    """A route with all that a look at it needs; its source is in the row already."""
    state = RouteState(row.etag, row.last_modified)
    return DueRoute(route_of(row), card_of(row.source), state, row.host, row.source.proxy)


def record_success(route_id: int, at: datetime, state: RouteState, due_at: datetime | None = None) -> None:
    """The look went well: keep the validators, plan the next look, end what was wrong.

    The next look is at `due_at`, or else when the route's usual pause is over.
    """
    row = models.Route.objects.get(id=route_id)
    with transaction.atomic():
        models.Route.objects.filter(id=route_id).update(
            etag=state.etag[:1000],
            last_modified=state.last_modified[:200],
            last_ok_at=at,
            due_at=due_at or at + timedelta(seconds=row.every),
            leased_until=None,
            failures=0,
            error_name="",
            error_says="",
            error_permanent=False,
            failing_since=None,
        )
        _lasting(route_id).update(ended_at=at)


def record_failure(route_id: int, at: datetime, failure: Failure) -> None:
    """The look failed: say so on the source, and wait longer the more often it fails."""
    with transaction.atomic():
        row = models.Route.objects.select_for_update().get(id=route_id)
        usual = timedelta(seconds=row.every)
        pause = usual * _STEPS[min(row.failures, len(_STEPS) - 1)]
        models.Route.objects.filter(id=route_id).update(
            failures=row.failures + 1,
            error_name=failure.name,
            error_says=failure.says,
            error_permanent=failure.permanent,
            failing_since=row.failing_since or at,
            due_at=at + max(usual, min(pause, _LONGEST_PAUSE)),
            leased_until=None,
        )
        lasting = _lasting(route_id)
        if lasting.filter(name=failure.name).exists():
            return
        lasting.update(ended_at=at)
        models.HealthEvent.objects.create(
            route_id=route_id, name=failure.name, says=failure.says, began_at=at
        )


def _lasting(route_id: int) -> QuerySet[models.HealthEvent]:
    """Failures that last; what `aitys.store.health` keeps is another matter."""
    return models.HealthEvent.objects.filter(route_id=route_id, ended_at=None).exclude(name__in=HEALTH_NAMES)


def statuses(skip: int = 0, limit: int | None = None) -> tuple[SourceStatus, ...]:
    """Listed sources with what they gave and the state of their routes, by title: all, or a page of them.

    Posts, rates, routes and coverage are looked up for the sources of the page alone.
    """
    return _statuses(list(_listed()[skip : None if limit is None else skip + limit]))


def status(slug: str) -> SourceStatus | None:
    """One listed source in the same way."""
    return next(iter(_statuses(list(_listed().filter(slug=slug)))), None)


def _statuses(rows: Sequence[models.Source]) -> tuple[SourceStatus, ...]:
    ids = [row.id for row in rows]
    banks = [row.id for row in rows if row.kind == SourceKind.BANK]
    posts, rates, routes = _post_counts(ids), _rate_counts(banks), _route_health(ids)
    return tuple(
        SourceStatus(
            card_of(row),
            *posts.get(row.id, (0, None)),
            tuple(routes[row.id]),
            *rates.get(row.id, (0, None)),
        )
        for row in rows
    )


def _post_counts(ids: Sequence[int]) -> dict[int, tuple[int, datetime | None]]:
    """Posts and the time of the latest, by source; from the index `post_of_source` alone."""
    rows = models.Post.objects.filter(merged_into=None, source__in=ids).values("source")
    found = rows.annotate(count=Count("id"), latest=Max("listed_at"))
    return {row["source"]: (row["count"], row["latest"]) for row in found}


def _rate_counts(ids: Sequence[int]) -> dict[int, tuple[int, date | None]]:
    """Official rates and the latest day they are for, by bank."""
    if not ids:
        return {}
    rows = models.Rate.objects.filter(source__in=ids).values("source")
    found = rows.annotate(count=Count("id"), latest=Max("day"))
    return {row["source"]: (row["count"], row["latest"]) for row in found}


def _route_health(ids: Sequence[int]) -> dict[int, list[RouteHealth]]:
    covered: dict[int, list[models.Coverage]] = defaultdict(list)
    for stretch in models.Coverage.objects.filter(route__source__in=ids).order_by("route_id", "since"):
        covered[stretch.route_id].append(stretch)
    troubles = health.troubles(ids)
    found: dict[int, list[RouteHealth]] = defaultdict(list)
    for row in models.Route.objects.filter(source__in=ids).select_related("source").order_by("id"):
        plain = _health(row, covered[row.id])
        found[row.source_id].append(replace(plain, troubles=troubles.get(row.id, ())))
    return found


def _health(row: models.Route, covered: Sequence[models.Coverage]) -> RouteHealth:
    error = Failure(row.error_name, row.error_says, row.error_permanent) if row.error_name else None
    # No look is made at an archive: it was read when its files were imported.
    imported = max((stretch.last_read_at for stretch in covered if stretch.imported), default=None)
    return RouteHealth(
        route=route_of(row),
        enabled=row.enabled,
        last_ok_at=row.last_ok_at or imported,
        due_at=row.due_at,
        failures=row.failures,
        error=error,
        covered=tuple((stretch.since, stretch.until) for stretch in covered),
        every_says=row.every_says,
    )


def looks() -> tuple[SourceLooks, ...]:
    """How the looks at each listed source went, by slug; two numbers a source, for a monitor."""
    rows = _listed().order_by("slug").values("slug")
    found = rows.annotate(failures=Sum("routes__failures"), last_ok_at=Max("routes__last_ok_at"))
    return tuple(SourceLooks(row["slug"], row["failures"] or 0, row["last_ok_at"]) for row in found)


def bytes_a_day() -> dict[str, float]:
    """Evidence bytes a day by slug, over the last seven days that have captures.

    It reads every capture of a week: for `doctor`, not for a page.
    """
    newest = models.Capture.objects.aggregate(at=Max("captured_at"))["at"]
    if newest is None:
        return {}
    recent = models.Capture.objects.filter(captured_at__gt=newest - timedelta(days=7)).exclude(file="")
    # By the route's number and not by its source, which would look up both for each capture.
    weights = dict(recent.values("route").annotate(bytes=Sum("length")).values_list("route", "bytes"))
    found: dict[str, float] = defaultdict(float)
    for route_id, slug in models.Route.objects.filter(id__in=weights).values_list("id", "source__slug"):
        found[slug] += (weights[route_id] or 0) / 7
    return found
