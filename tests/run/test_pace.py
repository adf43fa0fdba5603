"""The collector as it is, in simulated time: the long scenes are in `bench/soak/`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_a_host_is_asked_at_its_pace_and_by_priority() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AITYS_")}
    ended = subprocess.run(
        [sys.executable, "-m", "bench.soak.pace", "--only", "channels-30"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    rows = [line.strip("| ").split(" | ") for line in ended.stdout.splitlines() if line.startswith("|")]
    middle = {name: float(p50) for _, name, _, p50, *_ in rows}
    assert list(middle) == ["hot", "cited", "rest", "older"]
    assert max(middle["hot"], middle["cited"]) < middle["rest"] < middle["older"]
