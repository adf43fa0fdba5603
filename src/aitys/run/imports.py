"""Archives and files of posts: the lines are kept as evidence, piece by piece, and then read.

A piece is up to `_LINES` lines of the file as they stand. The pieces belong to one source of kind `manual`,
the posts to the sources that the lines name; an unknown one is made (kind `channel`, route `import`).
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from django.db import transaction
from django.utils.text import slugify

from aitys.collect.content import decode
from aitys.errors import NotFound, UnreadableSource
from aitys.run import indexer, sealer
from aitys.run.understanding import understand
from aitys.settings import Settings
from aitys.sources import posts_file
from aitys.store import captures, coverage, keeping, sources
from aitys.values.posts import Post
from aitys.values.readings import Reader
from aitys.values.rounds import Tally
from aitys.values.sources import Card, Route, RouteKind, SourceKind

_LINES = 500
_PIECE_BYTES = 4_000_000
_DESK_IMPORTS = Card("imports", "Imported files", SourceKind.MANUAL)

Progress = Callable[[int], None]
"""Told how many bytes of the file were read since it was told last."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of whole lines; `first_line` counts from 1."""

    body: bytes
    first_line: int

    @property
    def lines(self) -> int:
        return self.body.count(b"\n") + (not self.body.endswith(b"\n"))


@dataclass(frozen=True, slots=True)
class _Kept:
    """The capture that holds a piece."""

    id: int
    at: datetime


def import_posts(settings: Settings, paths: Sequence[Path], source: str, progress: Progress) -> Tally:
    """Import files of JSON Lines (gz allowed); returns when posts and words are kept and findable.

    `source` is for lines that name none. Raises NotFound for a missing file and UnreadableSource for a broken
    one, with everything before the break kept.
    """
    for path in paths:
        if not path.is_file():
            raise NotFound(str(path), "there is no such file")
    captures.recover()
    evidence_route = _evidence_route()
    tally = Tally()
    try:
        for path in paths:
            for piece in _pieces(path, progress):
                url = _piece_url(path.name, source, piece)
                taken_at = datetime.now(UTC)
                kept = captures.keep_piece(evidence_route, captures.Piece(url, piece.body, taken_at))
                tally += _read(_Kept(kept.id, taken_at), piece, source, settings.languages)
    finally:
        indexer.wait_until_findable()
        sealer.seal_all()
    return tally


def read_left_behind(unread: captures.Unread, settings: Settings) -> Tally:
    """Read a piece whose importer was killed between keeping and reading it."""
    limit = settings.network.max_decompressed_bytes
    document = captures.document(unread.capture_id, limit, decode)
    parts = urlsplit(document.url)
    source = parse_qs(parts.query).get("source", [""])[0]
    first_line = int(parts.fragment.removeprefix("lines=").partition("-")[0])
    kept = _Kept(unread.capture_id, unread.captured_at)
    return _read(kept, _Piece(document.content, first_line), source, settings.languages)


def _evidence_route() -> int:
    with transaction.atomic():
        if sources.card(_DESK_IMPORTS.slug) is None:
            sources.add(_DESK_IMPORTS, datetime.now(UTC))
        return sources.add_route(_DESK_IMPORTS.slug, RouteKind.IMPORT, "files").id


def _piece_url(name: str, source: str, piece: _Piece) -> str:
    """The name of the file, not its folder: a path may tell who works here."""
    query = f"?{urlencode({'source': source})}" if source else ""
    return f"file:///{quote(name)}{query}#lines={piece.first_line}-{piece.first_line + piece.lines - 1}"


def _pieces(path: Path, progress: Progress) -> Iterator[_Piece]:
    """The lines of a file in runs of at most `_LINES`, or fewer where they are long."""
    first_line, lines, size = 1, list[bytes](), 0
    with path.open("rb") as raw:
        told = 0
        try:
            for line in _unzipped(raw):
                lines.append(line)
                size += len(line)
                if len(lines) == _LINES or size > _PIECE_BYTES:
                    yield _Piece(b"".join(lines), first_line)
                    first_line, lines, size = first_line + len(lines), [], 0
                    progress(raw.tell() - told)
                    told = raw.tell()
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            good = first_line + len(lines) - 1
            says = f"the gzip data is broken after line {good} ({error}); get the file again"
            raise UnreadableSource(str(path), says) from error
    if lines:
        yield _Piece(b"".join(lines), first_line)


def _unzipped(raw: BinaryIO) -> BinaryIO | io.BufferedReader:
    is_gzip = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    return io.BufferedReader(gzip.GzipFile(fileobj=raw)) if is_gzip else raw


def _read(capture: _Kept, piece: _Piece, source: str, languages: tuple[str, ...]) -> Tally:
    """Parse a piece and keep its posts under their sources; reading it twice changes nothing."""
    found = posts_file.parse_lines(piece.body, capture.at, default_source=source, first_line=piece.first_line)
    of_source: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for imported in found.posts:
        of_source[imported.source, imported.channel_id].append(imported.post)
    kept = keeping.Kept()
    for (name, channel_id), posts in of_source.items():
        route = _route_of(name, channel_id)
        reader = Reader(posts_file.READER, route.id, capture.id, capture.at)
        kept += _keep(route.source, reader, posts, languages)
    captures.finish_reading(capture.id)
    left = Counter(item.reason for item in found.left)
    return Tally(kept.stored + kept.unchanged + left.total(), kept.stored, kept.unchanged, left)


def _keep(slug: str, reader: Reader, posts: Sequence[Post], languages: tuple[str, ...]) -> keeping.Kept:
    kept = keeping.Kept()
    for start in range(0, len(posts), keeping.BATCH):
        kept += keeping.keep(slug, reader, understand(posts[start : start + keeping.BATCH], languages))
    times = [post.posted.at for post in posts if post.posted]
    if times:
        stretch = coverage.Stretch(min(times), max(times))
        coverage.record_import(reader.route_id, stretch, reader.captured_at)
    return kept


def _route_of(name: str, channel_id: str) -> Route:
    """The import route of the source that lines call `name`, made with its source where nobody knows it.

    A source is known by its slug, or by the channel id or the name under which it was imported before.
    """
    address = f"channel:{channel_id}" if channel_id else f"name:{name}"
    if known := sources.find_import(address):
        return known
    with transaction.atomic():
        if sources.card(name) is None:
            slug = sources.free_slug(slugify(name, allow_unicode=True) or "channel")
            sources.add(Card(slug, name, SourceKind.CHANNEL), datetime.now(UTC))
            return sources.add_route(slug, RouteKind.IMPORT, address)
        return sources.add_route(name, RouteKind.IMPORT, address)
