"""What came of a look, in one line: for a terminal and for a log."""

from __future__ import annotations

from aitys.values.rounds import Round, Tally


def round_line(done: Round) -> str:
    """ "courier: 22 read: 22 stored, 0 unchanged; pages: 19 read, 1 robots", or what was wrong.

    Pages that had a turn of their own stand alone: "courier: pages: 1 read".
    """
    if done.error:
        return f"{done.source}: {done.error.name}: {done.error.says}"
    left = "".join(f", {count} {reason}" for reason, count in sorted(done.pages.left.items()))
    pages = f"pages: {done.pages.read} read{left}" if done.pages.read or left else ""
    looked = tally_line(done.tally) if done.tally.read or not pages else ""
    return f"{done.source}: {'; '.join(filter(None, [looked, pages]))}"


def tally_line(tally: Tally) -> str:
    """ "212 read: 200 stored, 9 unchanged, 3 no-text"."""
    parts = [f"{tally.stored} stored", f"{tally.unchanged} unchanged"]
    parts += [f"{count} {reason}" for reason, count in sorted(tally.left.items())]
    return f"{tally.read} read: {', '.join(parts)}"
