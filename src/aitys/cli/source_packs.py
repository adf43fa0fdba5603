"""`aitys source pack`, and what a person is told of a pack that was added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import click

from aitys.cli.doors import answer, as_json, counted, open_desk
from aitys.run.packs import PACKS, add_pack
from aitys.store import sources
from aitys.values.sources import SourceKind
from aitys.values.stored import SourceStatus


@dataclass(frozen=True, slots=True)
class Packed:
    """One route of a source of a pack, as it is kept now."""

    slug: str
    kind: str
    route: str
    address: str
    country: str
    paused: bool
    restricted_in: tuple[str, ...]


@click.command()
@click.argument("name", type=click.Choice(PACKS))
@as_json
def pack(name: str, *, as_json: bool) -> None:
    """Read a starter set of sources.

    banks is the central banks whose official rates stand on every page; central-asia is these, and the
    region's outlets, official bodies and fact-checkers. What is kept already stays as it is. A source that
    is restricted somewhere is added paused.
    """
    open_desk()
    slugs = add_pack(name)
    statuses = {status.card.slug: status for status in sources.statuses()}
    rows = [row for slug in slugs for row in _rows(statuses[slug])]
    answer([asdict(row) for row in rows], as_json=as_json, lines=lambda: told(rows))


def _rows(status: SourceStatus) -> list[Packed]:
    card = status.card
    return [
        Packed(
            card.slug,
            str(card.kind),
            str(health.route.kind),
            health.route.address,
            card.country,
            paused=not health.enabled,
            restricted_in=card.restricted_in,
        )
        for health in status.routes
    ]


def told(rows: Sequence[Packed]) -> list[str]:
    """How many there are by country, the banks by name, and which are paused, why, and how that ends."""
    by_slug = {row.slug: row for row in rows}
    rates = [slug for slug, row in by_slug.items() if row.kind == SourceKind.BANK]
    others = [row for row in by_slug.values() if row.kind != SourceKind.BANK]
    countries = Counter(row.country for row in others)
    counts = [f"{country} {countries[country]}" for country in sorted(filter(None, countries))]
    counts += [f"the region {countries['']}"] if countries[""] else []
    paused = [row for row in others if row.paused and row.restricted_in]
    return [
        f"added: {', '.join(rates)}",
        *([f"and {counted(len(others), 'source')}: {', '.join(counts)}"] if others else []),
        *(_paused(paused) if paused else []),
    ]


def _paused(rows: Sequence[Packed]) -> list[str]:
    named = ", ".join(f"{row.slug} ({' '.join(row.restricted_in)})" for row in rows)
    return [
        f"{len(rows)} of them are paused; they are reported to be restricted in the countries named: {named}",
        "Publishing their words, even an excerpt or a link, may be punished there. If you may, and want to,"
        " `aitys source resume SLUG` switches one on: it is read, and its excerpts stand on public pages.",
    ]
