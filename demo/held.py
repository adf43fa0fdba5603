"""What the demo's desk has kept of the world's posts, beside what is true of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from demo.channels import read_channels
from demo.sites import read_world
from demo.truth import read_truth

# The words of these stand on pages that are asked once: what happens to them later no list tells.
UNSEEN = ("cards", "json-list", "sitemap")
_KEPT = """
    SELECT address.address, SUM(NOT version.gone), MAX(version.gone)
    FROM store_address AS address
    JOIN store_version AS version ON version.post_id = address.post_id
    GROUP BY address.id
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """Of one address: how many wordings are kept of its post, and whether it is known to have gone."""

    wordings: int
    is_gone: bool


def read_kept(desk: Path) -> dict[str, Kept]:
    """Everything kept, by address: read from the desk's tables, for no page lists it all."""
    with closing(sqlite3.connect(f"file:{desk / 'aitys.sqlite3'}?mode=ro", uri=True)) as tables:
        return {address: Kept(count, bool(gone)) for address, count, gone in tables.execute(_KEPT)}


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


def compare(kept: dict[str, Kept]) -> Iterator[tuple[str, set[str], set[str], set[str]]]:
    """For edits and for posts gone: those held, the least and the most of them that should be."""
    named = {address: name for name, address in addresses().items()}
    unseen = tuple(site.host for site in read_world() if site.feed in UNSEEN)
    edited = {named.get(address, address) for address, each in kept.items() if each.wordings > 1}
    gone = {named.get(address, address) for address, each in kept.items() if each.is_gone}
    for what, found in (("edit", edited), ("gone", gone)):
        most = {str(row["post"]) for row in read_truth()[what]}
        least = {name for name in most if not name.startswith(unseen)}
        yield what, found & {*named.values()}, least, most
