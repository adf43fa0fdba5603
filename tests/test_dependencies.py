"""Each dependency has its reason, and nothing tells where packages came from or who built this."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "dependencies.md"
LOCK = ROOT / "requirements.lock"
_ROW = re.compile(r"^\| `([a-z0-9-]+)` \| (\S.*) \|$", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z0-9-]+")
_LOCKED = re.compile(r"^([a-z0-9.-]+)(?:\[[a-z,-]+\])?==\S+(?: ; [^\\\n]+)? \\$", re.MULTILINE)
_KEPT = ("src", "tests", "docs", "demo", "bench", "evals", ".ci")
_REGISTRY = re.compile(r"pypi\.|pythonhosted|npmjs|--(?:extra-)?index-url[ =]http|--find-links[ =]")


def _needed() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [match.group() for line in project["dependencies"] if (match := _NAME.match(line))]


def _texts() -> Iterator[tuple[Path, str]]:
    """Every file that is written by hand, and the lock; not this one, which names what it looks for."""
    inside = [path for folder in _KEPT for path in (ROOT / folder).rglob("*")]
    for path in [*ROOT.glob("*.*"), ROOT / "Makefile", *inside]:
        if path.is_file() and "__pycache__" not in path.parts and path != Path(__file__):
            yield path, path.read_bytes().decode("utf-8", "replace")


def test_each_dependency_has_its_line_in_the_same_order_and_no_line_is_left_over() -> None:
    assert [name for name, _reason in _ROW.findall(PAGE.read_text("utf-8"))] == _needed()


def test_each_dependency_is_locked_with_a_hash() -> None:
    text = LOCK.read_text("utf-8")
    assert set(_needed()) <= set(_LOCKED.findall(text))
    assert text.count("--hash=sha256:") >= len(_LOCKED.findall(text))


def test_the_lock_names_no_address() -> None:
    given = [line for line in LOCK.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    assert [line for line in given if "://" in line or line.startswith("-")] == []


def test_no_file_names_a_registry_or_a_folder_of_this_machine() -> None:
    folders = {folder for folder in (ROOT, Path.home()) if folder != Path("/")}
    machine = re.compile("|".join(re.escape(f"{folder}/") for folder in folders))
    named = [str(path) for path, text in _texts() if _REGISTRY.search(text) or machine.search(text)]
    assert named == []
