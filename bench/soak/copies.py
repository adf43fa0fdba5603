"""Millions of posts signed, looked up and added: how many a second, how long one takes, what disk and memory.

    python -m bench.soak.copies [--posts 5000000] [--folder DIR]

Posts are sets of 45 runs of words, nearly all of their own; one in twenty is a copy of one of the last
10,000, with a tenth of its runs changed. Making them is not timed. They come in batches of 500, each on the
disk before the next comes; besides, one post in each 2,000 comes alone, and is timed alone: by the clock, and
by the processor, for where other work goes on.

"Processor" is the time of one core; signing could run on another than looking up. Memory is of the whole
process, with the mapped files as far as the system keeps them; "own" is without these.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from aitys.group.own_words import OwnWords
from aitys.group.signatures import signatures
from aitys.store.bands import Bands

BATCH = 500
ALONE_EACH = 4
RUNS = 45
_COLUMNS = (
    "posts",
    "posts/s, processor",
    "posts/s, wall",
    "one p50 ms",
    "one p95 ms",
    "one p95 ms, processor",
    "longest batch s",
    "copies met",
    "disk MB",
    "memory MB",
    "own MB",
)
_PADDING = ("",) * RUNS


@dataclass(slots=True)
class Maker:
    """Posts without texts: `OwnWords` of which nobody asks for more than the runs."""

    draw: random.Random = field(default_factory=lambda: random.Random(6))
    last: deque[list[str]] = field(default_factory=lambda: deque(maxlen=10_000))
    copies: int = 0

    def posts(self, count: int) -> list[OwnWords]:
        return [self._post() for _ in range(count)]

    def _post(self) -> OwnWords:
        if self.last and self.draw.random() < 1 / 20:
            self.copies += 1
            runs = [
                run if self.draw.random() > 1 / 10 else self._run() for run in self.draw.choice(self.last)
            ]
        else:
            runs = [self._run() for _ in range(RUNS)]
            self.last.append(runs)
        made = OwnWords(_PADDING, _PADDING)
        vars(made)["runs"] = frozenset(runs)  # where `cached_property` keeps it
        return made

    def _run(self) -> str:
        return f"{self.draw.getrandbits(48):x}"


@dataclass(slots=True)
class Taken:
    """Seconds; `alone` has one entry for each post that came alone, `met` counts posts with a candidate."""

    processor: float = 0.0
    wall: float = 0.0
    longest: float = 0.0
    alone: list[float] = field(default_factory=list)
    alone_processor: list[float] = field(default_factory=list)
    met: int = 0


def soak(count: int, folder: Path) -> None:
    maker, taken, process = Maker(), Taken(), psutil.Process()
    with Bands.open(folder, "soak") as bands:
        for number in range(0, count, BATCH):
            _batch(bands, maker.posts(BATCH), number, taken)
            if number // BATCH % ALONE_EACH == 0:
                _alone(bands, maker.posts(1), count + number, taken)
            if (number + BATCH) % max(BATCH, count // 10 // BATCH * BATCH) == 0:
                print(_row(len(bands), taken, maker.copies, folder, process), flush=True)


def _batch(bands: Bands, posts: list[OwnWords], first: int, taken: Taken) -> None:
    processor, wall = time.process_time(), time.perf_counter()
    met = bands.meet(list(_signed(posts, first)))
    bands.commit()
    took = time.perf_counter() - wall
    taken.processor += time.process_time() - processor
    taken.wall += took
    taken.longest = max(taken.longest, took)
    taken.met += sum(map(bool, met))


def _alone(bands: Bands, posts: list[OwnWords], number: int, taken: Taken) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    bands.meet(list(_signed(posts, number)))
    taken.alone.append(time.perf_counter() - wall)
    taken.alone_processor.append(time.process_time() - processor)


def _signed(posts: list[OwnWords], first: int) -> Iterator[tuple[int, bytes]]:
    for number, signature in enumerate(signatures(posts), first):
        if signature:
            yield number, signature


def _row(posts: int, taken: Taken, copies: int, folder: Path, process: psutil.Process) -> str:
    disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    memory = process.memory_info()
    alone, of_processor = _percent(taken.alone), _percent(taken.alone_processor)
    cells = (
        f"{posts:,}",
        f"{posts / taken.processor:,.0f}",
        f"{posts / taken.wall:,.0f}",
        f"{alone[49] * 1000:.2f}",
        f"{alone[94] * 1000:.2f}",
        f"{of_processor[94] * 1000:.2f}",
        f"{taken.longest:.1f}",
        f"{taken.met / max(1, copies):.3f}",
        f"{disk / 1e6:,.0f}",
        f"{memory.rss / 1e6:,.0f}",
        f"{(memory.rss - memory.shared) / 1e6:,.0f}",
    )
    return f"| {' | '.join(cells)} |"


def _percent(seconds: list[float]) -> list[float]:
    return statistics.quantiles(seconds, n=100) if len(seconds) > 1 else [0.0] * 99


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=5_000_000)
    parser.add_argument("--folder", type=Path, help="where the bands lie meanwhile; else a temporary one")
    asked = parser.parse_args()
    print(f"| {' | '.join(_COLUMNS)} |\n|{'---:|' * len(_COLUMNS)}")
    with tempfile.TemporaryDirectory(prefix="aitys-soak-", dir=asked.folder) as folder:
        soak(asked.posts, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
