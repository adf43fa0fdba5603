"""Official rates: keeping what was read, and looking it up by day, bank and currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from aitys.store import models
from aitys.store.keeping import Kept
from aitys.store.retrying import with_retries
from aitys.values.rates import Rate, StoredRate
from aitys.values.readings import Reader

# No write transaction is over 500 rows.
_ROWS = 450
_BANK = "bank"

_Key = tuple[str, str, date, str, str]
"""A quotation at one bank: currency, per, day, units, amount."""


def keep(reader: Reader, slug: str, rates: Sequence[Rate], asked_day: date | None) -> Kept:
    """Keep rates that `reader` found at the bank `slug`, which was asked for `asked_day` (None: the current).

    A quotation that is kept already changes nothing but when it was seen; in which order captures are read
    makes no difference in the end. Raises ValueError for a number that is none, or not over zero.
    """
    for rate in rates:
        _check(rate)
    kept = Kept()
    for start in range(0, len(rates), _ROWS):
        kept += with_retries(_keep_part, reader, slug, rates[start : start + _ROWS], asked_day)
    return kept


def between(
    since: date, until: date, *, bank: str = "", currencies: Collection[str] = ()
) -> tuple[StoredRate, ...]:
    """The rates in force for the document days from `since` to `until`, by day.

    With `currencies` of these only.
    """
    rows = models.Rate.objects.filter(source__in=_sources(bank), day__range=(since, until))
    return _stored(rows.filter(currency__in=currencies) if currencies else rows)


def around(since: date, until: date, currencies: Collection[str] = ()) -> tuple[StoredRate, ...]:
    """What is needed to say which rates are in force now: like `between`, and where a bank's latest table is
    older than the middle of the stretch, as long a stretch before that table instead.

    With `currencies` of these only.
    """
    starts = {slug: min(since, latest - (until - since)) for slug, latest in latest_days(until).items()}
    wanted = Q(pk__in=[])
    for start in set(starts.values()):
        ids = _sources(*(slug for slug, each in starts.items() if each == start))
        wanted |= Q(source__in=ids, day__range=(start, until))
    rows = models.Rate.objects.filter(wanted)
    return _stored(rows.filter(currency__in=currencies) if currencies else rows)


def history(bank: str, currency: str) -> tuple[StoredRate, ...]:
    """All that one bank quoted of one currency, by day."""
    return _stored(models.Rate.objects.filter(source__slug=bank, currency=currency))


def latest_days(until: date | None = None) -> dict[str, date]:
    """The day of each bank's latest table, of those up to `until`; banks without any are missing."""
    tables = models.Rate.objects.filter(source=OuterRef("pk")).order_by("-day")
    tables = tables.filter(day__lte=until) if until else tables
    banks = models.Source.objects.filter(kind=_BANK).annotate(latest=Subquery(tables.values("day")[:1]))
    return dict(banks.exclude(latest=None).values_list("slug", "latest"))


def asked(route_id: int) -> frozenset[str]:
    """The tables of the past (`Ask.about`) that a bank was asked for."""
    return frozenset(models.TableAsk.objects.filter(route=route_id).values_list("about", flat=True))


def note_ask(route_id: int, about: str, at: datetime, outcome: str) -> None:
    """Note that a table of the past was asked for, and what came; the latest outcome stays."""
    models.TableAsk.objects.update_or_create(
        route_id=route_id, about=about, defaults={"at": at, "outcome": outcome}
    )


class _Row(NamedTuple):
    """A row as it is looked up."""

    id: int
    source_id: int
    currency: str
    per: str
    units: str
    amount: str
    printed_change: str
    day: date
    asked_day: date | None
    capture_id: int
    last_capture_id: int


def _check(rate: Rate) -> None:
    """A number that is none would be found out by the pages only, for good."""
    try:
        is_number = all(0 < Decimal(text) < Decimal("Infinity") for text in (rate.units, rate.amount))
    except InvalidOperation:
        is_number = False
    if not is_number:
        raise ValueError(f"{rate.bank}: {rate.units} {rate.currency} = {rate.amount} {rate.per} is no rate")


def _keep_part(reader: Reader, slug: str, rates: Sequence[Rate], asked_day: date | None) -> Kept:
    source = models.Source.objects.get(slug=slug)
    known = _known(source.id, rates)
    new = {key: rate for rate in rates if (key := _key(rate)) not in known}
    models.Rate.objects.bulk_create([_new_row(source, reader, rate, asked_day) for rate in new.values()])
    again = {key: rate for rate in rates if (key := _key(rate)) in known}
    _see_again(reader, [known[key] for key in again], asked_day)
    _add_changes([(known[key], rate) for key, rate in again.items()])
    return Kept(len(new), len(rates) - len(new))


def _known(source_id: int, rates: Sequence[Rate]) -> dict[_Key, models.Rate]:
    """The rows of these quotations, locked until the transaction ends."""
    rows = models.Rate.objects.filter(
        source=source_id,
        currency__in={rate.currency for rate in rates},
        day__in={rate.day for rate in rates},
    )
    rows = rows.select_related("capture", "last_capture").select_for_update(of=("self",)).order_by("id")
    return {(row.currency, row.per, row.day, row.units, row.amount): row for row in rows}


def _key(rate: Rate) -> _Key:
    return rate.currency, rate.per, rate.day, rate.units, rate.amount


def _new_row(source: models.Source, reader: Reader, rate: Rate, asked_day: date | None) -> models.Rate:
    return models.Rate(
        source=source,
        currency=rate.currency,
        per=rate.per,
        units=rate.units,
        amount=rate.amount,
        printed_change=rate.printed_change,
        day=rate.day,
        asked_day=asked_day,
        capture_id=reader.capture_id,
        last_capture_id=reader.capture_id,
        reader=reader.name,
    )


def _see_again(reader: Reader, rows: Iterable[models.Rate], asked_day: date | None) -> None:
    """Evidence may be read late: the first sight is the earliest and the last the latest, in any order."""
    at = reader.captured_at, reader.capture_id
    first, last, better = [], [], []
    for row in rows:
        if at < (row.capture.captured_at, row.capture_id):
            first.append(row.id)
        if at > (row.last_capture.captured_at, row.last_capture_id):
            last.append(row.id)
        if _closeness(asked_day, row.day) < _closeness(row.asked_day, row.day):
            better.append(row.id)
    for ids, change in (
        (first, {"capture_id": reader.capture_id, "reader": reader.name}),
        (last, {"last_capture_id": reader.capture_id}),
        (better, {"asked_day": asked_day}),
    ):
        if ids:
            models.Rate.objects.filter(id__in=ids).update(**change)


def _add_changes(pairs: Iterable[tuple[models.Rate, Rate]]) -> None:
    """An archive prints no changes, the day's own table may."""
    lacking = [(row, rate) for row, rate in pairs if rate.printed_change and not row.printed_change]
    for row, rate in lacking:
        row.printed_change = rate.printed_change
    models.Rate.objects.bulk_update([row for row, _ in lacking], ["printed_change"])


def _closeness(asked_day: date | None, day: date) -> tuple[int, date]:
    """What says most of a table: that its own day was asked for, then that none was, then the earliest."""
    if asked_day is None:
        return 1, day
    return (0 if asked_day == day else 2), asked_day


def _sources(*slugs: str) -> list[int]:
    """Ids of the banks named, of all where none is: by them, not by a join, rows are found by an index."""
    banks = models.Source.objects.filter(kind=_BANK)
    named = [slug for slug in slugs if slug]
    return list((banks.filter(slug__in=named) if named else banks).values_list("id", flat=True))


def _stored(rows: QuerySet[models.Rate]) -> tuple[StoredRate, ...]:
    """The row in force of each bank, currency and day; by day, then as the banks were added, by currency."""
    found: dict[tuple[date, int, str, str], list[_Row]] = defaultdict(list)
    for values in rows.values_list(*_Row._fields).order_by("id"):
        row = _Row(*values)
        found[row.day, row.source_id, row.currency, row.per].append(row)
    slugs = dict(models.Source.objects.filter(kind=_BANK).values_list("id", "slug"))
    moments = _moments(found.values())
    return tuple(_in_force(found[key], slugs, moments) for key in sorted(found))


def _moments(rows: Iterable[Sequence[_Row]]) -> dict[int, datetime]:
    """When the captures came. One a table, not one a rate: it is a third of the work."""
    wanted, found = set[int](), dict[int, datetime]()
    for same in rows:
        wanted.update(row.capture_id for row in same)
        if len(same) > 1:
            wanted.update(row.last_capture_id for row in same)
    ids = sorted(wanted)
    for start in range(0, len(ids), _ROWS):
        part = models.Capture.objects.filter(id__in=ids[start : start + _ROWS])
        found.update(part.values_list("id", "captured_at"))
    return found


def _in_force(rows: Sequence[_Row], slugs: Mapping[int, str], moments: Mapping[int, datetime]) -> StoredRate:
    """The row seen last. Two numbers out of one capture are two readings of it, not the bank's revision."""
    row = rows[0]
    if len(rows) > 1:
        row = max(rows, key=lambda each: (moments[each.last_capture_id], each.last_capture_id, each.id))
    rate = Rate(
        slugs[row.source_id], row.currency, row.per, row.units, row.amount, row.day, row.printed_change
    )
    revised = any(_price(each) != rate.price for each in rows if each.capture_id != row.capture_id)
    return StoredRate(rate, row.asked_day, row.capture_id, moments[row.capture_id], revised)


def _price(row: _Row) -> Decimal:
    return Decimal(row.amount) / Decimal(row.units)
