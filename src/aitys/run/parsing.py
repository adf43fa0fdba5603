"""Outside bytes are parsed in a child process, under a limit of time and of memory.

The child is spawned, never forked, and knows neither the database nor the index. A parser that hangs or
eats memory is killed: a refusal with a name, and the round goes on.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import multiprocessing
import os
import resource
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from aitys.errors import AitysError, UnreadableSource
from aitys.run.pieces import Form, Piece
from aitys.run.understanding import understand
from aitys.settings import Settings
from aitys.sources import banks, feed, posts_file
from aitys.sources.kinds import kind
from aitys.sources.posts_file import ImportedLines
from aitys.sources.telegram import export, preview
from aitys.values.captures import GONE, Document, Purpose
from aitys.values.messages import ChannelSeen
from aitys.values.posts import Left
from aitys.values.rates import Bank, Rate
from aitys.values.readings import Parsed, ReadPost
from aitys.values.sources import Card

log = logging.getLogger("aitys.parsing")

Asked = TypeVar("Asked")
Found = TypeVar("Found")

_NO_MEMORY = 77
_OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.EIO}
_TASKS = 2000
"""Documents after which the child is replaced: what a parser leaks goes with it."""


@dataclass(frozen=True, slots=True)
class Job:
    """A document with all that its parser may know. `languages` are those the desk tells apart; `bank` is
    whose table it is, None of any other document.
    """

    purpose: Purpose
    kind: str
    document: Document
    card: Card
    languages: tuple[str, ...]
    bank: Bank | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What the parser found, with the languages of its posts."""

    parsed: Parsed
    posts: tuple[ReadPost, ...]


@dataclass(frozen=True, slots=True)
class PieceJob:
    """A piece of an imported file, with all that its parser may know; `bank` is whose table it is, if one."""

    piece: Piece
    taken_at: datetime
    languages: tuple[str, ...]
    bank: Bank | None = None


@dataclass(frozen=True, slots=True)
class ImportedRead:
    """A post of a piece under the source that its line names."""

    source: str
    channel_id: str
    read: ReadPost


@dataclass(frozen=True, slots=True)
class UnderstoodPiece:
    """Every line or item of a piece is in `posts`, in `rates` or in `left`; `reader` is who read it,
    "name@version". `channel` is whose page or export it is, None of anything else.
    """

    reader: str
    posts: tuple[ImportedRead, ...]
    left: tuple[Left, ...]
    rates: tuple[Rate, ...] = ()
    channel: ChannelSeen | None = None


def parse(job: Job) -> Understood:
    """Parse and read one document; raises UnreadableSource."""
    if job.purpose is Purpose.PAGE:
        parsed = _of_its_item(_parse_page(job), job.document.about)
    elif job.bank is not None:
        parsed = banks.parse(job.document, job.bank)
    else:
        parsed = kind(job.kind).parse(job.document, job.card)
    return Understood(parsed, understand(parsed.posts, job.languages))


def _parse_page(job: Job) -> Parsed:
    """The own page of one post; an answer that there is none has its name."""
    status = job.document.status
    if status in GONE:
        says = f"the post's own address answers with the status {status}"
        raise UnreadableSource(job.document.url, says, name=f"http-{status}")
    return kind(kind(job.kind).page_kind).parse(job.document, job.card)


def _of_its_item(parsed: Parsed, about: str) -> Parsed:
    """A page asked for an item of a feed is that item's, whatever else it calls itself.

    Sites lead the addresses of removed articles to one common page: as names, its addresses would make one
    post of all of them.
    """
    return replace(parsed, posts=tuple(replace(post, addresses=(about,)) for post in parsed.posts))


def parse_piece(job: PieceJob) -> UnderstoodPiece:
    """Parse and read one piece; raises UnreadableSource for a feed or a table that is none."""
    if job.piece.form is Form.FEED:
        return _parse_feed(job)
    if job.bank is not None:
        return _parse_table(job, job.bank)
    if job.piece.form is Form.TELEGRAM_PREVIEW:
        return _parse_preview(job)
    if job.piece.form is Form.TELEGRAM_EXPORT:
        return _parse_export(job)
    found = posts_file.parse_lines(
        job.piece.body, job.taken_at, default_source=job.piece.source, first_line=job.piece.first_line
    )
    return UnderstoodPiece(posts_file.READER, _with_languages(found, job), found.left)


def _with_languages(found: ImportedLines, job: PieceJob) -> tuple[ImportedRead, ...]:
    read = understand((imported.post for imported in found.posts), job.languages)
    pairs = zip(found.posts, read, strict=True)
    return tuple(ImportedRead(imported.source, imported.channel_id, each) for imported, each in pairs)


def _parse_export(job: PieceJob) -> UnderstoodPiece:
    found = export.parse_lines(job.piece.body, job.taken_at, first_line=job.piece.first_line)
    first = next(iter(found.posts), None)
    channel = ChannelSeen(int(first.channel_id), "", first.source) if first else None
    return UnderstoodPiece(export.READER, _with_languages(found, job), found.left, channel=channel)


def _parse_preview(job: PieceJob) -> UnderstoodPiece:
    found = preview.parse(_document(job), Card(job.piece.source, job.piece.source))
    channel = found.channel
    if channel is None:
        raise UnreadableSource(job.piece.file, "the page does not tell whose it is", name="not-a-channel")
    number = "" if channel.id is None else str(channel.id)
    read = understand(found.posts, job.languages)
    posts = tuple(ImportedRead(channel.name.lower(), number, each) for each in read)
    return UnderstoodPiece(found.reader, posts, found.left, channel=channel)


def _parse_feed(job: PieceJob) -> UnderstoodPiece:
    found = feed.parse(_document(job), Card(job.piece.source, job.piece.source))
    read = understand(found.posts, job.languages)
    posts = tuple(ImportedRead(job.piece.source, "", each) for each in read)
    return UnderstoodPiece(found.reader, posts, found.left)


def _parse_table(job: PieceJob, bank: Bank) -> UnderstoodPiece:
    found = banks.parse(_document(job), bank)
    return UnderstoodPiece(found.reader, (), found.left, found.rates)


def _document(job: PieceJob) -> Document:
    """A piece that is one document, as the parsers of its kind are given one."""
    return Document(job.piece.url, job.piece.body, "", job.taken_at, job.piece.asked)


class Parsers:
    """A process that parses, started at the first need. `seconds` and `megabytes` limit each document."""

    def __init__(self, seconds: float, megabytes: int) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=1,
            max_tasks=_TASKS,
            initializer=_limit_memory,
            initargs=(self._megabytes,),
            context=multiprocessing.get_context("spawn"),
        )

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(settings.parse_seconds, settings.parse_megabytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind_: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call] # pebble types its other half only
        self._pool.join()

    async def parse(self, job: Job) -> Understood:
        """Parse in the child; raises UnreadableSource, also when the child had to be killed."""
        return await self.run(parse, job, job.document.url)

    async def run(self, parser: Callable[[Asked], Found], given: Asked, subject: str) -> Found:
        """What `parser`, a function of a module, makes of outside bytes in the child; raises as `parse`."""
        future = self._pool.schedule(_in_child, args=(parser, given), timeout=self._seconds)
        with self._named(subject):
            found: Found = await asyncio.wrap_future(future)
        return found

    def start_piece(self, job: PieceJob) -> Future[UnderstoodPiece]:
        """Begin to parse a piece in the child; `wait` for it."""
        future: Future[UnderstoodPiece] = self._pool.schedule(
            _in_child, args=(parse_piece, job), timeout=self._seconds
        )
        return future

    def wait(self, future: Future[UnderstoodPiece], subject: str) -> UnderstoodPiece:
        """What became of a piece; raises UnreadableSource, also when the child had to be killed."""
        with self._named(subject):
            return future.result()

    @contextmanager
    def _named(self, subject: str) -> Iterator[None]:
        """Whatever befell the child becomes a refusal with a name."""
        try:
            yield
        except TookTooLong as error:
            says = f"its parser was stopped after {self._seconds:g} s"
            raise UnreadableSource(subject, says, name="parser-hung") from error
        except (ProcessExpired, BrokenProcessPool) as error:
            if isinstance(error, BrokenProcessPool):
                self._pool = self._new_pool()
            says = "its parser ran out of memory or died"
            raise UnreadableSource(subject, says, name="parser-died") from error
        except AitysError:
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
                raise  # nothing is wrong with the document: it waits until there is room again
            log.exception("the parser of %s failed", subject)
            says = f"our parser failed on it ({type(error).__name__}); please report it"
            raise UnreadableSource(subject, says, name="parser-failed") from error


def _in_child(parser: Callable[[Asked], Found], job: Asked) -> Found:
    """A child that met its memory limit ends: the next document might find no room in it either."""
    try:
        return parser(job)
    except MemoryError:
        os._exit(_NO_MEMORY)


def _limit_memory(megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
