from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.site import Site, item, serve
from tests.cli.terminal import Desk, new_desk


@pytest.fixture
def site() -> Iterator[Site]:
    """Steppe Courier with four articles tagged Telegram."""
    with serve([item(number, "Telegram") for number in (4, 3, 2, 1)]) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk that can reach no site."""
    with new_desk(tmp_path / "desk") as made:
        yield made


@pytest.fixture
def reading_desk(tmp_path: Path, site: Site) -> Iterator[Desk]:
    """A desk that reads Steppe Courier, found by its home page."""
    with new_desk(tmp_path / "desk", **site.environment) as made:
        made.run("source", "add", "http://steppe-courier.example/", "--slug", "courier")
        yield made
