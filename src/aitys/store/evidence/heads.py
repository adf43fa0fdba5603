"""`HEADS`: a line for each sealed batch beside the evidence files, so that a chain cut at its end is found.

A line is "number digest time"; its first says "0 000… time" and is written before there is any link.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aitys.errors import EvidenceBroken

NAME = "HEADS"
GENESIS = "0" * 64
"""What stands before the first link."""

_TAIL = 4096
_LINE = re.compile(rb"(\d{1,18}) ([0-9a-f]{64}) \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00\n")


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain at some time: the number of its last link and that link's digest."""

    number: int
    digest: str


def read_heads(folder: Path) -> Iterator[Head]:
    """Every line in order; none without a file. Raises EvidenceBroken at a line that is none of ours."""
    path = folder / NAME
    if not path.exists():
        return
    with path.open("rb") as lines:
        for n, line in enumerate(lines, 1):
            yield _head(line, n)


def mend(folder: Path) -> Head | None:
    """The last line, after cutting a torn one: a line is one write, and only a power cut tears it."""
    path = folder / NAME
    if not path.exists():
        return None
    size = path.stat().st_size
    with path.open("r+b") as lines:
        lines.seek(max(0, size - _TAIL))
        tail = lines.read()
        whole = tail.rfind(b"\n") + 1
        lines.truncate(size - len(tail) + whole)
    return _last_of(tail[:whole])


def last_line(folder: Path) -> Head | None:
    """The last line, where it ends the file; None without a file, or where `mend` would cut something."""
    path = folder / NAME
    if not path.exists():
        return None
    with path.open("rb") as lines:
        lines.seek(max(0, path.stat().st_size - _TAIL))
        tail = lines.read()
    return _last_of(tail) if tail.endswith(b"\n") else None


def append_head(folder: Path, head: Head) -> None:
    """On the disk when this returns."""
    folder.mkdir(parents=True, exist_ok=True)
    line = f"{head.number} {head.digest} {datetime.now(UTC).isoformat(timespec='seconds')}\n"
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        os.pwrite(descriptor, line.encode("ascii"), os.fstat(descriptor).st_size)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _last_of(tail: bytes) -> Head | None:
    lines = tail.splitlines(keepends=True)
    return _head(lines[-1], -1) if lines else None


def _head(line: bytes, n: int) -> Head:
    ours = _LINE.fullmatch(line)
    if ours is None:
        where = f"{NAME}:{n}" if n > 0 else NAME
        raise EvidenceBroken(where, "it has a line that the sealer did not write")
    return Head(int(ours[1]), ours[2].decode("ascii"))
