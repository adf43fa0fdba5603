"""The tools of a process that collects: what the stages are handed, made and put away in one place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from django.db import connections

from aitys.collect.content import decode
from aitys.collect.fetch import Fetcher
from aitys.collect.limits import Limits
from aitys.run.manners import KeptManners
from aitys.run.parsing import Parsers
from aitys.settings import Settings
from aitys.store import captures
from aitys.values.captures import Ask, Document

Given = ParamSpec("Given")
Got = TypeVar("Got")


@dataclass(frozen=True, slots=True)
class Tools:
    """The network, the parsers' processes, the one thread that owns the store."""

    settings: Settings
    limits: Limits
    fetcher: Fetcher
    parsers: Parsers
    store: Executor

    async def keep(self, query: Callable[Given, Got], *args: Given.args, **kwargs: Given.kwargs) -> Got:
        """Run a query of `store` on its thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.store, lambda: query(*args, **kwargs))


async def document_at(ask: Ask, tools: Tools) -> Document:
    """What is at an address now, kept nowhere; raises FetchRefused."""
    answer = await tools.fetcher.fetch(ask)
    content = decode(answer, tools.settings.network.max_decompressed_bytes)
    return Document(answer.final_url, content, answer.header("content-type"), answer.received_at)


def limits(settings: Settings) -> Limits:
    """The network part of the settings, as `collect` takes it."""
    return Limits(**settings.network.model_dump())


@asynccontextmanager
async def open_tools(settings: Settings) -> AsyncIterator[Tools]:
    """Fetcher, parsers and the store's one thread; all are closed on the way out."""
    with ThreadPoolExecutor(1, "store") as store, Parsers.of(settings) as parsers:
        limited = limits(settings)
        async with Fetcher(limited, KeptManners(store)) as fetcher:
            store.submit(captures.recover).result()
            yield Tools(settings, limited, fetcher, parsers, store)
        store.submit(connections.close_all).result()
