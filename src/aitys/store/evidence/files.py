"""The files that members are appended to: one a writing process, locked, flushed to the disk at every append.

The lock is `flock` on the file itself: the system drops it when its holder dies, however it dies.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from aitys.errors import EvidenceBroken
from aitys.store.evidence.members import Info, make_info, read_info, read_member

CAP = 1_000_000_000
"""Bytes after which a file gets no more members; the last one may go over it."""

TORN = ".torn"
_NAME = re.compile(r"\d{8}-\d{3,}\.warc\.gz")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a member lies."""

    file: str
    offset: int
    length: int


class EvidenceFile:
    """A file open for appending, locked for this process. `end` is where the last good member ends.

    The first append writes the file's `warcinfo` too: no file holds that alone.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self.end = os.fstat(descriptor).st_size
        self._info: Info | None = None

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def info(self) -> Info:
        """Raises EvidenceBroken when the file's first member is not a `warcinfo`."""
        if self._info is None:
            self._info = self._read_info() if self.end else make_info(self.name)
        return self._info

    def _read_info(self) -> Info:
        with self.path.open("rb") as stream:
            member = read_member(stream)
        if member is None:
            raise EvidenceBroken(self.name, "its first member is damaged; nothing more is written to it")
        return read_info(member)

    def append(self, member: bytes) -> Place:
        """Write and wait until the disk has it; raises EvidenceBroken, and then nothing of it stays.

        After an error the file is closed: what a failed fsync left in memory cannot be trusted.
        """
        data = member if self.end else self.info.member + member
        start = self.end + len(data) - len(member)
        try:
            _write(self._descriptor, data, self.end)
            os.fsync(self._descriptor)
        except OSError as error:
            self._undo()
            raise EvidenceBroken(
                self.name, f"cannot write evidence: {error.strerror}; what was kept before is untouched"
            ) from error
        self.end += len(data)
        return Place(self.name, start, len(member))

    def cut(self, end: int) -> None:
        """Move what lies behind `end` to a `.torn` file beside this one: cut off, not destroyed."""
        aside = self.path.with_name(f"{self.name}.{end}{TORN}")
        with self.path.open("rb") as stream, aside.open("ab") as torn:
            stream.seek(end)
            while chunk := stream.read(1 << 20):
                torn.write(chunk)
            torn.flush()
            os.fsync(torn.fileno())
        _sync_folder(self.path.parent)
        os.ftruncate(self._descriptor, end)
        os.fsync(self._descriptor)
        self.end = end
        self._info = self._info if end else None

    def is_as_left(self) -> bool:
        """Whether the file still has its name and ends where we ended it: nobody moved or cut it."""
        now = os.fstat(self._descriptor)
        return now.st_nlink > 0 and now.st_size == self.end

    def close(self) -> None:
        """Give the file free; a second time does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _undo(self) -> None:
        """Where even this fails, the next opening finds a torn tail and cuts it."""
        try:
            os.ftruncate(self._descriptor, self.end)
            os.fsync(self._descriptor)
        except OSError:
            return
        finally:
            self.close()


def open_for_append(folder: Path, day: date, settle: Callable[[EvidenceFile], bool]) -> EvidenceFile:
    """The first file of `day` that is free, not full, and that `settle` finds fit; else a new one.

    `settle` brings the file and what the database knows of it together before anything is appended.
    """
    _make_folder(folder)
    for number in count(1):
        path = folder / f"{day:%Y%m%d}-{number:03}.warc.gz"
        file = lock(path)
        if file is None:
            continue
        try:
            fit = file.end < CAP and settle(file)
        except BaseException:
            file.close()
            raise
        if fit:
            return file
        file.close()
    raise AssertionError("unreachable: the numbers have no end")


def lock(path: Path) -> EvidenceFile | None:
    """The file, made where it is missing; None when another process writes it."""
    is_new = not path.exists()
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise EvidenceBroken(path.name, f"cannot be opened for writing: {error.strerror}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if is_new:
            _sync_folder(path.parent)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return EvidenceFile(path, descriptor)


def is_being_written(path: Path) -> bool:
    with path.open("rb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def evidence_files(folder: Path) -> Iterator[Path]:
    """Every evidence file of the folder, oldest first."""
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))


def read_at(folder: Path, place: Place) -> bytes:
    """A member's bytes; raises EvidenceBroken when they are not all there."""
    try:
        with (folder / place.file).open("rb") as stream:
            stream.seek(place.offset)
            member = stream.read(place.length)
    except OSError as error:
        raise EvidenceBroken(place.file, f"cannot be read: {error.strerror}") from error
    if len(member) < place.length:
        raise EvidenceBroken(place.file, f"ends before the member at {place.offset} does")
    return member


def _write(descriptor: int, data: bytes, offset: int) -> None:
    """All of it: the system may take a part, as it does on a disk that is nearly full."""
    rest = memoryview(data)
    while rest:
        written = os.pwrite(descriptor, rest, offset)
        rest, offset = rest[written:], offset + written


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sync_folder(folder.parent)
    except OSError as error:
        raise EvidenceBroken(str(folder), f"cannot be made: {error.strerror}") from error


def _sync_folder(folder: Path) -> None:
    """A new name is safe only when its folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
