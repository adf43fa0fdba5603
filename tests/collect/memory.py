"""Manners that last as long as a test."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from aitys.collect.manners import Robots


@dataclass
class RememberedManners:
    """What the database does for the program, in three dictionaries."""

    turns: dict[str, float] = field(default_factory=dict)
    files: dict[str, Robots] = field(default_factory=dict)
    holds: dict[str, float] = field(default_factory=dict)
    paces: list[tuple[str, float]] = field(default_factory=list)

    async def slot(self, host: str, pace: float, patience: float, /) -> float | None:
        now = time.monotonic()
        turn = max(now, self.turns.get(host, 0.0))
        if turn - now > patience:
            return None
        self.turns[host] = turn + pace
        self.paces.append((host, pace))
        return turn - now

    async def hold(self, host: str, seconds: float, /) -> None:
        self.holds[host] = seconds
        self.turns[host] = max(time.monotonic() + seconds, self.turns.get(host, 0.0))

    async def rest(self, host: str, /) -> float:
        await self.hold(host, 60.0)
        return 60.0

    async def robots(self, origin: str, /) -> Robots | None:
        kept = self.files.get(origin)
        return kept if kept and kept.fresh_until > time.time() else None

    async def keep_robots(self, origin: str, robots: Robots, /) -> None:
        self.files[origin] = robots
