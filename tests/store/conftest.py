"""A desk with an empty evidence folder, and a site of the cast with one route."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aitys.settings import current
from aitys.store.evidence import writing
from aitys.store.models import Route, Source


@pytest.fixture
def evidence() -> Iterator[Path]:
    """The folder, empty: rows of the last test were rolled back, its files were not."""
    _empty()
    yield current().evidence
    _empty()


def _empty() -> None:
    writing.close()
    shutil.rmtree(current().evidence, ignore_errors=True)


@pytest.fixture
def courier(db: None) -> int:
    """The id of the feed route of Steppe Courier."""
    source = Source.objects.create(
        slug="steppe-courier", title="Steppe Courier", added_at=datetime(2026, 5, 1, tzinfo=UTC)
    )
    return Route.objects.create(
        source=source, kind="feed", address="https://steppe-courier.example/feed.xml"
    ).id
