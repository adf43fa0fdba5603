"""A sorted run: the bands of many posts on the disk, found by their hashes without reading the rest.

The file, for `n` posts and `s` steps, lower bytes first:

    magic 8 bytes, n 4 bytes, s 4 bytes
    ids       int64[n]            in the order of arrival
    for each of the 32 bands:
      starts  uint32[s + 1]       where the hashes begin whose upper bits are 0, 1, … s - 1
      hashes  uint32[n]           in order
      posts   uint32[n]           whose each hash is, as a place in `ids`

That is 8 bytes a band and post, and an eighth more. The file is mapped, not read: the system keeps in memory
what it has room for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aitys.store.bands.hashes import BANDS, Hashes, Numbers, spread

_MAGIC = b"bands\x00\x01\x00"
_HEAD = 16
_IN_A_STEP = 4
"""At least so many hashes share their upper bits on average, less than twice as many: all are looked at."""

_LONGEST_STEP = 256
"""Of one step no more are looked at: where hundreds of posts share a band, they share others too."""

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)

# A hash with the place of its post below it: sorting these sorts by both.
_Packed = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class SortedRun:
    """Its file is mapped for as long as this lives. `starts`, `hashes` and `posts` have a row a band."""

    path: Path
    ids: Numbers
    starts: Hashes
    hashes: Hashes
    posts: Hashes

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, wanted: Hashes) -> tuple[Numbers, Numbers]:
        """Rows of `wanted` (a row a post, a column a band) and ids of posts that share a band with them.

        A pair stands there once for each band that it shares.
        """
        first, width = self._steps(wanted)
        cell, at = spread(first, width)
        band = cell % BANDS
        hit = np.flatnonzero(self.hashes[band, at] == wanted.ravel()[cell])
        return cell[hit] // BANDS, self.ids[self.posts[band[hit], at[hit]]]

    def _steps(self, wanted: Hashes) -> tuple[Numbers, Numbers]:
        """Where to look for each hash, and how far."""
        bits = (self.starts.shape[1] - 1).bit_length() - 1
        step = (wanted.astype(np.uint64) >> np.uint64(32 - bits)).astype(np.intp)
        band = np.arange(BANDS)
        first = self.starts[band, step].astype(np.int64)
        width = np.minimum(self.starts[band, step + 1] - first, _LONGEST_STEP)
        return first.ravel(), width.ravel()


def write_run(path: Path, ids: Numbers, hashes: Hashes) -> SortedRun:
    """A run of posts as they arrived; `hashes` has a row a post and a column a band."""
    places = np.arange(len(ids), dtype=np.uint32)
    return _write(path, ids, (_pack(hashes[:, band], places) for band in range(BANDS)))


def merge_runs(path: Path, runs: Sequence[SortedRun]) -> SortedRun:
    """One run of the posts of several, a band after another: no more than one is in memory at a time."""
    ids = np.concatenate([run.ids for run in runs])
    before = np.cumsum([0, *map(len, runs[:-1])])
    bands = (
        np.concatenate(
            [
                _pack(run.hashes[band], run.posts[band] + np.uint32(n))
                for run, n in zip(runs, before, strict=True)
            ]
        )
        for band in range(BANDS)
    )
    return _write(path, ids, bands)


def open_run(path: Path) -> SortedRun:
    """Raises ValueError or OSError where the file is not there, or not whole."""
    whole = np.memmap(path, np.uint8, "r")
    head = whole[:_HEAD].tobytes()
    posts, steps = int.from_bytes(head[8:12], "little"), int.from_bytes(head[12:16], "little")
    in_band = steps + 1 + 2 * posts
    if not head.startswith(_MAGIC) or len(whole) != _HEAD + 8 * posts + 4 * BANDS * in_band:
        raise ValueError(f"{path} is no whole run")
    ids = np.asarray(whole[_HEAD : _HEAD + 8 * posts]).view("<i8")
    bands = np.asarray(whole[_HEAD + 8 * posts :]).view("<u4").reshape(BANDS, in_band)
    hashes_at, posts_at = steps + 1, steps + 1 + posts
    return SortedRun(path, ids, bands[:, :hashes_at], bands[:, hashes_at:posts_at], bands[:, posts_at:])


def _pack(hashes: Hashes, places: NDArray[np.uint32]) -> _Packed:
    return (hashes.astype(np.uint64) << _HALF) | places


def _write(path: Path, ids: Numbers, bands: Iterator[_Packed]) -> SortedRun:
    """On the disk, whole, before its name is there."""
    bits = max(0, (len(ids) // _IN_A_STEP).bit_length() - 1)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(_MAGIC + len(ids).to_bytes(4, "little") + (1 << bits).to_bytes(4, "little"))
        file.write(ids.astype("<i8").tobytes())
        for packed in bands:
            packed.sort(kind="stable")
            hashes = packed >> _HALF
            edges = np.arange((1 << bits) + 1, dtype=np.uint64) << np.uint64(32 - bits)
            for part in (np.searchsorted(hashes, edges), hashes, packed & _LOW):
                file.write(part.astype("<u4").tobytes())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return open_run(path)
