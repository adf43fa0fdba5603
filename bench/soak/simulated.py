"""An event loop whose clock stands still while anything works, and jumps to the next timer when nothing does.

What runs on it is the program itself: its sockets are true ones on the loopback, its threads and child
processes are waited for in true time. Only `asyncio.sleep` and what is built on it cost nothing.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import time_machine

Got = TypeVar("Got")

_TRUE_WAIT = 0.2


class _Selector(selectors.DefaultSelector):
    """Asks the true one without waiting, and lets the clock jump where it would have waited."""

    jump: Callable[[float], bool]

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        events: list[tuple[selectors.SelectorKey, int]] = super().select(0)
        if events or timeout == 0:
            return events
        if timeout is not None and self.jump(timeout):
            return []
        waited: list[tuple[selectors.SelectorKey, int]] = super().select(_TRUE_WAIT)
        return waited


class SimulatedLoop(asyncio.SelectorEventLoop):
    """`moment` is the simulated one; `at_work` counts what threads and child processes are at."""

    def __init__(self, began: datetime) -> None:
        self._began = began
        self._passed = 0.0
        self.at_work = 0
        self._travel = time_machine.travel(began, tick=False)
        self._traveller = self._travel.start()
        selector = _Selector()
        selector.jump = self._jump
        super().__init__(selector)

    @property
    def moment(self) -> datetime:
        return self._began + timedelta(seconds=self._passed)

    def time(self) -> float:
        return self._passed

    def _jump(self, seconds: float) -> bool:
        if self.at_work:
            return False
        self._passed += seconds
        self._traveller.move_to(self.moment)
        return True

    def run_in_executor(
        self, executor: Executor | None, func: Callable[..., Any], *args: object
    ) -> asyncio.Future[Any]:
        future = super().run_in_executor(executor, func, *args)
        self.at_work += 1
        future.add_done_callback(self._rested)
        return future

    def _rested(self, _future: asyncio.Future[Any]) -> None:
        self.at_work -= 1

    async def working(self, job: Coroutine[Any, Any, Got]) -> Got:
        """Await what a child process does: the clock stands still meanwhile."""
        self.at_work += 1
        try:
            return await job
        finally:
            self.at_work -= 1

    def close(self) -> None:
        super().close()
        self._travel.stop()


def run_simulated(began: datetime, job: Callable[[SimulatedLoop], Coroutine[Any, Any, Got]]) -> Got:
    """Run `job` from the moment `began` on."""
    with asyncio.Runner(loop_factory=lambda: SimulatedLoop(began.astimezone(UTC))) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, SimulatedLoop)  # noqa: S101 - it was just made
        return runner.run(job(loop))
