"""kill -9 at random moments: after the next start nothing is lost, nothing doubled, all of it proven."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kill.rounds import Report, kill_collects, kill_imports
from tests.kill.stages import Left

_KILLS = 30
_SEED = 20261124

pytestmark = pytest.mark.kill


def _check(report: Report, *stages: Left) -> None:
    print(f"seed {_SEED}: {report}")  # noqa: T201 - pytest shows it where a test fails
    assert not report.faults
    assert all(report.left[stage] for stage in stages), f"the kills met too few stages: {report}"
    assert len(set(report.kills)) >= 3, f"the kills were all alike: {report}"


def test_an_import_killed_thirty_times_loses_and_doubles_nothing(tmp_path: Path) -> None:
    report = kill_imports(tmp_path, _KILLS, _SEED)
    _check(report, Left.UNREAD, Left.UNINDEXED, Left.UNSEALED)


def test_a_collection_killed_thirty_times_loses_and_doubles_nothing(tmp_path: Path) -> None:
    report = kill_collects(tmp_path, _KILLS, _SEED)
    _check(report, Left.UNREAD, Left.UNASKED, Left.UNINDEXED, Left.UNSEALED)
