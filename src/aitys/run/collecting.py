"""Rounds: once over the sources one names, or on and on over those that are due."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from aitys.errors import Failure
from aitys.run import banks, indexer, judging, sealer
from aitys.run.pipeline import look, read_page
from aitys.run.toolbox import Tools, open_tools
from aitys.run.turns import Crew, Shares
from aitys.settings import Settings
from aitys.store import asks, sources, turns
from aitys.store.sources import DueRoute
from aitys.store.turns import DueAsk, Watch
from aitys.values.rounds import Round, Tally
from aitys.values.sources import RouteKind

log = logging.getLogger("aitys.collector")

Progress = Callable[[Round], None]

_LEASE = timedelta(minutes=15)
_REST = 5.0
"""Seconds at most between two looks at what is due: another process may have added a source."""
_BLINK = 0.05


async def collect_once(settings: Settings, slugs: Sequence[str], progress: Progress) -> tuple[Round, ...]:
    """One round over the named sources, or over all; raises NotFound for a name nobody has.

    Returns when what was found is findable and sealed.
    """
    rounds: list[Round] = []

    async def do(due: DueRoute) -> None:
        rounds.append(await _look_safely(due, tools, progress))

    async with open_tools(settings) as tools:
        named = await tools.keep(sources.collected, slugs)
        queue = await _claim_named(named, tools)
        async with asyncio.TaskGroup() as group:
            crew = Crew(group, tools.limits)
            while queue:
                for host in [*queue.keys() - crew.busy()][: crew.free]:
                    crew.start(host, do(queue[host].popleft()))
                    if not queue[host]:
                        del queue[host]
                if queue and not (crew.free and queue.keys() - crew.busy()):
                    await crew.rest()
        await tools.keep(indexer.wait_until_findable)
        await tools.keep(sealer.seal_all)
    return tuple(sorted(rounds, key=lambda done: done.source))


async def _claim_named(slugs: Sequence[str], tools: Tools) -> dict[str, deque[DueRoute]]:
    """Every route of these sources by its host, held for as long as the longest of these queues takes."""
    longest = await tools.keep(sources.most_at_a_host, slugs)
    lease = _LEASE + longest * timedelta(seconds=tools.limits.pace)
    queue: dict[str, deque[DueRoute]] = defaultdict(deque)
    for due in await tools.keep(sources.claim_named, datetime.now(UTC), lease, slugs):
        queue[due.host].append(due)
    await tools.keep(asks.release, [due.route.id for line in queue.values() for due in line])
    return queue


async def collect_on(settings: Settings, slugs: Sequence[str], progress: Progress) -> None:
    """Look at each route when it is due, until cancelled; words and seals follow as posts come."""
    async with open_tools(settings) as tools, asyncio.TaskGroup() as group:
        await tools.keep(sources.collected, slugs)  # a name nobody has is said at once
        desk = _Due(tools, slugs, progress, Crew(group, tools.limits))
        while True:
            await desk.start_due()
            await desk.rest()


class _Due:
    """What is due, taken from the tables host by host as each has room for it."""

    def __init__(self, tools: Tools, slugs: Sequence[str], progress: Progress, crew: Crew) -> None:
        self._tools = tools
        self._slugs = slugs
        self._progress = progress
        self._shares = Shares()
        self._last_asked: dict[tuple[str, int], int] = {}
        self.crew = crew

    async def start_due(self) -> None:
        """Start all that hosts have room for."""
        started = True
        while started and self.crew.free > 0:
            watch = Watch(datetime.now(UTC), self._slugs)
            busy, free = self.crew.busy(), self.crew.free
            started = False
            for host in await self._tools.keep(turns.hosts_due, watch, busy, free):
                started |= await self._start_one(watch, host)

    async def rest(self) -> None:
        """Until something that is under way ends, or the next thing is due."""
        now = datetime.now(UTC)
        due = await self._tools.keep(turns.next_due, Watch(now, self._slugs))
        wait = _REST if due is None else min((due - now).total_seconds(), _REST)
        await self.crew.rest(max(wait, _BLINK))

    async def _start_one(self, watch: Watch, host: str) -> bool:
        """Start what is first at a host; False where another process was quicker."""
        waiting = await self._tools.keep(turns.priorities, watch, host)
        if not waiting:
            return False
        priority = self._shares.next(host, waiting)
        after = self._last_asked.get((host, priority), 0)
        taken = await self._tools.keep(turns.claim, watch, host, priority, _LEASE, after)
        if taken is None:
            return False
        if isinstance(taken, DueAsk):
            self._last_asked[host, priority] = taken.route_id
            self.crew.start(host, _ask_and_publish(taken, self._tools, self._progress))
        else:
            self.crew.start(host, _look_and_publish(taken, self._tools, self._progress))
        return True


async def _look_and_publish(due: DueRoute, tools: Tools, progress: Progress) -> None:
    """One look of many; the pages it names wait for their own turns."""
    await _look_safely(due, tools, progress, with_pages=False)
    await _publish(tools)


async def _ask_and_publish(due: DueAsk, tools: Tools, progress: Progress) -> None:
    try:
        pages = await read_page(due.route_id, due.waiting, tools)
        progress(Round(due.source, pages.captures, pages.posts, pages=pages))
    except Exception as error:
        log.exception("the look at %s failed", due.waiting.ask.url)
        progress(Round(due.source, 0, Tally(), _fault(error)))
    await _publish(tools)


async def _publish(tools: Tools) -> None:
    """What was read is findable and its captures are sealed before the round is over."""
    for finish in (indexer.wait_until_findable, sealer.seal_all):
        try:
            await tools.keep(finish)
        except Exception:
            log.exception("%s failed; the worker will do it", finish.__name__)


async def _look_safely(due: DueRoute, tools: Tools, progress: Progress, *, with_pages: bool = True) -> Round:
    """One look as a job: a fault of ours in it is logged and told, and the others go on."""
    try:
        if due.route.kind == RouteKind.BANK:
            done = await banks.look(due, tools)
        else:
            done = await look(due, tools, with_pages=with_pages)
        await judging.judge(due.route, tools)
    except Exception as error:
        log.exception("the look at %s failed", due.card.slug)
        done = Round(due.card.slug, 0, Tally(), _fault(error))
    progress(done)
    return done


def _fault(error: Exception) -> Failure:
    says = f"our program failed on it ({type(error).__name__}); please report it"
    return Failure("failed", says, permanent=False)
