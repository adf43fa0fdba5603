"""A temporary desk, used by the terminal as people use it, for benches that time the whole program."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

AITYS = Path(sys.executable).with_name("aitys")


@dataclass(frozen=True, slots=True)
class Desk:
    folder: Path

    def run(self, *args: str) -> str:
        """Run `aitys ARGS` and return what it printed."""
        command = [str(AITYS), "--desk", str(self.folder), *args]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def new_desk() -> Iterator[Desk]:
    """An empty desk on SQLite, gone in the end."""
    with tempfile.TemporaryDirectory(prefix="aitys-bench-") as folder:
        desk = Desk(Path(folder) / "desk")
        desk.run("init", str(desk.folder))
        yield desk


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def posts_file() -> Path:
    """The 13,084 channel posts under AITYS_DATA; without them the bench says so and stops."""
    if "AITYS_DATA" not in os.environ:
        sys.exit("not measured: AITYS_DATA names no folder with telegram/channels-ru")
    return Path(os.environ["AITYS_DATA"]) / "telegram/channels-ru/posts.jsonl.gz"
