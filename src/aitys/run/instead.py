"""A site that has closed WordPress's interface is read by its feed, its pages behind it, or its sitemap."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from aitys.errors import AitysError
from aitys.run.discovery import Found, find_besides
from aitys.run.toolbox import Tools
from aitys.sources import wordpress
from aitys.store import audit, sources
from aitys.store.sources import DueRoute
from aitys.values.asking import host_of
from aitys.values.sources import RouteKind, RouteState
from aitys.values.users import COLLECTOR


async def other_way(due: DueRoute, error: AitysError, tools: Tools) -> DueRoute | None:
    """A new route of the source, where WordPress refuses and nothing else of it is asked; None else.

    The refused route stays, with what is wrong with it, and is tried again as every route that fails.
    """
    if due.route.kind != RouteKind.WORDPRESS or error.name not in wordpress.FALL_BACK:
        return None
    if await tools.keep(sources.has_other_route, due.card.slug, due.route.id):
        return None
    found = await find_besides(due.route.address, due.card.homepage, tools)
    return None if found is None else await tools.keep(_add, due, found, error.name)


def _add(due: DueRoute, found: Found, why: str) -> DueRoute:
    """A feed of WordPress may hold excerpts alone, so the articles behind it are asked too."""
    card = replace(due.card, follow_pages=True)
    with transaction.atomic():
        sources.change(card)
        route = sources.add_route(card.slug, found.kind, found.address)
        details = {"route": found.kind, "address": found.address, "because": why}
        audit.note("route add", card.slug, details, by=COLLECTOR)
    return DueRoute(route, card, RouteState(), host_of(route.address), due.proxy)
