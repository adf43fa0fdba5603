"""Official rates against the captures they follow from, and against what the bytes of these say.

A rate has no digest of its own that a forger would have to know: a table is small, and is read once more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from aitys.store.evidence.ages import age
from aitys.store.evidence.problems import Problem
from aitys.store.models import Capture, Rate
from aitys.values.rates import Rate as Quoted

_PAGE = 500
_ASKED = re.compile(r"[?&]asked=(\d{4}-\d\d-\d\d)")
"""In the address of an imported table."""

_Key = tuple[str, str, date, str, str]
"""A quotation at one bank: currency, per, day, units, amount."""


def check_rates() -> Iterator[Problem]:
    """Every rate names two captures of its bank, the first no younger than the last, and a day that was asked
    for.
    """
    asked = _asked_days()
    last = 0
    while page := list(_rows(id__gt=last).order_by("id")[:_PAGE]):
        for row in page:
            if not (_is_of_bank(row.capture, row) and _is_of_bank(row.last_capture, row)):
                yield _edited(row, "a capture that it names is none of its bank's tables")
            elif age(row.last_capture) < age(row.capture):
                yield _edited(row, "it was last seen before it was first seen")
            elif row.asked_day and row.asked_day not in asked:
                yield _edited(row, f"nobody asked for a table of {row.asked_day}")
        last = page[-1].id


def check_table(capture_id: int, slug: str, reader: str, quoted: Sequence[Quoted]) -> Iterator[Problem]:
    """Every rate that the bytes of this capture tell of is kept, and was seen from then or before until then
    or later.
    """
    capture = Capture.objects.get(id=capture_id)
    rows = {_key(row): row for row in _rows(source__slug=slug, day__in={rate.day for rate in quoted})}
    is_its_reader = _is_its_reader(capture, slug, reader)
    for rate in quoted:
        row = rows.get(_key(rate))
        if row is None and is_its_reader:
            said = f"{rate.units} {rate.currency} = {rate.amount} {rate.per} for {rate.day}"
            yield Problem("rate-missing", f"capture {capture_id}", f"it says {said}, which is kept nowhere")
        elif row and age(capture) < age(row.capture):
            says = f"capture {capture_id} said so before capture {row.capture_id}, said to be the first"
            yield _edited(row, says)
        elif row and age(capture) > age(row.last_capture):
            says = f"capture {capture_id} said so after capture {row.last_capture_id}, said to be the last"
            yield _edited(row, says)


def check_rates_of(
    capture_id: int, quoted: Mapping[str, Collection[Quoted]], readers: Collection[str]
) -> Iterator[Problem]:
    """No rate that is said to stand in this capture, or in a repeat of it, is missing in its bytes.

    `quoted` is what they say of each bank, by slug, as one of `readers` reads it; where none can, nothing.
    """
    said = {slug: {_key(rate): rate.printed_change for rate in rates} for slug, rates in quoted.items()}
    first = Q(capture=capture_id) | Q(capture__same_as=capture_id)
    rows = _rows().filter(first | Q(last_capture=capture_id) | Q(last_capture__same_as=capture_id))
    for row in rows.filter(reader__in=readers) if readers else rows:
        change = said.get(row.source.slug, {}).get(_key(row))
        # An archive prints no change; the one that is kept then is from the day's own table.
        is_other = change and capture_id in (row.capture_id, row.capture.same_as_id)
        if change is None or (is_other and change != row.printed_change):
            yield _edited(row, f"capture {capture_id} does not say so")


def _rows(**wanted: object) -> QuerySet[Rate]:
    return Rate.objects.filter(**wanted).select_related("source", "capture__route", "last_capture__route")


def _asked_days() -> set[date]:
    tables = Capture.objects.filter(purpose="table").exclude(about="").order_by()
    days = set(tables.values_list("about", flat=True).distinct())
    pieces = Capture.objects.filter(purpose="piece", url__contains="as=rates").order_by()
    days.update(found[1] for url in pieces.values_list("url", flat=True) if (found := _ASKED.search(url)))
    return {day for each in days if (day := _day(each)) is not None}


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None  # the name of an archive


def _is_of_bank(capture: Capture, row: Rate) -> bool:
    if capture.purpose == "piece":
        return "as=rates" in capture.url
    return capture.purpose == "table" and capture.route.source_id == row.source_id


def _is_its_reader(capture: Capture, slug: str, reader: str) -> bool:
    """Whether this reader read the capture: what an earlier one left out of it is not missing."""
    rows = Rate.objects.filter(source__slug=slug)
    if not rows.exclude(reader=reader).exists():
        return True
    return rows.filter(reader=reader, capture__captured_at__lte=capture.captured_at).exists()


def _key(rate: Rate | Quoted) -> _Key:
    return rate.currency, rate.per, rate.day, rate.units, rate.amount


def _edited(row: Rate, says: str) -> Problem:
    return Problem("rate-edited", f"rate {row.id}", says)
