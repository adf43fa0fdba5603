"""A desk with an empty index: rows of the last test were rolled back, its index was not."""

from __future__ import annotations

import shutil

import pytest
from django.core.cache import caches

from aitys.settings import current
from aitys.store.search import IndexWriter


@pytest.fixture
def fresh_index(db: None) -> None:
    shutil.rmtree(current().index, ignore_errors=True)
    IndexWriter.open().close()


@pytest.fixture(autouse=True)
def no_kept_counts() -> None:
    """A count that one test's page kept is not the next one's."""
    for cache in (caches["default"], caches["pages"], caches["searches"]):
        cache.clear()
