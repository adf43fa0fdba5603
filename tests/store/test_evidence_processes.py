"""Processes of their own, on a desk and a database of their own: killed at any moment, or two at once."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from aitys.settings import current

_CHILD = [sys.executable, "-m", "tests.store.evidence_child"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a desk with tables and one route."""
    environment = {
        **os.environ,
        "AITYS_DESK": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "aitys.django_settings",
    }
    url, name = current().database_url.get_secret_value(), f"evidence_{os.getpid()}_{time.time_ns()}"
    if url:
        environment["AITYS_DATABASE_URL"] = make_conninfo(url, dbname=name)
        _on_server(url, f"CREATE DATABASE {name}")
    _finished(environment, "make")
    yield environment
    if url:
        _on_server(url, f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def _started(environment: dict[str, str], *act: str) -> subprocess.Popen[str]:
    return subprocess.Popen([*_CHILD, *act], env=environment, stdout=subprocess.PIPE, text=True)


def _finished(environment: dict[str, str], *act: str) -> str:
    return subprocess.run(
        [*_CHILD, *act], env=environment, check=True, capture_output=True, text=True, timeout=60
    ).stdout


def _output(process: subprocess.Popen[str]) -> list[str]:
    return process.communicate(timeout=60)[0].split()


@pytest.mark.kill
def test_a_killed_process_loses_nothing_that_it_had_kept(desk: dict[str, str]) -> None:
    moments = random.Random(11)
    kept: list[str] = []

    for _ in range(4):
        process = _started(desk, "keep", "100000")
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(moments.uniform(0, 0.15))
        process.kill()
        kept += [first.strip(), *_output(process)]

    found = json.loads(_finished(desk, "check"))
    assert found["problems"] == []
    assert found["unsealed"] == 0
    assert set(kept) <= set(found["bodies"])
    assert len(found["bodies"]) == len(set(found["bodies"]))
    # What was on the disk and not yet printed when the kill came is kept too: at most one a kill.
    assert len(kept) <= len(found["bodies"]) <= len(kept) + 4


def test_two_processes_share_neither_a_file_nor_a_claim(desk: dict[str, str]) -> None:
    keepers = [_started(desk, "keep", "40"), _started(desk, "keep", "40")]
    kept = [body for process in keepers for body in _output(process)]
    claimers = [_started(desk, "claim"), _started(desk, "claim")]
    claimed = [id_ for process in claimers for id_ in _output(process)]

    found = json.loads(_finished(desk, "check"))
    assert len(kept) == 80
    assert (sorted(found["bodies"]), found["problems"]) == (sorted(kept), [])
    assert len(claimed) == len(set(claimed)) == 80
