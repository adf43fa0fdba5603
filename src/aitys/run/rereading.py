"""Kept evidence parsed once more, and what is said of it held against what it says."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator

from aitys.collect.content import decode
from aitys.errors import EvidenceBroken, FetchRefused, UnreadableSource
from aitys.run import tables
from aitys.run.imports import bank_of, route_address
from aitys.run.parsing import Job, Parsers, PieceJob, UnderstoodPiece
from aitys.run.pieces import Piece
from aitys.settings import Settings
from aitys.sources import banks, posts_file
from aitys.sources.kinds import kind, names
from aitys.sources.telegram import export
from aitys.store import banks as cards
from aitys.store import captures, rereading, sources
from aitys.store.captures import Unread
from aitys.store.evidence.problems import Problem
from aitys.store.rereading import Told
from aitys.values.captures import Document, Purpose
from aitys.values.posts import Post
from aitys.values.rates import Bank


def reread(
    settings: Settings, progress: Callable[[int, int], None], *, banks_only: bool = False
) -> Iterator[Problem]:
    """Parse every kept capture again and say where the rows differ; takes the time of all first readings.

    With `banks_only` the tables of banks, which are few and small.
    """
    total = rereading.count(tables=banks_only)
    with Parsers.of(settings) as parsers:
        for done, kept in enumerate(rereading.kept(tables=banks_only), 1):
            yield from _check(kept, settings, parsers)
            progress(done, max(done, total))


def not_reread() -> int:
    """Readings by earlier readers: this program would read their captures in another way."""
    of_banks = (banks.reader(bank.code) for bank in cards.every())
    return rereading.older(
        [posts_file.READER, export.READER, *(kind(name).reader for name in names()), *of_banks]
    )


def _check(kept: Unread, settings: Settings, parsers: Parsers) -> Iterator[Problem]:
    try:
        document = captures.document(kept.capture_id, settings.network.max_decompressed_bytes, decode)
    except (EvidenceBroken, FetchRefused):
        return  # `verify` names broken bytes; what cannot be unpacked was never read
    try:
        bank = _bank_of(kept)
    except UnreadableSource:
        return  # without the bank's card nobody can say what its tables mean
    try:
        told = _tell(kept, document, settings, parsers, bank)
        refusal = ""
    except UnreadableSource as error:
        told, refusal = (), error.name
    yield from rereading.check(kept.capture_id, told, refusal)


def _bank_of(kept: Unread) -> Bank | None:
    if kept.purpose is Purpose.PIECE:
        return bank_of(Piece.at(kept.url, b""))
    return tables.bank_of(kept.source) if kept.purpose is Purpose.TABLE else None


def _tell(
    kept: Unread, document: Document, settings: Settings, parsers: Parsers, bank: Bank | None
) -> tuple[Told, ...]:
    if kept.purpose is Purpose.PIECE:
        piece = Piece.at(document.url, document.content)
        job = PieceJob(piece, document.captured_at, settings.languages, bank)
        read = parsers.wait(parsers.start_piece(job), document.url)
        return (Told(bank.code, read.reader, 0, (), read.rates),) if bank else tuple(_by_route(read))
    route, card = sources.route(kept.route_id)
    found = asyncio.run(
        parsers.parse(Job(kept.purpose, route.kind, document, card, settings.languages, bank))
    ).parsed
    return (Told(card.slug, found.reader, route.id, found.posts, found.rates),)


def _by_route(found: UnderstoodPiece) -> Iterator[Told]:
    """The posts of a piece under the sources that keep them; a source nobody has keeps none."""
    of_source: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for imported in found.posts:
        of_source[imported.source, imported.channel_id].append(imported.read.post)
    for (name, channel_id), posts in of_source.items():
        route = sources.find_import(route_address(name, channel_id))
        slug, route_id = (route.source, route.id) if route else (name, 0)
        yield Told(slug, found.reader, route_id, tuple(posts))
