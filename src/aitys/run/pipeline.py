"""The flow, one way. Each stage takes values and gives values; here they meet network and store.

    plan(card, state)       sources.plan          -> asks
    ask                     collect.fetch         -> answer, kept as a capture before anything is parsed
    capture                 sources.parse         -> posts, named refusals, next asks
    post                    text                  -> language, words
    read posts              store.keeping         -> posts, versions, readings; rows for the index
    rows for the index      run.indexer           -> search
    captures                store.chain           -> the evidence chain

A bank's tables take the same way (`aitys.run.banks`, `aitys.run.tables`): they are parsed into rates, which
`store.rates` keeps.

A kill at any point loses nothing: what was kept waits in a queue (`to_read`, `to_ask`, `to_index`,
`to_seal`), and doing a thing twice changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.db import transaction

from aitys.collect.content import decode
from aitys.errors import AitysError, Failure, FetchRefused, UnreadableSource
from aitys.run import channels, instead, judging, older, tables
from aitys.run.older import ReadList
from aitys.run.parsing import Job, Understood
from aitys.run.toolbox import Tools
from aitys.sources.kinds import kind
from aitys.store import asks, captures, coverage, keeping, revisiting, sources, vanishing
from aitys.store.captures import Unread
from aitys.store.sources import DueRoute
from aitys.store.vanishing import ListLook
from aitys.values.captures import Answer, Ask, Document, Purpose
from aitys.values.readings import CoveredTimes, Parsed, Reader, ReadPost
from aitys.values.rounds import Pages, Round, Tally
from aitys.values.sources import Card, Route, RouteKind, RouteState

_PAGE_LEASE = timedelta(minutes=10)
_LISTS_A_LOOK = 100
"""Further pages of a list that one look asks at most; what is left waits for the next."""


async def look(due: DueRoute, tools: Tools, *, with_pages: bool = True) -> Round:
    """Ask a route, keep what came, read all of it that waits, then the pages it named, if wanted.

    Whatever is wrong with the source is in the round's `error`, and on the source for people to see.
    """
    slug, captured, tally = due.card.slug, 0, Tally()
    try:
        for ask in kind(due.route.kind).plan(due.route, due.state):
            answer = await tools.fetcher.fetch(ask, due.proxy)
            kept = await tools.keep(captures.keep, due.route.id, ask, answer)
            captured += 1
            if not kept.is_new:
                await _refuse_again(kept.id, due.route, due.route.address, tools)
            tally += await read_waiting(due.route.id, Purpose.ROUTE, tools)
            if not kept.is_new:
                # Only now: the same bytes, left unread by a killed process, may have shown a hole.
                await tools.keep(_record_same, due.route, kept.id, answer.received_at)
            await tools.keep(sources.record_success, due.route.id, answer.received_at, _state(answer, due))
    except AitysError as error:
        await tools.keep(sources.record_failure, due.route.id, datetime.now(UTC), error.as_failure())
        told = Round(slug, captured, tally, error.as_failure())
        other = await instead.other_way(due, error, tools)
        return told if other is None else _with(told, await look(other, tools, with_pages=with_pages))
    pages = await read_pages(due.route.id, tools) if with_pages else Pages()
    return Round(slug, captured + pages.captures, tally + pages.posts, pages=pages)


def _with(told: Round, other: Round) -> Round:
    """A look that failed, and what another way to the same source brought."""
    captured, tally = told.captures + other.captures, told.tally + other.tally
    return replace(told, captures=captured, tally=tally, pages=other.pages)


def _record_same(route: Route, capture_id: int, at: datetime) -> None:
    coverage.record_same(route.id, capture_id)
    older.ask_again(route.id, capture_id, at)
    own = kind(route.kind)
    vanishing.record_repeat(Reader(own.reader, route.id, capture_id, at), own.own_page)


async def _refuse_again(capture_id: int, route: Route, url: str, tools: Tools) -> None:
    """Bytes that could not be read are no better for being served again."""
    failure = await tools.keep(captures.refusal, capture_id, kind(route.kind).reader)
    if failure is not None:
        raise UnreadableSource(url, failure.says, name=failure.name)


def _state(answer: Answer, due: DueRoute) -> RouteState:
    """The marks to show next time; an answer 304 need not repeat them."""
    if answer.status == 304:
        return due.state
    return RouteState(answer.header("etag"), answer.header("last-modified"))


async def read_waiting(route_id: int, purpose: Purpose, tools: Tools) -> Tally:
    """Read every capture of a route that nobody has read, those a killed process left behind too.

    Raises UnreadableSource for the latest of this `purpose` that could not be read; it stays kept. A page
    that was left behind and cannot be read says nothing of the feed.
    """
    tally, wrong = Tally(), None
    for unread in await tools.keep(captures.unread_of, route_id):
        try:
            read = await read_capture(unread, tools)
            tally += read if unread.purpose is purpose else Tally()
        except UnreadableSource as error:
            if unread.purpose is purpose:
                wrong = error
    if wrong is not None:
        raise wrong
    return tally


async def read_capture(unread: Unread, tools: Tools) -> Tally:
    """Parse one kept capture and keep what it says.

    Raises UnreadableSource; then this reader does not try it again.
    """
    if unread.purpose is Purpose.TABLE:
        return await tables.read(unread, tools)
    route, card = await tools.keep(sources.route, unread.route_id)
    try:
        limit = tools.settings.network.max_decompressed_bytes
        document = await tools.keep(captures.document, unread.capture_id, limit, decode)
        job = Job(unread.purpose, route.kind, document, card, tools.settings.languages)
        understood = await tools.parsers.parse(job)
        if not understood.parsed.posts and not understood.parsed.left:
            await _refuse_sudden_silence(card, document, tools)
        if understood.parsed.channel is not None:
            await tools.keep(channels.meet, card, understood.parsed.channel, document.captured_at)
    except (UnreadableSource, FetchRefused) as error:
        failure = Failure(error.name, error.says, permanent=False)
        await tools.keep(_refuse, unread, _reader(unread, route), failure)
        raise UnreadableSource(error.subject, error.says, name=error.name) from error
    reader = Reader(understood.parsed.reader, route.id, unread.capture_id, document.captured_at)
    kept = keeping.Kept()
    for batch in keeping.batches(_with_pages(understood)):
        kept += await tools.keep(keeping.keep, card.slug, reader, batch)
    shape = judging.main_shape(unread, route, understood.parsed)
    shown = coverage.Look(document.captured_at, _shown(understood, kept))
    read = ReadList(route, unread.purpose, understood.parsed, shown)
    await tools.keep(_finish, unread, read, _listed(card, reader, understood.parsed))
    if shape is not None:
        await tools.keep(judging.note_shape, route.id, shape, has_new=kept.stored > 0)
    return Tally.of(kept.stored, kept.unchanged, understood.parsed.left)


def _reader(unread: Unread, route: Route) -> str:
    own = kind(route.kind)
    return kind(own.page_kind).reader if unread.purpose is Purpose.PAGE else own.reader


def _refuse(unread: Unread, reader: str, failure: Failure) -> None:
    """The capture cannot be read; where it says that a post is not there, that is what it says."""
    with transaction.atomic():
        captures.refuse_reading(unread.capture_id, reader, failure)
        if unread.purpose is Purpose.PAGE and failure.name in vanishing.GONE_NAMES:
            ask = Ask(unread.url, Purpose.PAGE, unread.about)
            found = Reader(reader, unread.route_id, unread.capture_id, unread.captured_at)
            vanishing.record_missing(found, ask, failure.name)


async def _refuse_sudden_silence(card: Card, document: Document, tools: Tools) -> None:
    """An empty document from a source that had posts is an error, never "no news today"."""
    if await tools.keep(sources.has_posts, card.slug):
        raise UnreadableSource(document.url, "it shows nothing at all, and it did before", name="empty")


def _finish(unread: Unread, read: ReadList, listed: ListLook) -> None:
    with transaction.atomic():
        if unread.purpose in (Purpose.ROUTE, Purpose.OLDER):
            older.record(read)
        if unread.purpose is Purpose.ROUTE:
            _record_missing(read.route, read.look, listed)
        if unread.purpose is Purpose.PAGE:
            revisiting.plan(listed.reader, Ask(unread.url, Purpose.PAGE, unread.about))
        captures.finish_reading(unread.capture_id)


def _record_missing(route: Route, look_made: coverage.Look, listed: ListLook) -> None:
    """A feed covers nothing; but what it drops from its middle may be gone, and what is gone may be back."""
    own = kind(route.kind)
    vanishing.ask_returned(listed, own.own_page)
    if listed.covers:
        vanishing.record_list(listed, own.own_page)
    elif own.name == RouteKind.FEED and (window := coverage.window(look_made)):
        dropped = replace(listed, covers=(CoveredTimes(window.since, window.until),))
        vanishing.ask_dropped(dropped, own.own_page)


def _listed(card: Card, reader: Reader, parsed: Parsed) -> ListLook:
    addresses = {address for post in parsed.posts for address in post.addresses}
    addresses |= {item.subject for item in parsed.left}
    return ListLook(card.slug, reader, parsed.covers, frozenset(addresses))


def _shown(understood: Understood, kept: keeping.Kept) -> tuple[coverage.Item, ...]:
    posts = [read.post for read in understood.posts]
    times = [post.posted.at for post in posts if post.posted]
    if len(times) > 1 and times == sorted(times):
        posts.reverse()  # a channel's page shows the oldest first
    return tuple(
        coverage.Item(post.posted.at if post.posted else None, post.addresses[0] in kept.known)
        for post in posts
    )


def _with_pages(understood: Understood) -> list[ReadPost]:
    """Each post with the ask for its own page, where the parser named one."""
    asks_of = {ask.about: ask for ask in understood.parsed.asks if ask.purpose is Purpose.PAGE}
    return [replace(read, page=asks_of.get(read.post.addresses[0])) for read in understood.posts]


async def read_pages(route_id: int, tools: Tools) -> Pages:
    """Ask and read the pages that wait on a route; each refusal is counted, and retried where that helps."""
    pages, lists = Pages(), 0

    async def claim() -> tuple[asks.Waiting, ...]:
        with_lists = lists < _LISTS_A_LOOK
        return await tools.keep(asks.claim, route_id, datetime.now(UTC), _PAGE_LEASE, with_lists=with_lists)

    while waiting := await claim():
        for each in waiting:
            lists += each.ask.purpose is not Purpose.PAGE
            pages += await read_page(route_id, each, tools)
    return pages


async def read_page(route_id: int, waiting: asks.Waiting, tools: Tools) -> Pages:
    """Ask and read one page that waits on a route."""
    if waiting.ask.purpose is not Purpose.PAGE:
        return await _read_list(route_id, waiting, tools)
    try:
        answer = await tools.fetcher.fetch(waiting.ask, waiting.proxy)
        kept = await tools.keep(captures.keep, route_id, waiting.ask, answer)
    except AitysError as error:
        await tools.keep(asks.postpone, waiting.id, datetime.now(UTC), permanent=error.permanent)
        return Pages(0, 0, Counter([error.name]))
    if not kept.is_new:
        same = _Same(kept.id, route_id, waiting, answer.received_at)
        failure = await tools.keep(_finish_same, same)
        return Pages(1, 0, Counter([failure.name])) if failure else Pages(1, 1)
    await tools.keep(asks.done, [waiting.id])
    try:
        await read_waiting(route_id, Purpose.PAGE, tools)
    except UnreadableSource as error:
        return Pages(1, 0, Counter([error.name]))
    return Pages(1, 1)


async def _read_list(route_id: int, waiting: asks.Waiting, tools: Tools) -> Pages:
    """Ask and read a further page of a list; whatever is wrong with it now, it is asked for again later."""
    captured = 0
    try:
        answer = await tools.fetcher.fetch(waiting.ask, waiting.proxy)
        kept = await tools.keep(captures.keep, route_id, waiting.ask, answer)
        captured = 1
        tally = await read_waiting(route_id, waiting.ask.purpose, tools)
        if not kept.is_new:
            route, _ = await tools.keep(sources.route, route_id)
            await _refuse_again(kept.id, route, waiting.ask.url, tools)
    except AitysError as error:
        await tools.keep(asks.postpone, waiting.id, datetime.now(UTC), permanent=error.permanent)
        return Pages(captured, 0, Counter([error.name]))
    await tools.keep(asks.done, [waiting.id])
    return Pages(captured, posts=tally)


@dataclass(frozen=True, slots=True)
class _Same:
    """An answer at a post's own page that brought the same bytes as the one before."""

    capture_id: int
    route_id: int
    waiting: asks.Waiting
    at: datetime


def _finish_same(same: _Same) -> Failure | None:
    """End the ask: the same page again is a second look, and so is the same word that nothing is there."""
    route, _card = sources.route(same.route_id)
    name = kind(kind(route.kind).page_kind).reader
    reader = Reader(name, same.route_id, same.capture_id, same.at)
    with transaction.atomic():
        failure = captures.refusal(same.capture_id, name)
        asks.done([same.waiting.id])
        if failure is None:
            vanishing.end_at(same.waiting.ask, reader)
            revisiting.plan(reader, same.waiting.ask)
        elif failure.name in vanishing.GONE_NAMES:
            vanishing.record_missing(reader, same.waiting.ask, failure.name)
    return failure
