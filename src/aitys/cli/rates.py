"""`aitys rates`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from aitys.cli.doors import answer, as_json, day_of, open_desk
from aitys.rates.directions import Line, direct, inverse
from aitys.rates.quotes import Quote, quotes, window
from aitys.store import banks
from aitys.store import rates as store
from aitys.text.numbers import percent
from aitys.values.rates import Bank

# Wide enough for the longest row: where nobody looks on, a table is never wrapped.
_WIDE = 160


@click.command()
@click.option("--day", metavar="DAY", help="What was in force on it, as in 2026-11-24; else what is now.")
@click.option(
    "--bank", metavar="BANK", help="Only the rates of this bank: nbkr, nbk, nbt, cbu, cbt, ecb, cbr."
)
@as_json
def rates(day: str | None, bank: str | None, *, as_json: bool) -> None:
    """Show the official rates in force, with their change and flags.

    They are the banks' own quotations; the change is that against the published day before.
    """
    open_desk()
    asked, now = day_of("--day", day), datetime.now(UTC)
    every = {each.code: each for each in banks.every()}
    shown = banks.by_code(bank).code if bank else None
    look_up = store.between if asked else store.around
    found = quotes(look_up(*window(asked, now)), tuple(every.values()), asked, now)
    kept = [quote for quote in found if shown in (None, quote.rate.rate.bank)]
    answer(
        {"rates": [_json(quote) for quote in kept]}, as_json=as_json, lines=lambda: _lines(kept, every, asked)
    )


def _json(quote: Quote) -> dict[str, object]:
    rate, moved = quote.rate.rate, quote.change_percent
    return {
        "bank": rate.bank,
        "currency": rate.currency,
        "per": rate.per,
        "units": rate.units,
        "amount": rate.amount,
        "day": rate.day.isoformat(),
        "asked_day": _iso(quote.rate.asked_day),
        "previous_day": _iso(quote.previous.rate.day if quote.previous else None),
        "change_percent": None if moved is None else float(moved),
        "flags": list(quote.flags),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _lines(found: Sequence[Quote], every: Mapping[str, Bank], asked: date | None) -> list[str]:
    if not found:
        when = f"in force on {asked}" if asked else "yet"
        return [f"no official rates {when}; they come with `aitys collect`, once a bank is a source"]
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("bank", "official rate", "inverse", "change", "in force since", "flags"):
        table.add_column(name, no_wrap=True, justify="right" if name == "change" else "left")
    for quote in found:
        table.add_row(*_cells(quote, every[quote.rate.rate.bank]))
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = _WIDE
    with console.capture() as printed:
        console.print(table)
    return [line.rstrip() for line in printed.get().splitlines() if line.strip()]


def _cells(quote: Quote, bank: Bank) -> tuple[str, ...]:
    rate = quote.rate.rate
    return (
        rate.bank,
        _written(direct(rate, bank.places)),
        _written(inverse(rate, bank.places)),
        percent(quote.change_percent),
        rate.day.isoformat(),
        ", ".join(quote.flags),
    )


def _written(line: Line) -> str:
    return f"{line.units} {line.currency} = {line.amount} {line.per}"
