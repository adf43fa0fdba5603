"""An imported file as the pieces that are kept as evidence, each under an address of its own.

A file of posts is cut between lines; a feed, a bank's table or a page is one piece. Of an export of Telegram
Desktop the file is never kept: only lines that have passed its door (`aitys.sources.telegram.export`).
"""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from aitys.errors import UnreadableSource
from aitys.sources.telegram import export

_LINES = 500
_BYTES = 4_000_000
_LONGEST_LINE = 2_000_000
"""Of a longer line the beginning is kept; its parser counts it as too long."""

_BROKEN = (EOFError, gzip.BadGzipFile, zlib.error)
_NAME = "broken-off"

Progress = Callable[[int], None]
"""Told how many bytes of the file were read since it was told last."""


class Form(StrEnum):
    """What a file holds, which decides who reads it."""

    POSTS = "posts"
    FEED = "feed"
    RATES = "rates"
    TELEGRAM_EXPORT = "telegram-export"
    TELEGRAM_PREVIEW = "telegram-preview"

    @property
    def is_lines(self) -> bool:
        """A piece of it is a run of lines, a post each; else it is one document."""
        return self in (Form.POSTS, Form.TELEGRAM_EXPORT)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of whole lines; `first_line` counts from 1, `source` is for posts that name none, or the bank.

    `archive` is the digest of the file's first piece: two files may have one name. `asked` is the day that a
    table of rates was asked for (ISO), empty where nobody said.
    """

    file: str
    body: bytes
    first_line: int = 1
    source: str = ""
    form: Form = Form.POSTS
    archive: str = ""
    asked: str = ""

    @property
    def lines(self) -> int:
        return self.body.count(b"\n") + (not self.body.endswith(b"\n"))

    @property
    def url(self) -> str:
        """The name of the file, not its folder: a path may tell who works here."""
        form = "" if self.form is Form.POSTS else self.form
        said = {"as": form, "source": self.source, "archive": self.archive, "asked": self.asked}
        query = urlencode({name: value for name, value in said.items() if value})
        last = self.first_line + self.lines - 1
        return f"file:///{quote(self.file)}{'?' if query else ''}{query}#lines={self.first_line}-{last}"

    @classmethod
    def at(cls, url: str, body: bytes) -> Self:
        """The piece that was kept under `url`."""
        parts = urlsplit(url)
        said = dict(parse_qsl(parts.query))
        first_line = int(parts.fragment.removeprefix("lines=").partition("-")[0])
        form = Form(said.get("as", Form.POSTS))
        file, archive = unquote(parts.path.removeprefix("/")), said.get("archive", "")
        return cls(file, body, first_line, said.get("source", ""), form, archive, said.get("asked", ""))


def whole(path: Path, source: str, form: Form, limit: int, progress: Progress) -> Piece:
    """A file that is one document (gz allowed), as one piece.

    Raises UnreadableSource over `limit` bytes or for a broken file.
    """
    with path.open("rb") as raw:
        try:
            body = _unzipped(raw).read(limit + 1)
        except _BROKEN as error:
            raise UnreadableSource(
                str(path), f"the file breaks off ({error}); get it again", name=_NAME
            ) from error
        progress(raw.tell())
    if len(body) > limit:
        raise UnreadableSource(str(path), f"it holds more than {limit:,} bytes", name="too-large")
    return Piece(path.name, body, source=source, form=form, archive=_digest(body))


def cut(path: Path, source: str, progress: Progress) -> Iterator[Piece]:
    """The lines of a file (gz allowed) in pieces of at most 500, or fewer where they are long.

    Raises UnreadableSource where the file breaks off, after the last piece of what was good.
    """
    archive = ""
    for piece in _pieces(path, source, progress):
        archive = archive or _digest(piece.body)
        yield replace(piece, archive=archive)


def of_export(path: Path, source: str, known: Collection[str], progress: Progress) -> Iterator[Piece]:
    """An export of Telegram Desktop (gz allowed) as lines without persons; `known` are titles of channels.

    Raises UnreadableSource before the first piece for any but that of one public channel, and after the last
    good one where the file breaks off.
    """
    archive, first_line, told = "", 1, 0
    with path.open("rb") as raw:
        for lines in _runs(_named(export.lines(_unzipped(raw), path.name, known), path)):
            body = b"".join(lines)
            archive = archive or _digest(body)
            yield Piece(path.name, body, first_line, source, Form.TELEGRAM_EXPORT, archive)
            first_line += len(lines)
            progress(raw.tell() - told)
            told = raw.tell()


def _named(lines: Iterator[bytes], path: Path) -> Iterator[bytes]:
    """The lines; a compressed file that breaks off has its name."""
    try:
        yield from lines
    except _BROKEN as error:
        says = f"the file breaks off ({error}); get it again"
        raise UnreadableSource(str(path), says, name=_NAME) from error


def _runs(lines: Iterator[bytes]) -> Iterator[list[bytes]]:
    """As many lines as make a piece; those before a break come before its error."""
    run, size = list[bytes](), 0
    try:
        for line in lines:
            run.append(line)
            size += len(line)
            if len(run) == _LINES or size > _BYTES:
                yield run
                run, size = [], 0
    except UnreadableSource:
        if run:
            yield run
        raise
    if run:
        yield run


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]


def _pieces(path: Path, source: str, progress: Progress) -> Iterator[Piece]:
    first_line, lines = 1, list[bytes]()
    broken: Exception | None = None
    with path.open("rb") as raw:
        told, stream = 0, _unzipped(raw)
        try:
            while line := _line(stream):
                lines.append(line)
                if len(lines) == _LINES or sum(map(len, lines)) > _BYTES:
                    yield Piece(path.name, b"".join(lines), first_line, source)
                    first_line, lines = first_line + len(lines), []
                    progress(raw.tell() - told)
                    told = raw.tell()
        except _BROKEN as error:
            broken = error
    if lines:
        yield Piece(path.name, b"".join(lines), first_line, source)
    if broken:
        says = f"the file breaks off after line {first_line + len(lines) - 1} ({broken}); get it again"
        raise UnreadableSource(str(path), says, name=_NAME) from broken


def _unzipped(raw: BinaryIO) -> BinaryIO | io.BufferedReader:
    is_gzip = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    return io.BufferedReader(gzip.GzipFile(fileobj=raw)) if is_gzip else raw


def _line(stream: BinaryIO | io.BufferedReader) -> bytes:
    """The next line, whole or the beginning of one that is too long; empty at the end."""
    line = rest = stream.readline(_LONGEST_LINE)
    while rest and not rest.endswith(b"\n"):
        rest = stream.readline(_LONGEST_LINE)
    return line if not line or line.endswith(b"\n") or not rest else line + b"\n"
