"""A look at a bank: the tables in force, then as many of the past as its plan names.

What a bank answers of the past is no news of how it does today: a day without a table, another day's table
and an answer that cannot be read are noted and not asked for again. Only the tables in force can fail it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from aitys.errors import AitysError, FetchRefused, UnreadableSource
from aitys.run import tables
from aitys.run.toolbox import Tools
from aitys.sources import banks
from aitys.store import captures, rates, sources
from aitys.store.captures import Unread
from aitys.store.sources import DueRoute
from aitys.values.captures import Ask
from aitys.values.rates import Bank
from aitys.values.rounds import Round, Tally
from aitys.values.sources import Route, RouteState

_NOT_THERE = "http-404"
_EMPTY = "empty"
_LONGEST_HOLIDAY = timedelta(days=10)
"""Of days without a table in a row, and more than any bank's: then the tables are somewhere else now."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """What each ask of one look needs."""

    bank: Bank
    route: Route
    now: datetime
    tools: Tools
    proxy: str


@dataclass(frozen=True, slots=True)
class _Got:
    """What asks brought; `error` is the first one that fails the bank."""

    captures: int = 0
    tally: Tally = field(default_factory=Tally)
    error: AitysError | None = None

    def __add__(self, other: _Got) -> _Got:
        return _Got(self.captures + other.captures, self.tally + other.tally, self.error or other.error)


async def look(due: DueRoute, tools: Tools) -> Round:
    """Ask for the tables that are in force and, where they are well, for some of the past; keep and read all.

    Whatever is wrong with the bank is in the round's `error`, and on its source for people to see.
    """
    got, wants_more = _Got(), False
    try:
        bank = await tools.keep(tables.bank_of, due.card.slug)
        visit = _Visit(bank, due.route, datetime.now(UTC), tools, due.proxy)
        got = await _read_waiting(visit)
        current = await _ask_current(visit)
        got += current
        if got.error is None:
            past, is_whole = await _ask_past(visit)
            got += past
            found = current.tally.stored + current.tally.unchanged
            got += _Got() if found else await _check_there_are_tables(visit)
            wants_more = is_whole and bool(await _plan(visit, of_the_past=True))
        if got.error is None:
            next_look = banks.next_look(bank, datetime.now(UTC), wants_more=wants_more)
            await tools.keep(sources.record_success, due.route.id, visit.now, RouteState(), next_look)
    except AitysError as error:
        got += _Got(error=error)
    if got.error is not None:
        failure = got.error.as_failure()
        await tools.keep(sources.record_failure, due.route.id, datetime.now(UTC), failure)
        return Round(due.card.slug, got.captures, got.tally, failure)
    return Round(due.card.slug, got.captures, got.tally)


async def _plan(visit: _Visit, *, of_the_past: bool) -> list[Ask]:
    asked = await visit.tools.keep(rates.asked, visit.route.id)
    state = RouteState(now=visit.now, asked=asked)
    planned = banks.plan(visit.bank, state, visit.tools.settings.history_days)
    return [ask for ask in planned if tables.is_past(ask.about, visit.bank, visit.now) == of_the_past]


async def _ask_current(visit: _Visit) -> _Got:
    """The tables in force. A day's that is not there is no failure: banks rest, and tomorrow's comes late."""
    got = _Got()
    for ask in await _plan(visit, of_the_past=False):
        try:
            got += await _ask(visit, ask)
        except AitysError as error:
            if not (ask.about and error.name == _NOT_THERE):
                got += _Got(error=error)
    return got


async def _ask_past(visit: _Visit) -> tuple[_Got, bool]:
    """Tables of the past, and whether all that were planned were asked for.

    A refusal that may be over soon ends them for this round.
    """
    got = _Got()
    for ask in await _plan(visit, of_the_past=True):
        try:
            got += await _ask(visit, ask)
        except FetchRefused as error:
            if not error.permanent:
                return got, False
            await visit.tools.keep(rates.note_ask, visit.route.id, ask.about, visit.now, error.name)
    return got, True


async def _check_there_are_tables(visit: _Visit) -> _Got:
    """None in force came: that may be a Sunday, but not for ever. Then the bank has moved its tables."""
    today = visit.now.date()
    known = await visit.tools.keep(
        rates.between, today - _LONGEST_HOLIDAY, today + _LONGEST_HOLIDAY, bank=visit.bank.code
    )
    if known:
        return _Got()
    says = f"it has had no table for {_LONGEST_HOLIDAY.days} days; has its address changed?"
    return _Got(error=UnreadableSource(visit.bank.code, says, name="no-tables"))


async def _ask(visit: _Visit, ask: Ask) -> _Got:
    """Ask for one table, keep what came, then read it. Raises FetchRefused where nothing came."""
    answer = await visit.tools.fetcher.fetch(ask, visit.proxy)
    kept = await visit.tools.keep(captures.keep, visit.route.id, ask, answer)
    got = _Got(captures=1) + await _read_waiting(visit)
    if kept.is_new:
        return got
    repeated = Unread(
        capture_id=kept.id,
        route_id=visit.route.id,
        source=visit.bank.code,
        purpose=ask.purpose,
        about=ask.about,
        url=ask.url,
        captured_at=answer.received_at,
        attempts=0,
    )
    try:
        return got + _Got(tally=await tables.count_again(repeated, visit.tools))
    except UnreadableSource as error:
        return got + _unread(visit, repeated, error)


async def _read_waiting(visit: _Visit) -> _Got:
    """Read every table that waits, those too that a killed process left behind."""
    got = _Got()
    for waiting in await visit.tools.keep(captures.unread_of, visit.route.id):
        try:
            got += _Got(tally=await tables.read(waiting, visit.tools))
        except UnreadableSource as error:
            got += _unread(visit, waiting, error)
    return got


def _unread(visit: _Visit, table: Unread, error: UnreadableSource) -> _Got:
    """An answer that cannot be read: of the past, or left behind, it is counted; of now it fails the bank.

    An empty table is what some banks answer for a day that has none yet: no worse than a page not there.
    """
    if (
        (table.about and error.name == _EMPTY)
        or tables.is_past(table.about, visit.bank, visit.now)
        or table.captured_at < visit.now
    ):
        return _Got(tally=Tally(read=1, left=Counter([error.name])))
    return _Got(error=error)
