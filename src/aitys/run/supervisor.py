"""`aitys run`: web, collector and worker as children of one small parent.

The parent opens no index, model or database. A child that dies is started again, after a pause that
doubles up to a minute; what it had started itself is ended first. SIGTERM or Ctrl-C stops all within ten
seconds; if the parent is killed, the kernel ends the children (Linux: PR_SET_PDEATHSIG).
"""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from types import FrameType

log = logging.getLogger("aitys.supervisor")

_STOP_WITHIN = 9.0
_LONGEST_PAUSE = 60.0
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Child:
    """A part of the desk and the command that is it."""

    name: str
    command: tuple[str, ...]


@dataclass(slots=True)
class _Running:
    child: Child
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 1.0
    due: float = field(default=0.0)


def supervise(children: Sequence[Child]) -> int:
    """Keep all children up until a signal says to stop; returns the exit code."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: _on_signal(stop, _frame))
    running = [_Running(child) for child in children]
    try:
        while not stop.is_set():
            for each in running:
                _keep_up(each)
            stop.wait(0.2)
    finally:
        _stop_all(running)
    return 0


def _on_signal(stop: threading.Event, _frame: FrameType | None) -> None:
    stop.set()


def _keep_up(each: _Running) -> None:
    now = time.monotonic()
    if each.process is not None and each.process.poll() is None:
        return
    if each.process is not None:
        _plan_restart(each, now)
    if now >= each.due:
        each.process = _start(each.child)
        each.started = now


def _start(child: Child) -> subprocess.Popen[bytes]:
    """In a session of its own: a terminal's Ctrl-C goes to the parent alone, which stops all in order."""
    return subprocess.Popen(  # noqa: S603 - our own command
        child.command,
        start_new_session=True,
        preexec_fn=partial(_die_with, os.getpid()),  # noqa: PLW1509 - the parent has one thread
    )


def _plan_restart(each: _Running, now: float) -> None:
    """A child that stayed up for a minute starts again at once; one that falls at once waits ever longer."""
    assert each.process is not None  # noqa: S101 - only a child that was started comes here
    if now - each.started > _LONGEST_PAUSE:
        each.pause = 1.0
    log.error("%s ended with code %s; again in %.0f s", each.child.name, each.process.returncode, each.pause)
    _end_group(each.process)
    each.process = None
    each.due = now + each.pause
    each.pause = min(each.pause * 2, _LONGEST_PAUSE)


def _stop_all(running: Sequence[_Running]) -> None:
    processes = [each.process for each in running if each.process is not None]
    for process in processes:
        process.terminate()
    until = time.monotonic() + _STOP_WITHIN
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("process %s did not stop in time", process.pid)
        _end_group(process)
        process.wait()


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End a child and what it started: the web server's own workers would serve on without it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _die_with(parent: int) -> None:
    """In the child: go when the parent goes, however it goes; and now, if it is gone already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)
