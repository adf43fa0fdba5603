"""Chains what was captured; whoever captured it waits for no one else to do it."""

from __future__ import annotations

from aitys.store import chain


def seal_all() -> int:
    """Seal until nothing waits; returns how many links were made."""
    total = 0
    while sealed := chain.seal():
        total += sealed
    return total
