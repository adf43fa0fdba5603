from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from aitys.run.imports import import_rates
from aitys.run.rereading import not_reread, reread
from aitys.settings import current
from aitys.store import banks, models
from aitys.store.evidence import writing
from aitys.store.evidence.check_rates import check_rates
from tests.sources.tables import CBR_ERROR, NBK_DAY, NBK_RSS

pytestmark = pytest.mark.django_db

ASKED = date(2026, 5, 20)


@pytest.fixture
def imported(tmp_path: Path) -> Iterator[None]:
    """Two tables of one day of NBK, both with the dollar, and one that is none."""
    writing.close()
    shutil.rmtree(current().evidence, ignore_errors=True)
    paths = []
    for name, table in (("day", NBK_DAY), ("rss", NBK_RSS), ("broken", CBR_ERROR)):
        paths.append(tmp_path / f"{name}.xml")
        paths[-1].write_text(table, encoding="utf-8")
    done = import_rates(current(), paths, banks.by_code("nbk"), ASKED, lambda _: None)
    assert [error.name for error in done.errors] == ["not-a-table"]
    assert (done.tally.read, done.tally.stored, done.tally.unchanged) == (6, 4, 1)
    yield
    writing.close()
    shutil.rmtree(current().evidence)


def _found() -> set[str]:
    every = [*check_rates(), *reread(current(), lambda _done, _total: None, banks_only=True)]
    return {found.name for found in every}


def _rate(currency: str = "UZS", **edit: object) -> None:
    assert models.Rate.objects.filter(currency=currency).update(**edit) == 1


def _capture(name: str) -> int:
    return models.Capture.objects.get(url__contains=name).id


def test_rates_are_what_their_tables_say(imported: None) -> None:
    assert _found() == set()
    assert not_reread() == 0
    _rate(reader="nbk@0")
    assert not_reread() == 1


def test_a_change_that_only_a_later_table_prints_is_no_forgery(imported: None, tmp_path: Path) -> None:
    for name, change in (("archive", ""), ("own", "-1.20")):
        path = tmp_path / f"{name}.xml"
        path.write_text(NBK_DAY.replace("20.05", "18.05").replace("-1.35", change), encoding="utf-8")
        import_rates(current(), [path], banks.by_code("nbk"), None, lambda _: None)
    assert models.Rate.objects.get(currency="USD", day=date(2026, 5, 18)).printed_change == "-1.20"
    assert _found() == set()


FORGERIES: dict[str, tuple[Callable[[], object], set[str]]] = {
    "another number": (lambda: _rate(amount="9.99"), {"rate-edited", "rate-missing"}),
    "another unit": (lambda: _rate(units="1"), {"rate-edited", "rate-missing"}),
    "another day": (lambda: _rate(day=date(2026, 5, 19)), {"rate-edited", "rate-missing"}),
    "another change": (lambda: _rate(printed_change="-0.02"), {"rate-edited"}),
    "a rate taken away": (lambda: models.Rate.objects.filter(currency="UZS").delete(), {"rate-missing"}),
    "all of them": (lambda: models.Rate.objects.all().delete(), {"rate-missing"}),
    "seen later than it was": (lambda: _rate("USD", capture=_capture("rss.xml")), {"rate-edited"}),
    "gone sooner than it was": (lambda: _rate("USD", last_capture=_capture("day.xml")), {"rate-edited"}),
    "read from what is no table": (
        lambda: _rate(capture=_capture("broken.xml"), last_capture=_capture("broken.xml")),
        {"rate-edited"},
    ),
    "a day that nobody asked for": (lambda: _rate(asked_day=date(2026, 5, 19)), {"rate-edited"}),
}


def test_every_edit_of_a_rate_is_found(imported: None) -> None:
    missed = {}
    for what, (forge, names) in FORGERIES.items():
        with transaction.atomic():
            forge()
            found = _found()
            transaction.set_rollback(True)
        if not names <= found:
            missed[what] = found
    assert missed == {}
    assert _found() == set()
