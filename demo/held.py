"""What the demo's desk has kept of the world's posts, beside what is true of them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from demo.channels import read_channels
from demo.rounds import LAST_ROUND
from demo.sites import read_world
from demo.truth import read_truth

_KEPT = """
    SELECT address.address, SUM(NOT version.gone), MAX(version.gone)
    FROM store_address AS address
    JOIN store_version AS version ON version.post_id = address.post_id
    GROUP BY address.id
"""
_STRETCHES = """
    SELECT source.slug, coverage.since, coverage.until
    FROM store_coverage AS coverage
    JOIN store_route AS route ON route.id = coverage.route_id
    JOIN store_source AS source ON source.id = route.source_id
"""
_EVENTS = """
    SELECT source.slug, event.name, event.ended_at
    FROM store_healthevent AS event
    JOIN store_route AS route ON route.id = event.route_id
    JOIN store_source AS source ON source.id = route.source_id
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """Of one address: how many wordings are kept of its post, and whether it is known to have gone."""

    wordings: int
    is_gone: bool


@dataclass(slots=True)
class Covered:
    """Of one source: what was read without a hole, and the names of what is wrong with it or was."""

    stretches: list[tuple[datetime, datetime]] = field(default_factory=list)
    lasting: set[str] = field(default_factory=set)
    over: set[str] = field(default_factory=set)


def read_kept(desk: Path) -> dict[str, Kept]:
    """Everything kept, by address: read from the desk's tables, for no page lists it all."""
    with closing(sqlite3.connect(f"file:{desk / 'aitys.sqlite3'}?mode=ro", uri=True)) as tables:
        return {address: Kept(count, bool(gone)) for address, count, gone in tables.execute(_KEPT)}


def read_coverage(desk: Path) -> dict[str, Covered]:
    """How each source was read, by its slug."""
    found: dict[str, Covered] = defaultdict(Covered)
    with closing(sqlite3.connect(f"file:{desk / 'aitys.sqlite3'}?mode=ro", uri=True)) as tables:
        for slug, since, until in tables.execute(_STRETCHES):
            found[slug].stretches.append((_moment(since), _moment(until)))
        for slug, name, ended_at in tables.execute(_EVENTS):
            (found[slug].over if ended_at else found[slug].lasting).add(name)
    return found


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def gaps(covered: dict[str, Covered]) -> Iterator[str]:
    """What is not as it should be: of every channel one stretch from its first message to its last, none of
    one whose preview is off; and what was wrong with a channel is told, and over where it is over.
    """
    for channel in read_channels():
        held = covered[channel.name]
        if channel.preview_off:
            if held.stretches or "preview-off" not in held.lasting:
                yield f"@{channel.name} has its preview off: {held}"
            continue
        dates = [each.date for each in channel.messages(LAST_ROUND) if not each.service]
        if not any(since <= min(dates) and until >= max(dates) for since, until in held.stretches):
            yield f"@{channel.name} is not covered from {min(dates)} to {max(dates)}: {held.stretches}"
        if len(held.stretches) != 1 + bool(channel.renamed_in):  # a new name is another address to ask
            yield f"@{channel.name} was read without a hole: {held.stretches}"
        if channel.throttled_in and "no-posts-shown" not in held.over:
            yield f"@{channel.name} was held back for a while: {held}"


def addresses() -> dict[str, str]:
    """The address under which a desk keeps each post, by the name that the truth has for it."""
    sites = {
        f"{site.host}/{each.section.lang}/{each.post.slug}": f"https://{site.host}{each.path}".rstrip("/")
        for site in read_world()
        for number in (1, 3)
        for each in site.published(number)
    }
    channels = {
        f"{channel.name}/{each.number}": f"tg:{channel.id}/{each.number}"
        for channel in read_channels()
        for each in channel.post
    }
    return sites | channels


def compare(kept: dict[str, Kept]) -> Iterator[tuple[str, set[str], set[str]]]:
    """For edits and for posts gone: those held, and those that are true of the world."""
    named = {address: name for name, address in addresses().items()}
    edited = {named.get(address, address) for address, each in kept.items() if each.wordings > 1}
    gone = {named.get(address, address) for address, each in kept.items() if each.is_gone}
    for what, found in (("edit", edited), ("gone", gone)):
        yield what, found & {*named.values()}, {str(row["post"]) for row in read_truth()[what]}
