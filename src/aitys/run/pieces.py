"""An imported file, cut into pieces of whole lines. Each is kept as evidence under an address of its own."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from aitys.errors import UnreadableSource

_LINES = 500
_BYTES = 4_000_000
_LONGEST_LINE = 2_000_000
"""Of a longer line the beginning is kept; its parser counts it as too long."""

Progress = Callable[[int], None]
"""Told how many bytes of the file were read since it was told last."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of whole lines; `first_line` counts from 1, `source` is for lines that name none."""

    file: str
    body: bytes
    first_line: int
    source: str = ""

    @property
    def url(self) -> str:
        """The name of the file, not its folder: a path may tell who works here."""
        query = f"?{urlencode({'source': self.source})}" if self.source else ""
        last = self.first_line + self.body.count(b"\n") - self.body.endswith(b"\n")
        return f"file:///{quote(self.file)}{query}#lines={self.first_line}-{last}"

    @classmethod
    def at(cls, url: str, body: bytes) -> Self:
        """The piece that was kept under `url`."""
        parts = urlsplit(url)
        source = parse_qs(parts.query).get("source", [""])[0]
        first_line = int(parts.fragment.removeprefix("lines=").partition("-")[0])
        return cls(parts.path.removeprefix("/"), body, first_line, source)


def cut(path: Path, source: str, progress: Progress) -> Iterator[Piece]:
    """The lines of a file (gz allowed) in pieces of at most 500, or fewer where they are long.

    Raises UnreadableSource where the file breaks off, after the last piece of what was good.
    """
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
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            broken = error
    if lines:
        yield Piece(path.name, b"".join(lines), first_line, source)
    if broken:
        says = f"the file breaks off after line {first_line + len(lines) - 1} ({broken}); get it again"
        raise UnreadableSource(str(path), says, name="broken-off") from broken


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
