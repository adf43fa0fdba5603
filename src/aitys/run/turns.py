"""Who goes first at a host, and how much may be under way at once."""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import Collection, Coroutine, Mapping
from types import MappingProxyType

from aitys.collect.limits import Limits
from aitys.values.asking import Priority

SHARES: Mapping[Priority, int] = MappingProxyType({Priority.CITED: 5, Priority.REST: 5, Priority.OLDER: 20})
"""Each priority that waits has at least one turn of so many at its host; the most urgent has the others."""

_LOOK_SECONDS = 3.0
_TASKS_PER_REQUEST = 5


def choose(waiting: Collection[Priority], passed: Mapping[Priority, int]) -> Priority:
    """Whose turn it is at a host where these wait; `passed` counts the turns that each saw others take.

    Raises ValueError where nobody waits.
    """
    owed = [each for each in waiting if passed.get(each, 0) + 1 >= SHARES.get(each, math.inf)]
    # Of two that are owed one, the more urgent has been owed it more often.
    return min(owed or waiting)


class Shares:
    """Remembers at each host who was passed over; a host where nobody waits is forgotten."""

    def __init__(self) -> None:
        self._passed: dict[str, Counter[Priority]] = {}

    def next(self, host: str, waiting: Collection[Priority]) -> Priority:
        """The priority whose turn it is at the host."""
        passed = self._passed.pop(host, Counter())
        chosen = choose(waiting, passed)
        others = {each: passed[each] + 1 for each in waiting if each is not chosen}
        if others:
            self._passed[host] = Counter(others)
        return chosen


class Crew:
    """What is under way: so much in all, and at one host no more than keeps its pace.

    A look waits for its host's turn, is fetched, parsed and kept: with some of them in a row no turn is lost,
    and with no more than that the next one is chosen as late as can be, when who is urgent is known.
    """

    def __init__(self, group: asyncio.TaskGroup, limits: Limits) -> None:
        self._group = group
        self._limits = limits
        self._tasks: dict[asyncio.Task[None], str] = {}
        self._at_host: Counter[str] = Counter()

    @property
    def free(self) -> int:
        return self._limits.parallel * _TASKS_PER_REQUEST - len(self._tasks)

    def busy(self) -> frozenset[str]:
        """Hosts with as much under way as they can have."""
        return frozenset(host for host, count in self._at_host.items() if count >= self._most(host))

    def _most(self, host: str) -> int:
        pace = self._limits.pace_of(host)
        return self._limits.parallel if pace <= 0 else 1 + math.ceil(_LOOK_SECONDS / pace)

    def start(self, host: str, job: Coroutine[None, None, None]) -> None:
        task = self._group.create_task(job)
        self._tasks[task] = host
        self._at_host[host] += 1
        task.add_done_callback(self._forget)

    def _forget(self, task: asyncio.Task[None]) -> None:
        host = self._tasks.pop(task)
        self._at_host[host] -= 1
        if not self._at_host[host]:
            del self._at_host[host]

    async def rest(self, seconds: float | None = None) -> None:
        """Until something that is under way ends, or so many seconds."""
        if self._tasks:
            await asyncio.wait([*self._tasks], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(seconds or 0)
