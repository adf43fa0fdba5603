"""Killing a command at a random moment of its work, again and again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.cli.terminal import Desk

IsAtWork = Callable[[subprocess.Popen[bytes]], bool]

_LOOK = 0.005
_STARTS_WITHIN = 60.0


def has_child(process: subprocess.Popen[bytes]) -> bool:
    """Commands that parse have started once they start their parser."""
    return bool(children(process.pid))


@dataclass(slots=True)
class Killer:
    """Draws the moments over the whole of a command's work, which takes about `works` seconds from when
    `is_at_work`. A run that was over before its moment makes that shorter, and a kill a little longer: what
    it left is more work for the next run.
    """

    desk: Desk
    chance: random.Random
    works: float
    is_at_work: IsAtWork = has_child

    def kill(self, *command: str) -> bool:
        """Start the command and kill it with all its children; False where it had ended before."""
        process = self.desk.start(*command)
        _wait_for(self.is_at_work, process)
        try:
            process.wait(self.chance.uniform(0, self.works))
        except subprocess.TimeoutExpired:
            kill_group(process)
            self.works *= 1.05
            return True
        assert process.returncode == 0, f"{command} failed by itself with {process.returncode}"
        self.works *= 0.8
        return False


def measure(desk: Desk, *command: str, is_at_work: IsAtWork = has_child) -> float:
    """How long such a command works when nobody kills it."""
    process = desk.start(*command)
    _wait_for(is_at_work, process)
    began = time.monotonic()
    assert process.wait(_STARTS_WITHIN) == 0, f"{command} failed by itself with {process.returncode}"
    return time.monotonic() - began


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL a process that leads its group, and all that it started in it."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def children(pid: int) -> list[int]:
    """The processes that this one started; none where it is gone."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def _wait_for(is_at_work: IsAtWork, process: subprocess.Popen[bytes]) -> None:
    """Return when it is at work, or has ended."""
    until = time.monotonic() + _STARTS_WITHIN
    while process.poll() is None and not is_at_work(process):
        assert time.monotonic() < until, "it does not get to work"
        time.sleep(_LOOK)
