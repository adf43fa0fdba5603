"""What came of a look, in one line: for a terminal and for a log."""

from __future__ import annotations

from aitys.values.rounds import Round, Tally

# What a bank answers for a day on which it set no rates: a document without rows, or another page.
_NO_TABLE = {"empty": "no table for that day", "not-a-table": "another page, no table for that day"}


def round_line(done: Round) -> str:
    """ "courier: 22 read: 22 stored, 0 unchanged; pages: 19 read, 1 robots", or what was wrong.

    Pages that had a turn of their own stand alone: "courier: pages: 1 read".
    """
    if done.error:
        return f"{done.source}: {done.error.name}: {done.error.says}"
    left = "".join(f", {count} {reason}" for reason, count in sorted(done.pages.left.items()))
    pages = f"pages: {done.pages.read} read{left}" if done.pages.read or left else ""
    looked = _with_reasons(done.tally) if done.tally.read or not pages else ""
    return f"{done.source}: {'; '.join(filter(None, [looked, pages]))}"


def _with_reasons(tally: Tally) -> str:
    line = tally_line(tally)
    for name, says in _NO_TABLE.items():
        if name in tally.left:
            left = f"{tally.left[name]} {name}"
            line = line.replace(left, f"{left} ({says})")
    return line


def tally_line(tally: Tally) -> str:
    """ "212 read: 200 stored, 9 unchanged, 3 no-text"."""
    parts = [f"{tally.stored} stored", f"{tally.unchanged} unchanged"]
    parts += [f"{count} {reason}" for reason, count in sorted(tally.left.items())]
    return f"{tally.read} read: {', '.join(parts)}"
