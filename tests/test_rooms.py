"""The borders between the rooms hold, and the check that says so can fail."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "aitys"
_DOTTED = re.compile(r"aitys(\.\w+)+(:\w+)?")


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    environment = {"PYTHONPATH": str(folder / "src"), "PATH": ""}
    return subprocess.run(
        [linter, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def _copy(folder: Path) -> Path:
    shutil.copytree(SOURCE, folder / "src" / "aitys", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder / "src" / "aitys"


def test_every_room_imports_only_what_it_may(tmp_path: Path) -> None:
    _copy(tmp_path)
    found = _lint(tmp_path)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("text/tokens.py", "import aitys.values.posts"),
        ("collect/fetch.py", "import aitys.store.hosts"),
        ("web/pages.py", "import aitys.store.models"),
        ("web/pages.py", "import aitys.run.pipeline"),
        ("store/posts.py", "import aitys.sources.feed"),
        ("run/pipeline.py", "import httpx"),
        ("group/copies.py", "import aitys.store.bands"),
        ("store/posts.py", "import aitys.group.copies"),
        ("group/copies.py", "import django.conf"),
        ("sources/feed.py", "import django.conf"),
    ],
)
def test_the_contract_fails_when_it_is_broken(tmp_path: Path, room: str, line: str) -> None:
    module = _copy(tmp_path) / room
    module.write_text(f"{module.read_text()}\n{line}\n")
    found = _lint(tmp_path)
    assert found.returncode == 1, found.stdout
    assert "BROKEN" in found.stdout


def _forbidden() -> dict[str, set[str]]:
    """What the contract forbids, by room."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    found: dict[str, set[str]] = {}
    for contract in contracts:
        for module in contract["source_modules"]:
            found.setdefault(module, set()).update(contract["forbidden_modules"])
    return found


def _dotted_names(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _DOTTED.fullmatch(node.value):
            yield node.value


def test_no_room_reaches_over_a_border_by_a_name_in_a_string() -> None:
    forbidden = _forbidden()
    reached = []
    for file in SOURCE.rglob("*.py"):
        room = ".".join(["aitys", file.relative_to(SOURCE).parts[0].removesuffix(".py")])
        for name in _dotted_names(file):
            if any(f"{name}.".startswith(f"{other}.") for other in forbidden.get(room, ())):
                reached.append(f"{file.relative_to(ROOT)}: {name}")
    assert reached == []


def test_every_room_has_a_contract() -> None:
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert {f"aitys.{room}" for room in rooms} <= set(_forbidden())
