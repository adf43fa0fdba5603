"""How fast official rates are looked up and judged, on more of them than seven banks print in a year.

    python -m bench.rates [--days 400] [--currencies 60] [--rounds 30]

Every bank that the program knows gets a table of invented rates a day, in a temporary desk on SQLite (rows
alone, without evidence). Times are wall clock over `--rounds` runs: of the row of rates that stands on every
page (the look-up, and all of it: changes, flags, both directions), of the tables in force, and of histories.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sized
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import django
from django.core.management import call_command

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
BASE = "USD"
ORDER = ("KGS", "KZT", "TJS", "UZS", "TMT")


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds, and how many values came back."""

    what: str
    p50: float
    p95: float
    found: int


def open_desk(folder: str) -> None:
    os.environ["AITYS_DESK"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "aitys.django_settings"
    django.setup()
    call_command("migrate", verbosity=0)


def currencies(number: int) -> list[str]:
    """The region's and the largest, and invented ones up to the number wanted."""
    invented = (f"{chr(65 + each // 26)}{chr(65 + each % 26)}X" for each in range(number))
    return [BASE, "EUR", "RUB", "CNY", *ORDER, *invented][:number]


def fill(days: int, names: list[str]) -> int:
    """Keep a table a day of each bank; returns how many rates there are."""
    from aitys.store import banks, models, sources  # noqa: PLC0415 - Django is set up by now
    from aitys.values.sources import Card, RouteKind, SourceKind  # noqa: PLC0415

    for bank in banks.every():
        sources.add(Card(bank.code, bank.title, kind=SourceKind.BANK, country=bank.country), NOW)
        route = sources.add_route(bank.code, RouteKind.BANK, bank.current[0])
        source = models.Source.objects.get(slug=bank.code)
        for number in range(days):
            at = NOW - timedelta(days=number)
            capture = models.Capture.objects.create(
                route_id=route.id,
                purpose="table",
                url=bank.current[0],
                final_url=bank.current[0],
                status=200,
                captured_at=at,
                payload_sha256="0" * 64,
                statement_sha256="0" * 64,
            )
            models.Rate.objects.bulk_create(
                models.Rate(
                    source=source,
                    currency=currency,
                    per=bank.currency,
                    units="1",
                    amount=f"{100 + place + number / 1000:.4f}",
                    printed_change="-0.0010",
                    day=at.date(),
                    capture=capture,
                    last_capture=capture,
                    reader=f"{bank.code}@1",
                )
                for place, currency in enumerate(names)
                if currency != bank.currency
            )
    return models.Rate.objects.count()


def timed(what: str, rounds: int, look: Callable[[], Sized]) -> Measured:
    found = len(look())
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        look()
        took.append((time.perf_counter() - began) * 1000)
    return Measured(what, statistics.median(took), statistics.quantiles(took, n=20)[-1], found)


def measure(rounds: int) -> Iterator[Measured]:
    from aitys.rates.quotes import quotes, window  # noqa: PLC0415 - Django is set up by now
    from aitys.rates.ticker import ticker  # noqa: PLC0415
    from aitys.store import banks, rates  # noqa: PLC0415

    every, days = banks.every(), window(None, NOW)
    row = (BASE, *ORDER)

    def whole_row() -> Sized:
        return ticker(quotes(rates.around(*days, row), every, None, NOW), every, ORDER, BASE)

    yield timed("the row's rates, looked up", rounds, lambda: rates.around(*days, row))
    yield timed("the row, with changes and flags", rounds, whole_row)
    yield timed("all tables in force, looked up", rounds, lambda: rates.around(*days))
    yield timed("all tables in force, judged", rounds, lambda: quotes(rates.around(*days), every, None, NOW))
    yield timed("a currency's past at one bank", rounds, lambda: rates.history("nbk", BASE))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--days", type=int, default=400)
    options.add_argument("--currencies", type=int, default=60)
    options.add_argument("--rounds", type=int, default=30)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="aitys-bench-") as folder:
        open_desk(folder)
        print(f"{fill(given.days, currencies(given.currencies)):,} rates")
        print(f"{'':34} p50, ms  p95, ms  values")
        for each in measure(given.rounds):
            print(f"{each.what:34} {each.p50:7.1f} {each.p95:8.1f} {each.found:7,}")


if __name__ == "__main__":
    main()
