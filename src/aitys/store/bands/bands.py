"""The one holder of the bands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from filelock import BaseFileLock, FileLock, Timeout

from aitys.errors import SearchUnavailable
from aitys.store.bands import folder as folders
from aitys.store.bands.folder import InUse
from aitys.store.bands.hashes import Hashes, Numbers, band_hashes
from aitys.store.bands.recent import Recent
from aitys.store.bands.sorted_run import SortedRun, merge_runs, open_run, write_run

IN_MEMORY = 16_384
"""Posts, before they become a sorted run: about 10 MB."""

_TOGETHER = 4
"""So many runs of one size become one."""

LARGEST = 1 << 22
"""Posts in a run that is merged no more: so no merge needs more than 150 MB, however many posts there are."""

MOST = 100
"""Candidates of a post, those that share most bands first."""


_Found = tuple[Numbers, Numbers]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post that shares so many `bands` of 32 with another: it has yet to be compared."""

    id: int
    bands: int


class Bands:
    """Holds a lock from `open` to `close`. What was added is found at once, and lasts from `commit` on.

    `made` says that nothing was there, or nothing that can be read: every signature waits to be added.
    Adding the same post again changes nothing for who looks.
    """

    def __init__(self, place: Path, lock: BaseFileLock) -> None:
        self._place = place
        self._lock = lock
        in_use = folders.read(place)
        runs = None if in_use is None else _opened(place, in_use)
        self.made = runs is None
        if in_use is None or runs is None:
            in_use, runs = InUse(), []
        self._in_use, self._runs = in_use, runs
        folders.remove_unused(place, InUse(recent="") if self.made else in_use)
        folders.write(place, in_use)
        self._recent = Recent(place / in_use.recent)

    @classmethod
    def open(cls, folder: Path, version: str, *, wait: float = 10.0) -> Self:
        """The bands of signatures of one `version` in `folder`; those of other versions are removed.

        Raises `SearchUnavailable` where another process holds them for longer than `wait` seconds.
        """
        place = folder / version
        place.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=wait, thread_local=False)
        try:
            lock.acquire()
        except Timeout as error:
            says = f"another process holds the bands and did not end within {wait:g} s"
            raise SearchUnavailable(str(folder), says) from error
        try:
            return cls(place, lock)
        except BaseException:
            lock.release()
            raise

    def __len__(self) -> int:
        return len(self._recent) + sum(map(len, self._runs))

    def look_up(self, signatures: Sequence[bytes]) -> list[list[Candidate]]:
        """Of each signature the posts that may be near it, at most `MOST`."""
        hashes = band_hashes(signatures)
        return self._candidates(hashes, self._recent.find(hashes))

    def meet(self, posts: Sequence[tuple[int, bytes]]) -> list[list[Candidate]]:
        """Look each (id, signature) up and add it, one after another: those of one call meet too."""
        ids = [id_ for id_, _ in posts]
        hashes = band_hashes([signature for _, signature in posts])
        # A new run holds nothing of this call yet, so the runs can be asked for all at once.
        found = self._candidates(hashes, self._recent.meet(ids, hashes))
        return [[each for each in of if each.id != id_] for id_, of in zip(ids, found, strict=True)]

    def commit(self) -> None:
        """All that was added is on the disk when this returns. Now and then it sorts and merges: at 5 million
        posts that takes some seconds.
        """
        self._recent.sync()
        if len(self._recent) >= IN_MEMORY:
            self._roll_over()
            while merged := self._to_merge():
                self._merge(merged)

    def close(self) -> None:
        self._recent.close()
        self._runs = []
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _candidates(self, hashes: Hashes, recent: _Found) -> list[list[Candidate]]:
        shared: list[Counter[int]] = [Counter() for _ in hashes]
        for rows, ids in (recent, *(run.find(hashes) for run in self._runs)):
            for row, id_ in zip(rows.tolist(), ids.tolist(), strict=True):
                shared[row][id_] += 1
        return [_nearest(of) for of in shared]

    def _roll_over(self) -> None:
        """What is in memory becomes a run, and a new journal begins."""
        number = self._in_use.next_number
        ids = np.array(self._recent.ids, np.int64)
        run = write_run(self._place / f"run-{number}", ids, self._recent.hashes)
        self._use(InUse((*self._in_use.runs, run.path.name), f"recent-{number + 1}"))
        self._runs.append(run)
        self._recent.close()
        self._recent = Recent(self._place / self._in_use.recent)
        folders.remove_unused(self._place, self._in_use)

    def _to_merge(self) -> int:
        """How many of the last runs should be one: those of about one size, not the largest."""
        last = self._runs[-_TOGETHER:]
        if len(last) < _TOGETHER or sum(map(len, last)) > LARGEST:
            return 0
        return _TOGETHER if len(last[0]) < _TOGETHER * len(last[-1]) else 0

    def _merge(self, count: int) -> None:
        name = f"run-{self._in_use.next_number}"
        merged = merge_runs(self._place / name, self._runs[-count:])
        self._use(self._in_use.with_run(name, instead_of=count))
        self._runs[-count:] = [merged]
        folders.remove_unused(self._place, self._in_use)

    def _use(self, in_use: InUse) -> None:
        folders.write(self._place, in_use)
        self._in_use = in_use


def _opened(place: Path, in_use: InUse) -> list[SortedRun] | None:
    """None where a file is missing or not whole: then all is made anew."""
    try:
        return [open_run(place / name) for name in in_use.runs]
    except (FileNotFoundError, ValueError):
        return None


def _nearest(shared: Counter[int]) -> list[Candidate]:
    ranked: Iterable[tuple[int, int]] = sorted(shared.items(), key=lambda each: (-each[1], each[0]))
    return [Candidate(id_, bands) for id_, bands in list(ranked)[:MOST]]
