"""Rounds: once over the sources one names, or on and on over those that are due."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from aitys.errors import Failure
from aitys.run import banks, indexer, sealer
from aitys.run.pipeline import look
from aitys.run.toolbox import Tools, open_tools
from aitys.settings import Settings
from aitys.store import asks, sources
from aitys.store.sources import DueRoute
from aitys.values.rounds import Round, Tally
from aitys.values.sources import RouteKind

log = logging.getLogger("aitys.collector")

Progress = Callable[[Round], None]

_LEASE = timedelta(minutes=15)
_REST = 2.0
"""Seconds between two looks at what is due."""


async def collect_once(settings: Settings, slugs: Sequence[str], progress: Progress) -> tuple[Round, ...]:
    """One round over the named sources, or over all; raises NotFound for a name nobody has.

    Returns when what was found is findable and sealed.
    """
    async with open_tools(settings) as tools:
        named = await tools.keep(sources.collected, slugs)
        due = await tools.keep(sources.claim_named, datetime.now(UTC), _LEASE, named)
        await tools.keep(asks.release, [each.route.id for each in due])
        rounds = await asyncio.gather(*(_look_safely(route, tools, progress) for route in due))
        await tools.keep(indexer.wait_until_findable)
        await tools.keep(sealer.seal_all)
    return tuple(sorted(rounds, key=lambda done: done.source))


async def collect_on(settings: Settings, slugs: Sequence[str], progress: Progress) -> None:
    """Look at each route when it is due, until cancelled; words and seals follow as posts come."""
    async with open_tools(settings) as tools, asyncio.TaskGroup() as looks:
        await tools.keep(sources.collected, slugs)  # a name nobody has is said at once
        running: set[asyncio.Task[None]] = set()
        while True:
            free = settings.network.parallel * 2 - len(running)
            for due in await tools.keep(sources.claim_due, datetime.now(UTC), _LEASE, slugs, free):
                task = looks.create_task(_look_and_publish(due, tools, progress))
                running.add(task)
                task.add_done_callback(running.discard)
            await asyncio.sleep(_REST)


async def _look_and_publish(due: DueRoute, tools: Tools, progress: Progress) -> None:
    """One look of many: its words are findable and its captures sealed before the round is over."""
    await _look_safely(due, tools, progress)
    for finish in (indexer.wait_until_findable, sealer.seal_all):
        try:
            await tools.keep(finish)
        except Exception:
            log.exception("%s failed; the worker will do it", finish.__name__)


async def _look_safely(due: DueRoute, tools: Tools, progress: Progress) -> Round:
    """One look as a job: a fault of ours in it is logged and told, and the others go on."""
    try:
        done = await (banks.look if due.route.kind == RouteKind.BANK else look)(due, tools)
    except Exception as error:
        log.exception("the look at %s failed", due.card.slug)
        says = f"our program failed on it ({type(error).__name__}); please report it"
        done = Round(due.card.slug, 0, Tally(), Failure("failed", says, permanent=False))
    progress(done)
    return done
