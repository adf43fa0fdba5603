"""A person adds a source."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from aitys.desk.names import check_slug
from aitys.errors import WrongUse
from aitys.store import audit, sources
from aitys.values.sources import Card, Route, RouteKind


def add_source(card: Card, kind: RouteKind, address: str) -> Route:
    """Keep a source with its first route; adding the very same again changes nothing.

    Raises WrongUse when the slug is taken by a source with another route, or cannot be part of an address.
    """
    check_slug(card.slug)
    if sources.card(card.slug) is not None:
        same = sources.find_route(card.slug, kind, address)
        if same is None:
            raise WrongUse(card.slug, "a source of this name is kept already; give another with --slug")
        return same
    if other := sources.who_reads(kind, address):
        raise WrongUse(address, f"it is read already, as {other}")
    with transaction.atomic():
        sources.add(card, datetime.now(UTC))
        route = sources.add_route(card.slug, kind, address)
        audit.note("source add", card.slug, {"route": kind, "address": address})
    return route
