"""`aitys run` whose parts are killed: nobody is left behind, and everything comes up again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.cli.terminal import Desk, new_desk
from tests.kill.killing import children, kill_group

pytestmark = pytest.mark.kill


def _free_port() -> int:
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        return int(there.getsockname()[1])


@contextmanager
def _running(desk: Desk, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`aitys run`, answering; whatever is left of it in the end is killed."""
    process = desk.start("run", "--port", str(port))
    try:
        assert _comes_true(lambda: _answers(port), 60)
        yield process
    finally:
        left = [process.pid, *_family(process.pid)]
        for pid in left:
            _kill(pid)
        process.wait()


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _comes_true(what: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.05)
    return what()


def _family(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    own = children(pid)
    return own + [each for child in own for each in _family(child)]


def _is_gone(pid: int) -> bool:
    """A process that has ended but was not yet waited for is gone too."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def _kill(pid: int) -> None:
    if not _is_gone(pid):
        os.kill(pid, signal.SIGKILL)


def test_when_the_parent_is_killed_its_children_go_and_the_desk_can_run_again(tmp_path: Path) -> None:
    port = _free_port()
    with new_desk(tmp_path / "desk") as desk:
        with _running(desk, port) as process:
            assert _comes_true(lambda: len(_family(process.pid)) >= 4, 30)
            family = _family(process.pid)
            os.kill(process.pid, signal.SIGKILL)
            assert _comes_true(lambda: all(map(_is_gone, family)), 8)
        with _running(desk, port) as process:
            process.terminate()
            assert process.wait(12) == 0


def test_a_part_that_is_killed_comes_up_again_and_leaves_nobody_behind(tmp_path: Path) -> None:
    port = _free_port()
    with new_desk(tmp_path / "desk") as desk, _running(desk, port) as process:
        assert _comes_true(lambda: len(_family(process.pid)) >= 4, 30)
        family = _family(process.pid)
        for child in children(process.pid):
            os.kill(child, signal.SIGKILL)
        assert _comes_true(lambda: all(map(_is_gone, family)), 8)
        assert _comes_true(lambda: len(children(process.pid)) == 3 and _answers(port), 30)


def test_a_desk_that_ran_while_everything_was_killed_at_once_is_whole(tmp_path: Path) -> None:
    with new_desk(tmp_path / "desk") as desk:
        with _running(desk, _free_port()) as process:
            groups = [child for child in children(process.pid) if os.getpgid(child) == child]
            kill_group(process)
            for group in groups:
                os.killpg(group, signal.SIGKILL)
        assert desk.json("verify")["ok"]
        assert desk.json("search", "valley")["total"] == 0
