from __future__ import annotations

from datetime import timedelta

import pytest

from aitys.store import coverage, models
from aitys.store.coverage import Look, Stretch, extend
from tests.builders import NOON, add_source

HOUR = timedelta(hours=1)


def test_the_first_look_covers_from_the_oldest_post_it_shows() -> None:
    assert extend(None, Look(NOON, NOON - HOUR, overlaps=False)) == (Stretch(NOON - HOUR, NOON), True)


def test_a_look_that_shows_a_known_post_leaves_no_hole() -> None:
    before = Stretch(NOON - HOUR, NOON)
    assert extend(before, Look(NOON + HOUR, NOON - HOUR, overlaps=True)) == (
        Stretch(NOON - HOUR, NOON + HOUR),
        False,
    )


def test_a_look_whose_oldest_post_is_younger_than_the_last_look_leaves_a_hole() -> None:
    look = Look(NOON + 5 * HOUR, NOON + 3 * HOUR, overlaps=False)
    assert extend(Stretch(NOON - HOUR, NOON), look) == (Stretch(NOON + 3 * HOUR, NOON + 5 * HOUR), True)


def test_a_look_that_shows_nothing_proves_nothing() -> None:
    assert extend(Stretch(NOON - HOUR, NOON), Look(NOON + HOUR, None, overlaps=False)) is None


def test_a_post_dated_after_the_look_does_not_cover_the_future() -> None:
    extended = extend(None, Look(NOON, NOON + HOUR, overlaps=False))
    assert extended == (Stretch(NOON, NOON), True)


@pytest.mark.django_db
def test_it_keeps_stretches_with_the_hole_between() -> None:
    route = add_source()
    coverage.record_look(route.id, Look(NOON, NOON - HOUR, overlaps=False))
    coverage.record_look(route.id, Look(NOON + HOUR, None, overlaps=True))
    coverage.record_look(route.id, Look(NOON + 9 * HOUR, NOON + 8 * HOUR, overlaps=False))
    rows = models.Coverage.objects.order_by("since").values_list("since", "until")
    assert list(rows) == [(NOON - HOUR, NOON + HOUR), (NOON + 8 * HOUR, NOON + 9 * HOUR)]


@pytest.mark.django_db
def test_an_imported_archive_counts_by_publication_and_grows() -> None:
    route = add_source()
    coverage.record_import(route.id, Stretch(NOON - 9 * HOUR, NOON - 8 * HOUR), NOON)
    coverage.record_import(route.id, Stretch(NOON - 5 * HOUR, NOON - 4 * HOUR), NOON)
    row = models.Coverage.objects.get()
    assert (row.since, row.until, row.imported) == (NOON - 9 * HOUR, NOON - 4 * HOUR, True)
