"""Words of a test, as a table."""

from __future__ import annotations


def groups(table: str) -> list[list[str]]:
    """The words between two bars, or two ends of lines that begin a new word."""
    return [part.split() for part in table.replace("\n    ", " | ").split("|") if part.strip()]
