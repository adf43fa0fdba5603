"""Makes the tools of a process that collects, and puts them away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from django.db import connections

from aitys.collect.fetch import Fetcher
from aitys.collect.limits import Limits
from aitys.run.manners import KeptManners
from aitys.run.parsing import Parsers
from aitys.run.pipeline import Tools
from aitys.settings import Settings
from aitys.store import captures


def limits(settings: Settings) -> Limits:
    """The network part of the settings, as `collect` takes it."""
    return Limits(**settings.network.model_dump())


@asynccontextmanager
async def open_tools(settings: Settings) -> AsyncIterator[Tools]:
    """Fetcher, parsers and the store's one thread; all are closed on the way out."""
    with ThreadPoolExecutor(1, "store") as store, Parsers.of(settings) as parsers:
        async with Fetcher(limits(settings), KeptManners(store)) as fetcher:
            store.submit(captures.recover).result()
            yield Tools(settings, fetcher, parsers, store)
        store.submit(connections.close_all).result()
