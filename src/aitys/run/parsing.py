"""Outside bytes are parsed in a child process, under a limit of time and of memory.

The child is spawned, never forked, and knows neither the database nor the index. A parser that hangs or
eats memory is killed: a refusal with a name, and the round goes on.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessPool

from aitys.errors import UnreadableSource
from aitys.run.understanding import understand
from aitys.sources import page
from aitys.sources.kinds import kind
from aitys.values.captures import Document, Purpose
from aitys.values.readings import Parsed, ReadPost
from aitys.values.sources import Card, RouteKind


@dataclass(frozen=True, slots=True)
class Job:
    """A document with all that its parser may know. `languages` are those the desk tells apart."""

    purpose: Purpose
    kind: RouteKind
    document: Document
    card: Card
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What the parser found, with the languages of its posts."""

    parsed: Parsed
    posts: tuple[ReadPost, ...]


def parse(job: Job) -> Understood:
    """Parse and read one document; raises UnreadableSource."""
    if job.purpose is Purpose.PAGE:
        parsed = page.parse(job.document, job.card)
    else:
        parsed = kind(job.kind).parse(job.document, job.card)
    return Understood(parsed, understand(parsed.posts, job.languages))


class Parsers:
    """A pool of `workers` parsing processes. `seconds` and `megabytes` limit each document."""

    def __init__(self, *, workers: int, seconds: float, megabytes: int) -> None:
        self._seconds = seconds
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=2000,
            initializer=_limit_memory,
            initargs=(megabytes,),
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind_: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call] # pebble types its other half only
        self._pool.join()

    async def parse(self, job: Job) -> Understood:
        """Parse in a child; raises UnreadableSource, also when the child had to be killed."""
        future = self._pool.schedule(parse, args=(job,), timeout=self._seconds)
        try:
            found: Understood = await asyncio.wrap_future(future)
        except TookTooLong as error:
            says = f"its parser was stopped after {self._seconds:g} s"
            raise UnreadableSource(job.document.url, says, name="parser-hung") from error
        except (MemoryError, ProcessExpired) as error:
            says = "its parser ran out of memory or died"
            raise UnreadableSource(job.document.url, says, name="parser-died") from error
        return found


def _limit_memory(megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
