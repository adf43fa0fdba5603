"""Copies of one post together, and which of them was the first.

Nothing of this is stored as truth: both are computed from times and links, so that an older original that
comes late becomes the first, and the order of arrival changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from aitys.values.copies import Appearance, Group, Link

_Linked = Mapping[int, set[int]]


def counts_from(appearance: Appearance) -> datetime:
    """The moment from which an appearance counts.

    Words that came with an edit count from the look that found them. So does a post without a date, with one
    after that look, or with one after which a look had not shown it: a publisher can set a date back. A file
    that was imported counts by what it prints.
    """
    posted = appearance.posted
    if appearance.edited or posted is None or posted.at > appearance.seen_since:
        return appearance.seen_since
    if appearance.not_yet is not None and not appearance.imported:
        return appearance.seen_since
    return posted.at


def in_order(appearances: Iterable[Appearance]) -> list[Appearance]:
    """The first before the others: by the moment, an exact date before a guessed one, then by id."""
    return sorted(appearances, key=_rank)


def _rank(appearance: Appearance) -> tuple[datetime, bool, int]:
    guessed = appearance.posted is not None and appearance.posted.guessed
    return counts_from(appearance), guessed, appearance.id


def groups(appearances: Iterable[Appearance], links: Iterable[Link]) -> tuple[Group, ...]:
    """Every appearance in one group, alone where it has no link; by the time of each group's first.

    A group is built against its first: who is linked only to another of its members begins one of its own, so
    that no chain of small changes ties together what has nothing in common. A link to an id that is not among
    `appearances` counts for nothing.
    """
    linked = _both_ways(links)
    members: dict[int, list[int]] = {}
    begun: dict[int, int] = {}  # how many groups began before this one
    for each in in_order(appearances):
        firsts = linked.get(each.id, set()) & begun.keys()
        first = min(firsts, key=begun.__getitem__, default=each.id)
        begun.setdefault(first, len(begun))
        members.setdefault(first, []).append(each.id)
    return tuple(Group(first, tuple(ids)) for first, ids in members.items())


def reached(new: int, links: Iterable[Link]) -> frozenset[int]:
    """All ids that a chain of links leads to from `new`: what a new post can regroup, and nothing else."""
    linked = _both_ways(links)
    found, to_visit = {new}, [new]
    while to_visit:
        further = linked.get(to_visit.pop(), set()) - found
        found |= further
        to_visit += further
    return frozenset(found)


def _both_ways(links: Iterable[Link]) -> _Linked:
    linked: dict[int, set[int]] = defaultdict(set)
    for link in links:
        linked[link.one].add(link.other)
        linked[link.other].add(link.one)
    return linked
