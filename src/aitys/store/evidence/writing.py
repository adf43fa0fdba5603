"""This process's one open file."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from aitys.store.evidence.files import CAP, EvidenceFile, open_for_append
from aitys.store.evidence.recovery import settle


class _Writer:
    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._file: EvidenceFile | None = None

    @contextmanager
    def turn(self, folder: Path) -> Iterator[EvidenceFile]:
        with self._turn:
            file = self._ready(folder)
            try:
                yield file
            except BaseException:
                # A commit that failed may be in the database or not; the next opening finds out.
                self._close()
                raise

    def close(self) -> None:
        with self._turn:
            self._close()

    def _ready(self, folder: Path) -> EvidenceFile:
        today = datetime.now(UTC).date()
        if self._file and not _goes_on(self._file, folder, f"{today:%Y%m%d}"):
            self._close()
        if self._file is None:
            self._file = open_for_append(folder, today, lambda file: not settle(file).unfit)
        return self._file

    def _close(self) -> None:
        if self._file:
            self._file.close()
        self._file = None


def _goes_on(file: EvidenceFile, folder: Path, day: str) -> bool:
    mine = file.path.parent == folder and file.name.startswith(day)
    return mine and file.end < CAP and file.is_as_left()


_writer = _Writer()


def turn(folder: Path) -> AbstractContextManager[EvidenceFile]:
    """This process's open file, for one thread at a time: hold it from the append to the commit.

    After any error inside, the file is closed, and settled when it is opened again.
    """
    return _writer.turn(folder)


def close() -> None:
    """Give the open file free; the next `turn` opens one again."""
    _writer.close()


def _begin_anew() -> None:
    """A forked child must not write at its parent's offsets."""
    global _writer  # noqa: PLW0603 - the one thing a process owns
    _writer = _Writer()


os.register_at_fork(after_in_child=_begin_anew)
