"""Short ways to put things on the test desk, in the fixed cast of the tests."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from aitys.store import keeping, models, sources
from aitys.values.posts import Post, PrintedTime
from aitys.values.readings import Reader, ReadPost
from aitys.values.sources import Card, Route, RouteKind

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
COURIER = Card(
    "steppe-courier", "Steppe Courier", languages=("en",), homepage="https://steppe-courier.example/"
)


def add_source(card: Card = COURIER, address: str = "https://steppe-courier.example/rss.xml") -> Route:
    """A source with one feed."""
    if sources.card(card.slug) is None:
        sources.add(card, NOON)
    return sources.add_route(card.slug, RouteKind.FEED, address)


def add_capture(route: Route, at: datetime = NOON) -> models.Capture:
    """A capture's row without bytes: for tests of what hangs on captures, not of evidence."""
    digest = hashlib.sha256(at.isoformat().encode()).hexdigest()
    return models.Capture.objects.create(
        route_id=route.id,
        purpose="route",
        url=route.address,
        final_url=route.address,
        status=200,
        captured_at=at,
        payload_sha256=digest,
        statement_sha256=digest,
    )


def reader(route: Route, at: datetime = NOON, name: str = "feed@1") -> Reader:
    """A reader of a fresh capture of `route`."""
    return Reader(name, route.id, add_capture(route, at).id, at)


def post(name: str, text: str = "The bridge at Tash-Kol opens on Monday.", **parts: object) -> Post:
    """A post of the Courier; `name` makes its address."""
    given = {"title": f"Title of {name}", "posted": PrintedTime(NOON - timedelta(hours=1), "+05:00")} | parts
    link = f"https://steppe-courier.example/{name}"
    return Post(addresses=(link,), url=link, text=text, **given)  # type: ignore[arg-type]  # parts are Post's own


def keep(route: Route, *posts: Post, at: datetime = NOON, name: str = "feed@1") -> keeping.Kept:
    """Keep posts as read at `at` from a fresh capture."""
    read = [ReadPost(each, "en", "Latn", "language@test") for each in posts]
    return keeping.keep(route.source, reader(route, at, name), read)


def texts(post_id: int) -> list[str]:
    """What the versions of a post say, first to last, each as its latest reading has it."""
    rows = models.Reading.objects.filter(version__post=post_id).order_by("version__number", "id")
    return list(dict(rows.values_list("version__number", "text")).values())
