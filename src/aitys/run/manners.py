"""Pace and robots.txt of every host, kept in the database and so shared by all processes of the desk."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Executor
from typing import ParamSpec, TypeVar

from aitys.collect.manners import Robots
from aitys.store import hosts

Given = ParamSpec("Given")
Got = TypeVar("Got")


class KeptManners:
    """`aitys.collect.manners.Manners` over `aitys.store.hosts`; every query runs on the `store` thread."""

    def __init__(self, store: Executor) -> None:
        self._store = store

    async def slot(self, host: str, pace: float, patience: float) -> float | None:
        slot = await self._ask(hosts.take_slot, host, pace, time.time(), patience)
        return None if slot is None else max(0.0, slot - time.time())

    async def hold(self, host: str, seconds: float) -> None:
        await self._ask(hosts.hold, host, time.time() + seconds)

    async def rest(self, host: str) -> float:
        return await self._ask(hosts.rest, host, time.time())

    async def robots(self, origin: str) -> Robots | None:
        kept = await self._ask(hosts.robots, origin, time.time())
        return Robots(kept.text, kept.status, kept.fresh_until) if kept else None

    async def keep_robots(self, origin: str, robots: Robots) -> None:
        kept = hosts.KeptRobots(robots.text, robots.status, robots.fresh_until)
        await self._ask(hosts.keep_robots, origin, kept)

    async def _ask(self, query: Callable[Given, Got], *args: Given.args, **kwargs: Given.kwargs) -> Got:
        return await asyncio.get_running_loop().run_in_executor(self._store, lambda: query(*args, **kwargs))
