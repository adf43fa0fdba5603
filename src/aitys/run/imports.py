"""Archives, files of posts, saved feeds and tables: kept as evidence, piece by piece, and then read.

The pieces belong to one source of kind `manual`, the posts to the sources that the lines name; an unknown
one is made (kind `channel`, route `import`). Rates belong to their bank. While one piece is stored, the next
is parsed in a child.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import DatabaseError, DataError, IntegrityError, transaction
from django.utils.text import slugify

from aitys.collect.content import decode
from aitys.desk.sources import add_bank
from aitys.errors import Failure, NotFound, UnreadableSource
from aitys.run import indexer, pieces, sealer, tables
from aitys.run.parsing import Parsers, PieceJob, UnderstoodPiece
from aitys.run.pieces import Form, Piece, Progress
from aitys.settings import Settings
from aitys.sources.telegram import names
from aitys.store import captures, channels, coverage, keeping, rates, sources
from aitys.store.captures import Unread
from aitys.values.messages import ChannelSeen
from aitys.values.posts import Post
from aitys.values.rates import Bank
from aitys.values.readings import Reader, ReadPost
from aitys.values.rounds import Imported, Tally
from aitys.values.sources import Card, Route, RouteKind, SourceKind

log = logging.getLogger("aitys.import")

_IMPORTED_FILES = Card("imported-files", "Imported files", SourceKind.MANUAL)
_AHEAD = 2
"""Pieces kept and given to the parser before the first of them is stored."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A kept piece on its way through the parser."""

    capture_id: int
    taken_at: datetime
    piece: Piece
    future: Future[UnderstoodPiece]


def import_files(
    settings: Settings, paths: Sequence[Path], form: Form, source: str, progress: Progress
) -> Imported:
    """Import files of posts, feeds, pages or exports (gz allowed); returns when posts and words are kept and
    findable.

    `source` is for posts that name none, and for a channel that is not known yet. A broken file is told in
    `errors`, and what was good of it is kept.
    Raises NotFound for a missing file, before anything is kept.
    """

    def cut(path: Path) -> Iterator[Piece]:
        if form is Form.POSTS:
            yield from pieces.cut(path, source, progress)
        elif form is Form.TELEGRAM_EXPORT:
            yield from pieces.of_export(path, source, channels.titles(), progress)
        else:
            yield pieces.whole(path, source, form, settings.network.max_decompressed_bytes, progress)

    return _import(settings, paths, cut)


def import_rates(
    settings: Settings, paths: Sequence[Path], bank: Bank, asked: date | None, progress: Progress
) -> Imported:
    """Import saved tables of a bank (gz allowed), a file each; `asked` is the day they were asked for.

    A table that cannot be read is told in `errors`, and the others are kept. The bank's source is made where
    it is not kept yet. Raises NotFound for a missing file and WrongUse where another source has the bank's
    name, before anything is kept.
    """

    def cut(path: Path) -> Iterator[Piece]:
        limit = settings.network.max_decompressed_bytes
        piece = pieces.whole(path, bank.code, Form.RATES, limit, progress)
        yield replace(piece, asked=asked.isoformat() if asked else "")

    add_bank(bank, RouteKind.IMPORT)
    return _import(settings, paths, cut)


def _import(settings: Settings, paths: Sequence[Path], cut: Callable[[Path], Iterator[Piece]]) -> Imported:
    for path in paths:
        if not path.is_file():
            raise NotFound(str(path), "there is no such file")
    captures.recover()
    done = Imported()
    try:
        with Parsers.of(settings) as parsers:
            _read_all_left_behind(settings, parsers)
            for path in paths:
                done = _import_file(done, cut(path), settings, parsers)
    finally:
        indexer.wait_until_findable()
        sealer.seal_all()
    return done


def _import_file(done: Imported, cut: Iterator[Piece], settings: Settings, parsers: Parsers) -> Imported:
    """Add what a file brings to what was done before it."""
    tally, errors = done.tally, list(done.errors)
    under_way: deque[_Reading] = deque()
    route_id = _evidence_route()
    for piece in _good(cut, errors):
        now = datetime.now(UTC)
        kept = captures.keep_piece(route_id, captures.Piece(piece.url, piece.body, now))
        under_way.append(_start(kept.id, now, piece, settings, parsers))
        if len(under_way) > _AHEAD:
            tally += _store_or_tell(under_way.popleft(), parsers, errors)
    for reading in under_way:
        tally += _store_or_tell(reading, parsers, errors)
    return Imported(tally, tuple(errors))


def _good(cut: Iterator[Piece], errors: list[Failure]) -> Iterator[Piece]:
    """The pieces of a file up to where it breaks off, which is told in `errors`."""
    try:
        yield from cut
    except UnreadableSource as error:
        errors.append(error.as_failure())


def _store_or_tell(reading: _Reading, parsers: Parsers, errors: list[Failure]) -> Tally:
    """A piece that cannot be read, or not be stored, is told with all its lines, and the import goes on.

    A document that is no run of lines counts as one.
    """
    try:
        return _store(reading, parsers)
    except (UnreadableSource, DataError, IntegrityError) as error:
        failure = _refusal(error, reading.piece)
        errors.append(failure)
        captures.refuse_reading(reading.capture_id, "imports", failure)
        lines = reading.piece.lines if reading.piece.form.is_lines else 1
        return Tally(read=lines, left=Counter({failure.name: lines}))


def _refusal(error: UnreadableSource | DatabaseError, piece: Piece) -> Failure:
    if isinstance(error, UnreadableSource):
        return error.as_failure()
    log.error("a piece could not be stored", exc_info=error)
    says = f"{piece.url}: the database refused it ({type(error).__name__}); please report it"
    return Failure("store-refused", says, permanent=False)


def read_left_behind(unread: Unread, settings: Settings, parsers: Parsers) -> Imported:
    """Read a piece whose importer was killed between keeping and reading it."""
    limit = settings.network.max_decompressed_bytes
    document = captures.document(unread.capture_id, limit, decode)
    piece = Piece.at(document.url, document.content)
    errors: list[Failure] = []
    try:
        reading = _start(unread.capture_id, unread.captured_at, piece, settings, parsers)
    except UnreadableSource as error:
        return Imported(errors=(error.as_failure(),))  # the bank's card is gone: the piece waits for it
    tally = _store_or_tell(reading, parsers, errors)
    return Imported(tally, tuple(errors))


def _read_all_left_behind(settings: Settings, parsers: Parsers) -> None:
    """First what a killed import kept: its file, given again, brings the same bytes and no new capture."""
    for unread in captures.unread_of(_evidence_route()):
        for error in read_left_behind(unread, settings, parsers).errors:
            log.warning("a piece left behind could not be read: %s", error.says)


def _start(
    capture_id: int, taken_at: datetime, piece: Piece, settings: Settings, parsers: Parsers
) -> _Reading:
    job = PieceJob(piece, taken_at, settings.languages, bank_of(piece))
    return _Reading(capture_id, taken_at, piece, parsers.start_piece(job))


def bank_of(piece: Piece) -> Bank | None:
    """The bank whose table a piece is; raises UnreadableSource where its card is gone."""
    return tables.bank_of(piece.source) if piece.form is Form.RATES else None


def _evidence_route() -> int:
    with transaction.atomic():
        if sources.card(_IMPORTED_FILES.slug) is None:
            sources.add(_IMPORTED_FILES, datetime.now(UTC))
        return sources.add_route(_IMPORTED_FILES.slug, RouteKind.IMPORT, "files").id


def _store(reading: _Reading, parsers: Parsers) -> Tally:
    """Keep the posts of a piece under their sources; doing it twice changes nothing."""
    found = parsers.wait(reading.future, reading.piece.url)
    of_source: dict[tuple[str, str], list[ReadPost]] = defaultdict(list)
    for imported in found.posts:
        of_source[imported.source, imported.channel_id].append(imported.read)
    kept = keeping.Kept()
    for (name, channel_id), posts in of_source.items():
        owner = _Owner(reading.piece, name, channel_id, found.channel)
        route = _route_of(owner, reading.taken_at)
        reader = Reader(found.reader, route.id, reading.capture_id, reading.taken_at)
        kept += _keep(route, reader, _with_links(posts, channel_id))
        posted = [read.post.posted.at for read in posts if read.post.posted]
        coverage.record_import(route.id, reading.piece.archive, posted, reading.taken_at)
    quoted = _keep_rates(reading, found)
    captures.finish_reading(reading.capture_id)
    return Tally.of(kept.stored + quoted.stored, kept.unchanged + quoted.unchanged, found.left)


def _keep_rates(reading: _Reading, found: UnderstoodPiece) -> keeping.Kept:
    """Keep the rates of a table under their bank; any other piece has none."""
    piece = reading.piece
    if piece.form is not Form.RATES:
        return keeping.Kept()
    route = add_bank(tables.bank_of(piece.source), RouteKind.IMPORT)
    reader = Reader(found.reader, route.id, reading.capture_id, reading.taken_at)
    return rates.keep(reader, route.source, found.rates, tables.asked_day(piece.asked))


def _keep(route: Route, reader: Reader, posts: Sequence[ReadPost]) -> keeping.Kept:
    kept = keeping.Kept()
    for batch in keeping.batches(posts):
        kept += keeping.keep(route.source, reader, batch)
    return kept


def route_address(name: str, channel_id: str) -> str:
    """The address of the import route of what lines call `name`."""
    return f"channel:{channel_id}" if channel_id else f"name:{name}"


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose posts a piece has: what they call their source, and what their page or export says of it."""

    piece: Piece
    name: str
    channel_id: str
    channel: ChannelSeen | None

    @property
    def title(self) -> str:
        return (self.channel.title if self.channel else "") or self.name

    @property
    def number(self) -> int | None:
        return int(self.channel_id) if self.channel_id.isdecimal() and len(self.channel_id) < 16 else None

    @property
    def slug(self) -> str:
        """The source that it is by name: that of its lines, or the one that a person named for a channel."""
        return self.piece.source or (self.name if self.channel is None else "")


def _route_of(owner: _Owner, at: datetime) -> Route:
    """The import route of a piece's source, made with its source where nobody knows it.

    A source is known by the number of its channel, whatever route told it; by the name under which it was
    imported before; else by its slug.
    """
    address = route_address(owner.name, owner.channel_id)
    route = sources.find_import(address)
    if route is None:
        with transaction.atomic():
            slug = _kept_as(owner) or _new_source(owner)
            route = sources.add_route(slug, RouteKind.IMPORT, address)
    if owner.number is not None:
        seen = owner.channel or ChannelSeen(owner.number, "", owner.title)
        channels.introduce(route.source, seen, at)
    return route


def _kept_as(owner: _Owner) -> str:
    """The slug of the source that the piece's posts are of; empty where it is a new one."""
    known = channels.by_number(owner.number) if owner.number is not None else None
    if known is None and owner.channel is not None and owner.channel.name:
        known = channels.by_name(owner.channel.name)
    if known is not None:
        return known.source
    return owner.slug if owner.slug and sources.card(owner.slug) else ""


def _new_source(owner: _Owner) -> str:
    wanted = owner.piece.source or owner.name
    slug = sources.free_slug(slugify(wanted, allow_unicode=True) or "channel")
    sources.add(Card(slug, owner.title, SourceKind.CHANNEL), datetime.now(UTC))
    return slug


def _with_links(posts: Sequence[ReadPost], channel_id: str) -> list[ReadPost]:
    """Exports do not tell the name by which a message is linked; the desk may know it."""
    known = channels.by_number(int(channel_id)) if channel_id.isdecimal() else None
    if known is None or not known.name:
        return list(posts)
    return [replace(read, post=_with_link(read.post, known.name)) for read in posts]


def _with_link(post: Post, name: str) -> Post:
    if post.url or post.message is None:
        return post
    link = names.by_name(name, post.message.number)
    return replace(post, url=link, addresses=tuple(dict.fromkeys((*post.addresses, link))))
