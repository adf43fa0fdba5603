"""Kept evidence parsed once more, and what is said of it held against what it says."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator

from aitys.collect.content import decode
from aitys.errors import EvidenceBroken, FetchRefused, UnreadableSource
from aitys.run.imports import route_address
from aitys.run.parsing import Job, Parsers, PieceJob, UnderstoodPiece
from aitys.run.pieces import Piece
from aitys.settings import Settings
from aitys.sources import posts_file
from aitys.sources.kinds import kind, names
from aitys.store import captures, rereading, sources
from aitys.store.captures import Unread
from aitys.store.evidence.problems import Problem
from aitys.store.rereading import Told
from aitys.values.captures import Document, Purpose
from aitys.values.posts import Post


def reread(settings: Settings, progress: Callable[[int, int], None]) -> Iterator[Problem]:
    """Parse every kept capture again and say where the rows differ; takes the time of all first readings."""
    total = rereading.count()
    with Parsers.of(settings) as parsers:
        for done, kept in enumerate(rereading.kept(), 1):
            yield from _check(kept, settings, parsers)
            progress(done, max(done, total))


def not_reread() -> int:
    """Readings by earlier readers: this program would read their captures in another way."""
    return rereading.older([posts_file.READER, *(kind(name).reader for name in names())])


def _check(kept: Unread, settings: Settings, parsers: Parsers) -> Iterator[Problem]:
    try:
        document = captures.document(kept.capture_id, settings.network.max_decompressed_bytes, decode)
    except (EvidenceBroken, FetchRefused):
        return  # `verify` names broken bytes; what cannot be unpacked was never read
    try:
        told = _tell(kept, document, settings, parsers)
    except UnreadableSource:
        told = ()
    yield from rereading.check(kept.capture_id, told)


def _tell(kept: Unread, document: Document, settings: Settings, parsers: Parsers) -> tuple[Told, ...]:
    if kept.purpose is Purpose.PIECE:
        piece = Piece.at(document.url, document.content)
        job = PieceJob(piece, document.captured_at, settings.languages)
        return tuple(_by_route(parsers.wait(parsers.start_piece(job), document.url)))
    route, card = sources.route(kept.route_id)
    found = asyncio.run(
        parsers.parse(Job(kept.purpose, route.kind, document, card, settings.languages))
    ).parsed
    return (Told(card.slug, found.reader, route.id, found.posts),)


def _by_route(found: UnderstoodPiece) -> Iterator[Told]:
    """The posts of a piece under the sources that keep them; a source nobody has keeps none."""
    of_source: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for imported in found.posts:
        of_source[imported.source, imported.channel_id].append(imported.read.post)
    for (name, channel_id), posts in of_source.items():
        route = sources.find_import(route_address(name, channel_id))
        slug, route_id = (route.source, route.id) if route else (name, 0)
        yield Told(slug, found.reader, route_id, tuple(posts))
