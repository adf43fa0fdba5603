"""kill -9 at random moments of `import` and `collect`, far more often than the tests do.

    python -m bench.soak.kills [--kills 500] [--database sqlite] [--command import] [--seed 1]

A desk is killed `_A_DESK` times, then finishes, and is held against one that nobody killed; then comes the
next desk. Prints a table in Markdown: a row for each database and command; exit code 1 where anything was
lost, doubled, stuck or unproven. The moments depend on the machine as well as on the seed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

_A_DESK = 50
_DATABASES = ("sqlite", "postgresql")
_COMMANDS = ("import", "collect")
_HERE = "AITYS_SOAK_HERE"
_HEAD = (
    "kills",
    "posts",
    "minutes",
    "unread",
    "half read",
    "unasked",
    "unindexed",
    "unsealed",
    "bytes alone",
    "nothing",
    "lost",
    "doubled",
    "stuck",
    "unproven",
)


@dataclass(slots=True)
class Total:
    """The sums over all desks of one database and command."""

    kills: int = 0
    posts: int = 0
    left: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Run what was asked for; each database in a process of its own, as Django has one to a process."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--database", choices=_DATABASES)
    parser.add_argument("--command", choices=_COMMANDS)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    commands = [given.command] if given.command else list(_COMMANDS)
    if os.environ.pop(_HERE, ""):
        sys.exit(max(_soak(command, given.kills, given.seed, given.database) for command in commands))
    print("| database | command |", " | ".join(_HEAD), "|")
    print("|---|---|" + "---:|" * len(_HEAD), flush=True)
    databases = [given.database] if given.database else list(_DATABASES)
    sys.exit(max(_in_own_process(database, commands, given) for database in databases))


def _in_own_process(database: str, commands: list[str], given: argparse.Namespace) -> int:
    numbers = ["--kills", str(given.kills), "--seed", str(given.seed), "--database", database]
    environment = {**os.environ, _HERE: "1", "AITYS_TEST_DATABASE": database}
    return max(
        subprocess.run(
            [sys.executable, "-m", "bench.soak.kills", *numbers, "--command", command],
            env=environment,
            check=False,
        ).returncode
        for command in commands
    )


def _soak(command: str, kills: int, seed: int, database: str) -> int:
    import tests.conftest  # noqa: F401, PLC0415 - starts the database that AITYS_TEST_DATABASE names
    from tests.kill.rounds import kill_collects, kill_imports  # noqa: PLC0415 - they need it

    total, began = Total(), time.monotonic()
    while total.kills < kills:
        with tempfile.TemporaryDirectory(prefix="aitys-soak-") as folder:
            run = kill_imports if command == "import" else kill_collects
            report = run(Path(folder), min(_A_DESK, kills - total.kills), seed + total.kills)
        wrong = report.faults or "nothing is wrong"
        print(f"{database} {command}: {report}; {wrong}", file=sys.stderr, flush=True)
        total.kills += len(report.kills)
        total.posts += report.posts
        total.left.update({str(left.name): count for left, count in report.left.items()})
        total.left["NOTHING"] += report.kills.count(frozenset())
        for name in ("lost", "doubled", "stuck", "unproven"):
            total.faults[name] += len(getattr(report.faults, name))
    print(f"| {database} | {command} | {_row(total, (time.monotonic() - began) / 60)} |", flush=True)
    return 1 if total.faults.total() else 0


def _row(total: Total, minutes: float) -> str:
    left = ("UNREAD", "HALF_READ", "UNASKED", "UNINDEXED", "UNSEALED", "BYTES", "NOTHING")
    wrong = ("lost", "doubled", "stuck", "unproven")
    numbers = [total.kills, total.posts, f"{minutes:.0f}"]
    numbers += [total.left[name] for name in left]
    numbers += [total.faults[name] for name in wrong]
    return " | ".join(map(str, numbers))


if __name__ == "__main__":
    main()
