"""A desk that is killed over and over while it imports or collects, and what became of it."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli.terminal import Desk, new_desk
from tests.kill.contents import Contents, Faults, contents, faults
from tests.kill.killing import Killer, measure
from tests.kill.stages import Left, left_by_kill
from tests.kill.world import WORD, Region, serve_region, write_parts


@dataclass(frozen=True, slots=True)
class Report:
    """What each kill left behind, and what was wrong in the end."""

    kills: tuple[frozenset[Left], ...]
    faults: Faults
    posts: int
    seconds: float

    @property
    def left(self) -> Counter[Left]:
        """How many kills left each thing."""
        return Counter(left for kill in self.kills for left in kill)

    def __str__(self) -> str:
        left = ", ".join(f"{self.left[name]} {name}" for name in Left)
        nothing = self.kills.count(frozenset())
        return (
            f"{len(self.kills)} kills in {self.seconds:.0f} s, {self.posts} posts: {left}, {nothing} nothing"
        )


def kill_imports(folder: Path, kills: int, seed: int) -> Report:
    """Each run brings in the part of which the last one may have kept a half, and a new one."""
    began = time.monotonic()
    parts = [str(path) for path in write_parts(folder, kills * 2)]
    with new_desk(folder / "whole") as whole, new_desk(folder / "killed") as desk:
        killer = Killer(desk, random.Random(seed), measure(desk, "import", "posts", *parts[:2]))
        commands = (("import", "posts", *parts[n : n + 2]) for n in range(1, len(parts)))
        met, started = _kill(killer, commands, kills)
        for each in (desk, whole):
            each.run("import", "posts", *parts[: started + 2])
        return _report(desk, contents(whole), met, began)


def kill_collects(folder: Path, kills: int, seed: int) -> Report:
    """Before each run the sites publish anew; feeds keep all they ever had, so nothing may be missed."""
    began = time.monotonic()
    with _collecting_desks(folder) as (region, whole, desk):
        killer = Killer(desk, random.Random(seed), measure(desk, "collect", "--once"))
        met, _ = _kill(killer, _publishing(region, kills * 2), kills)
        for each in (desk, whole):
            each.run("collect", "--once")
        return _report(desk, contents(whole), met, began)


def _publishing(region: Region, times: int) -> Iterator[tuple[str, ...]]:
    for _ in range(times):
        region.publish()
        yield ("collect", "--once")


@contextmanager
def _collecting_desks(folder: Path) -> Iterator[tuple[Region, Desk, Desk]]:
    with (
        serve_region() as region,
        new_desk(folder / "whole", **region.environment) as whole,
        new_desk(folder / "killed", **region.environment) as desk,
    ):
        region.publish()
        for address in region.feeds:
            for each in (whole, desk):
                each.run("source", "add", address, "--pages")
        yield region, whole, desk


def _kill(
    killer: Killer, commands: Iterator[tuple[str, ...]], kills: int
) -> tuple[tuple[frozenset[Left], ...], int]:
    """Kill commands until `kills` were met at work; what each kill left, and how many runs were started."""
    met, started = list[frozenset[Left]](), 0
    while len(met) < kills:
        started += 1
        if killer.kill(*next(commands)):
            met.append(left_by_kill(killer.desk))
    return tuple(met), started


def _report(desk: Desk, whole: Contents, met: tuple[frozenset[Left], ...], began: float) -> Report:
    return Report(met, faults(desk, whole, WORD), whole.posts, time.monotonic() - began)
