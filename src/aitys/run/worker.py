"""The process that reads what a killed one left behind, keeps the index fresh and seals the evidence."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from aitys.errors import SearchUnavailable, UnreadableSource
from aitys.run import imports, indexer, sealer
from aitys.run.pipeline import read_capture
from aitys.run.toolbox import Tools, open_tools
from aitys.settings import Settings
from aitys.store import captures, desk, indexing
from aitys.values.captures import Purpose

log = logging.getLogger("aitys.worker")

_LEASE = 600.0
_REST = 0.5
# A living collector reads its captures at once: what is older was left behind.
_LEFT_BEHIND = timedelta(minutes=5)


async def work(settings: Settings) -> None:
    """Go on until cancelled. The index's lock is held only while there is something to index."""
    async with open_tools(settings) as tools:
        while True:
            for job in (_read_left_behind, _index, _seal):
                await _safely(job, tools)
            await asyncio.sleep(_REST)


async def _safely(job: Callable[[Tools], Awaitable[None]], tools: Tools) -> None:
    """A job's fault is logged and the next one goes on: what it did not do still waits in its queue."""
    try:
        await job(tools)
    except Exception:
        log.exception("%s failed", job.__name__.strip("_"))
        await asyncio.sleep(_REST * 10)


async def _read_left_behind(tools: Tools) -> None:
    now = datetime.now(UTC)
    for unread in await tools.keep(captures.claim_unread, 20, _LEASE, now, kept_before=now - _LEFT_BEHIND):
        try:
            if unread.purpose is Purpose.PIECE:
                done = await tools.keep(imports.read_left_behind, unread, tools.settings, tools.parsers)
                for error in done.errors:
                    log.warning("a piece left behind could not be read: %s", error.says)
            else:
                await read_capture(unread, tools)
        except UnreadableSource as error:
            log.warning("a capture left behind could not be read: %s", error)


async def _index(tools: Tools) -> None:
    await tools.keep(_index_if_any)


def _index_if_any() -> None:
    if not indexing.any_waiting() and desk.has_index():
        return
    try:
        with indexer.open_writer(wait=0) as writer:
            indexer.drain(writer)
    except SearchUnavailable as error:
        if error.permanent:
            raise


async def _seal(tools: Tools) -> None:
    await tools.keep(sealer.seal_all)
