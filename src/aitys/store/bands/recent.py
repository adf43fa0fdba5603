"""What came last: in sorted blocks in memory, and in a journal that brings it back after a kill.

A record of the journal is an id (8 bytes), the hashes of its bands (128) and the CRC-32 of both (4). What
stands from the first record on that is not whole was never promised to anyone, and is cut off.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from functools import partial
from itertools import takewhile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aitys.store.bands.hashes import BANDS, Hashes, Numbers, spread

_CONTENT = 8 + 4 * BANDS
_RECORD = _CONTENT + 4

_MOST_OF_A_BAND = 64
"""Of one band no more are looked at: where so many posts share it, they share others too."""

_APART = 4
"""A block is merged with the one before it unless that is so many times as long: so there are few."""

# An entry of a block: five bits for the band, 32 for the hash, 27 for the place of its post among `ids`.
_PLACE_BITS = np.uint64(27)
_PLACE = np.uint64((1 << 27) - 1)
_ONE = np.uint64(1)
_OF_BAND = np.arange(BANDS, dtype=np.uint64) << np.uint64(32)

_Block = NDArray[np.uint64]


class Recent:
    """`find` sees what was added at once; it lasts from `sync` on."""

    def __init__(self, journal: Path) -> None:
        """Read the journal of an earlier process, or begin one."""
        self.ids: list[int] = []
        self._rows: list[Hashes] = []
        self._blocks: list[_Block] = []
        ids, hashes = _read(journal)
        self._file = journal.open("ab")
        self._file.truncate(len(ids) * _RECORD)
        if len(ids):
            self._add(ids.tolist(), hashes)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def hashes(self) -> Hashes:
        """A row for each of `ids`."""
        return np.concatenate(self._rows)

    def find(self, wanted: Hashes) -> tuple[Numbers, Numbers]:
        """As `SortedRun.find`."""
        block = _block(wanted, 0)
        found = [_shared(block, other) for other in self._blocks]
        return self._with_ids(found, 0)

    def meet(self, ids: Sequence[int], hashes: Hashes) -> tuple[Numbers, Numbers]:
        """Find and add one after another, so that what comes together meets too."""
        self._write(ids, hashes)
        return self._add(ids, hashes)

    def sync(self) -> None:
        """On the disk when this returns."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()

    def _add(self, ids: Sequence[int], hashes: Hashes) -> tuple[Numbers, Numbers]:
        first = len(self.ids)
        block = _block(hashes, first)
        found = [_shared(block, other) for other in self._blocks]
        found.append(_before(block))
        self.ids += ids
        self._rows.append(hashes)
        self._put(block)
        return self._with_ids(found, first)

    def _put(self, block: _Block) -> None:
        while self._blocks and len(self._blocks[-1]) < _APART * len(block):
            block = np.concatenate([self._blocks.pop(), block])
            block.sort(kind="stable")  # takes two sorted halves in one go
        self._blocks.append(block)

    def _with_ids(self, found: Sequence[tuple[Numbers, Numbers]], first: int) -> tuple[Numbers, Numbers]:
        """Places of posts that were looked up, the first of them at `first`, and of those that they met."""
        if not found:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        rows = np.concatenate([mine for mine, _ in found]) - first
        places = np.concatenate([other for _, other in found])
        return rows, np.array([self.ids[place] for place in places.tolist()], np.int64)

    def _write(self, ids: Sequence[int], hashes: Hashes) -> None:
        """All at once or nothing: a full disk leaves no half of a batch behind."""
        begin = self._file.tell()
        records = (
            id_.to_bytes(8, "little", signed=True) + row.tobytes()
            for id_, row in zip(ids, hashes.astype("<u4"), strict=True)
        )
        try:
            self._file.write(b"".join(each + _check(each) for each in records))
            self._file.flush()
        except OSError:
            self._file.truncate(begin)
            raise


def _block(hashes: Hashes, first: int) -> _Block:
    """The entries of posts whose places begin at `first`, in order."""
    places = np.arange(first, first + len(hashes), dtype=np.uint64)[:, None]
    block: _Block = (((hashes | _OF_BAND) << _PLACE_BITS) | places).ravel()
    block.sort()
    return block


def _shared(block: _Block, other: _Block) -> tuple[Numbers, Numbers]:
    """Places of posts in `block` and in `other`, once for each band that two share."""
    keys = block >> _PLACE_BITS
    first = np.searchsorted(other, keys << _PLACE_BITS)
    there = np.flatnonzero(other[np.minimum(first, len(other) - 1)] >> _PLACE_BITS == keys)
    last = np.searchsorted(other, (keys[there] + _ONE) << _PLACE_BITS)
    of, at = spread(first[there], np.minimum(last - first[there], _MOST_OF_A_BAND))
    return _places(block[there[of]]), _places(other[at])


def _before(block: _Block) -> tuple[Numbers, Numbers]:
    """The same within a block, of each post those that came before it."""
    keys = block >> _PLACE_BITS
    first = np.searchsorted(keys, keys)
    of, at = spread(first, np.minimum(np.arange(len(keys)) - first, _MOST_OF_A_BAND))
    return _places(block[of]), _places(block[at])


def _places(entries: _Block) -> Numbers:
    return (entries & _PLACE).astype(np.int64)


def _read(journal: Path) -> tuple[Numbers, Hashes]:
    """The records before the first that is not whole."""
    written = journal.read_bytes() if journal.exists() else b""
    ends = range(_RECORD, len(written) + 1, _RECORD)
    whole = written[: _RECORD * sum(1 for _ in takewhile(partial(_is_whole, written), ends))]
    rows = np.frombuffer(whole, np.uint8).reshape(-1, _RECORD)
    ids, hashes = rows[:, :8].copy(), rows[:, 8:_CONTENT].copy()
    return ids.view("<i8").ravel(), hashes.view("<u4")


def _is_whole(journal: bytes, end: int) -> bool:
    return _check(journal[end - _RECORD : end - 4]) == journal[end - 4 : end]


def _check(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(4, "little")
