"""What looks over an invented net need."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from aitys.run.parsing import Parsers
from aitys.run.toolbox import Tools
from aitys.settings import current
from aitys.store.evidence import writing
from tests.run.answers import Net, store_thread, tools_over


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    with Parsers.of(current()) as started:
        yield started


@pytest.fixture
def net() -> Iterator[Net]:
    writing.close()
    shutil.rmtree(current().evidence, ignore_errors=True)
    yield Net()
    writing.close()
    shutil.rmtree(current().evidence, ignore_errors=True)


@pytest.fixture
def tools(db: None, net: Net, parsers: Parsers) -> Iterator[Tools]:
    with store_thread() as store:
        yield tools_over(net, parsers, store, current())
