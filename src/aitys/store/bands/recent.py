"""What came last: in a dictionary, and in a journal that brings it back after the process was killed.

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

from aitys.store.bands.hashes import BANDS, Hashes, Numbers

_CONTENT = 8 + 4 * BANDS
_RECORD = _CONTENT + 4

_MOST_OF_A_BAND = 64
"""Of one band no more are kept in memory: where so many posts share it, they share others too."""

# The band's number above its hash, so that one dictionary serves all.
_OF_BAND = np.arange(BANDS, dtype=np.uint64) << np.uint64(32)


class Recent:
    """`find` sees what was added at once; it lasts from `sync` on."""

    def __init__(self, journal: Path) -> None:
        """Read the journal of an earlier process, or begin one."""
        self.ids: list[int] = []
        self._rows: list[Hashes] = []
        self._of: dict[int, int | list[int]] = {}
        ids, hashes = _read(journal)
        self._file = journal.open("ab")
        self._file.truncate(len(ids) * _RECORD)
        self._add(ids.tolist(), hashes)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def hashes(self) -> Hashes:
        """A row for each of `ids`."""
        return np.concatenate(self._rows)

    def find(self, wanted: Hashes) -> list[list[int]]:
        """Of each row the ids that share a band, each as often as it shares one."""
        return [self._met(keys) for keys in _keys(wanted)]

    def meet(self, ids: Sequence[int], hashes: Hashes) -> list[list[int]]:
        """Find and add one after another, so that what comes together meets too."""
        self._write(ids, hashes)
        return self._add(ids, hashes)

    def sync(self) -> None:
        """On the disk when this returns."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()

    def _add(self, ids: Sequence[int], hashes: Hashes) -> list[list[int]]:
        met = []
        for id_, keys in zip(ids, _keys(hashes), strict=True):
            met.append(self._met(keys))
            self._put(id_, keys)
        self.ids += ids
        self._rows.append(hashes)
        return met

    def _met(self, keys: list[int]) -> list[int]:
        found: list[int] = []
        for key in keys:
            there = self._of.get(key)
            if there is None:
                continue
            if isinstance(there, list):
                found += there
            else:
                found.append(there)
        return found

    def _put(self, id_: int, keys: list[int]) -> None:
        for key in keys:
            there = self._of.setdefault(key, id_)
            if there is id_:
                continue
            if not isinstance(there, list):
                self._of[key] = [there, id_]
            elif len(there) < _MOST_OF_A_BAND:
                there.append(id_)

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


def _keys(hashes: Hashes) -> list[list[int]]:
    found: list[list[int]] = (hashes.astype(np.uint64) | _OF_BAND).tolist()
    return found


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
