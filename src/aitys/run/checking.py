"""What a look at a source would read, and none of it kept: for who adds a source or writes its rules."""

from __future__ import annotations

from dataclasses import replace

from aitys.errors import UnreadableSource
from aitys.run import trials
from aitys.run.parsing import Job
from aitys.run.toolbox import Tools, document_at
from aitys.sources.kinds import kind
from aitys.values.captures import Ask, Purpose
from aitys.values.checks import Checked
from aitys.values.sources import Card, Route, RouteKind, RouteState

_DEEPEST = 3
"""From a tag's name to its number, or from an index of sitemaps to a sitemap, and to its posts."""


async def check(card: Card, route_kind: RouteKind, address: str, tools: Tools) -> Checked:
    """Ask a route once, and go on to where its answer sends; raises FetchRefused."""
    (ask, *_) = kind(route_kind).plan(Route(0, card.slug, route_kind, address), RouteState())
    checked = Checked(route_kind, address)
    for _ in range(_DEEPEST):
        document = await document_at(ask, tools)
        job = Job(Purpose.ROUTE, route_kind, document, card, tools.settings.languages)
        try:
            found = await tools.parsers.run(trials.look, job, document.url)
        except UnreadableSource as error:
            return replace(checked, says=(error.says,))
        checked = replace(found, address=address)
        if checked.items or checked.pages or not checked.older:
            break
        ask = Ask(checked.older)
    return checked
