"""One table of a bank: its kept answer is parsed in the child, and its rates are kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from aitys.collect.content import decode
from aitys.errors import Failure, FetchRefused, NotFound, UnreadableSource, WrongSettings
from aitys.run.parsing import Job
from aitys.run.toolbox import Tools
from aitys.sources import banks
from aitys.store import banks as cards
from aitys.store import captures, rates, sources
from aitys.store.captures import Unread
from aitys.values.captures import Purpose
from aitys.values.rates import Bank
from aitys.values.readings import Parsed, Reader
from aitys.values.rounds import Tally

OTHER_DAY = "other-day"
"""What a bank does that has no table for the day it was asked for, and answers with another day's."""

READ = "read"


def asked_day(about: str) -> date | None:
    """The day that a table was asked for; None of an archive, and of what is in force whatever the day."""
    try:
        return date.fromisoformat(about)
    except ValueError:
        return None


def is_past(about: str, bank: Bank, at: datetime) -> bool:
    """Whether what was asked for was over by then, in the bank's own time: an archive, or a day before.

    Such a table does not change any more, and is asked for once.
    """
    day = asked_day(about)
    if day is None:
        return bool(about)
    return day < bank.day_at(at)


def bank_of(slug: str) -> Bank:
    """The bank whose source this is.

    Raises UnreadableSource where its card is gone or wrong: what waits to be read waits until that is mended.
    """
    try:
        return cards.by_code(slug)
    except (NotFound, WrongSettings) as error:
        raise UnreadableSource(slug, error.says, name=error.name) from error


async def read(unread: Unread, tools: Tools) -> Tally:
    """Parse a kept table and keep its rates; what came of an ask of the past is noted with them.

    Raises UnreadableSource; then this reader does not try it again.
    """
    bank = await tools.keep(bank_of, unread.source)
    try:
        parsed = await _parse(unread.capture_id, unread.route_id, bank, tools)
    except (UnreadableSource, FetchRefused) as error:
        failure = Failure(error.name, error.says, permanent=False)
        await tools.keep(_refuse, unread, bank, failure)
        raise UnreadableSource(error.subject, error.says, name=error.name) from error
    return await tools.keep(_keep, unread, bank, parsed)


async def count_again(repeated: Unread, tools: Tools) -> Tally:
    """What a table says whose very bytes were read before: nothing new.

    Raises UnreadableSource where they could not be read then: they are no better for being served again.
    """
    bank = await tools.keep(bank_of, repeated.source)
    failure = await tools.keep(captures.refusal, repeated.capture_id, banks.reader(bank.code))
    if failure is not None:
        await tools.keep(_note, repeated, bank, failure.name)
        raise UnreadableSource(bank.code, failure.says, name=failure.name)
    parsed = await _parse(repeated.capture_id, repeated.route_id, bank, tools)
    await tools.keep(_note, repeated, bank, _outcome(repeated.about, parsed))
    return Tally.of(0, len(parsed.rates), parsed.left)


async def _parse(capture_id: int, route_id: int, bank: Bank, tools: Tools) -> Parsed:
    limit = tools.settings.network.max_decompressed_bytes
    document = await tools.keep(captures.document, capture_id, limit, decode)
    route, card = await tools.keep(sources.route, route_id)
    job = Job(Purpose.TABLE, route.kind, document, card, tools.settings.languages, bank)
    return (await tools.parsers.parse(job)).parsed


def _keep(unread: Unread, bank: Bank, parsed: Parsed) -> Tally:
    reader = Reader(parsed.reader, unread.route_id, unread.capture_id, unread.captured_at)
    kept = rates.keep(reader, bank.code, parsed.rates, asked_day(unread.about))
    with transaction.atomic():
        _note(unread, bank, _outcome(unread.about, parsed))
        captures.finish_reading(unread.capture_id)
    return Tally.of(kept.stored, kept.unchanged, parsed.left)


def _refuse(unread: Unread, bank: Bank, failure: Failure) -> None:
    with transaction.atomic():
        captures.refuse_reading(unread.capture_id, banks.reader(bank.code), failure)
        _note(unread, bank, failure.name)


def _outcome(about: str, parsed: Parsed) -> str:
    day = asked_day(about)
    is_it = day is None or any(rate.day == day for rate in parsed.rates)
    return READ if is_it else OTHER_DAY


def _note(unread: Unread, bank: Bank, outcome: str) -> None:
    """Note what came of an ask of the past, so that nobody asks again; of any other day's only that it came.

    What is not there on its day may come yet.
    """
    if is_past(unread.about, bank, unread.captured_at) or (unread.about and outcome == READ):
        rates.note_ask(unread.route_id, unread.about, unread.captured_at, outcome)
