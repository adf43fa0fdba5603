"""A look without a network: answers from a table, and everything else as it is."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from django.db import connections

from aitys.collect.fetch import Fetcher
from aitys.collect.refusals import name_of_status, refused
from aitys.run.parsing import Parsers
from aitys.run.toolbox import Tools, limits
from aitys.settings import Settings
from aitys.values.captures import Answer, Ask


@contextmanager
def store_thread() -> Iterator[Executor]:
    """The one thread of the store, in the transaction of the test."""
    own = connections["default"]
    own.inc_thread_sharing()
    try:
        with ThreadPoolExecutor(1, initializer=connections.__setitem__, initargs=("default", own)) as store:
            yield store
    finally:
        own.dec_thread_sharing()


@dataclass
class Net:
    """What is where: bytes, the address to which one is led, or a status. `asked` are addresses in order."""

    pages: dict[str, bytes | str | int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def fetch(self, ask: Ask, _proxy: str = "") -> Answer:
        self.asked.append(ask.url)
        url, found = ask.url, self.pages.get(ask.url, 404)
        while isinstance(found, str):
            url, found = found, self.pages.get(found, 404)
        if isinstance(found, int):
            raise refused(url, name=name_of_status(found))
        now = datetime.now(UTC)
        return Answer(ask.url, url, 200, (("Content-Type", "text/html; charset=utf-8"),), found, now, now)


def tools_over(net: Net, parsers: Parsers, store: Executor, settings: Settings) -> Tools:
    return Tools(settings, limits(settings), cast("Fetcher", net), parsers, store)
