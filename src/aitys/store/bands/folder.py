"""Which files are in use: one small file names them, and is swapped by a rename.

    bands/signature@1+…/           named after what made the signatures
        in-use.json                {"runs": ["run-3", "run-7"], "recent": "recent-8"}
        run-3, run-7               sorted runs, the older first
        recent-8                   the journal of what came after them

A run is whole on the disk before it is named. What is named nowhere was left by a killed process, and goes.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

_NAMES = "in-use.json"


@dataclass(frozen=True, slots=True)
class InUse:
    runs: tuple[str, ...] = ()
    recent: str = "recent-0"

    @property
    def next_number(self) -> int:
        """No file that is in use has it."""
        return 1 + max(int(name.rpartition("-")[2]) for name in (*self.runs, self.recent))

    def with_run(self, name: str, instead_of: int = 0) -> InUse:
        """One more run in the place of the last `instead_of`."""
        return replace(self, runs=(*self.runs[: len(self.runs) - instead_of], name))


def read(folder: Path) -> InUse | None:
    """None where nothing is, or what is there cannot be read."""
    try:
        found = json.loads((folder / _NAMES).read_text("utf-8"))
        return InUse(tuple(found["runs"]), found["recent"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def write(folder: Path, in_use: InUse) -> None:
    """On the disk when this returns."""
    fresh = folder / f"{_NAMES}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"runs": in_use.runs, "recent": in_use.recent}, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / _NAMES)
    _sync_folder(folder)


def remove_unused(folder: Path, in_use: InUse) -> None:
    """Remove every other file, and the folders of other versions."""
    for file in folder.iterdir():
        if file.name not in (_NAMES, in_use.recent, *in_use.runs):
            # Windows removes no file that is still mapped: it goes the next time.
            with suppress(OSError):
                file.unlink()
    for other in folder.parent.iterdir():
        if other != folder and other.is_dir():
            shutil.rmtree(other, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    """The rename itself; Windows opens no folders and needs none of this."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
