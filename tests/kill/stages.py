"""Where in its work a killed command was, told by what it left behind."""

from __future__ import annotations

from enum import StrEnum

from tests.cli.terminal import Desk
from tests.kill.contents import unknown_bytes

_HALF_READ = """
SELECT count(*) FROM store_toread t
WHERE EXISTS (SELECT 1 FROM store_reading r WHERE r.capture_id = t.capture_id)
"""


class Left(StrEnum):
    """What a kill may leave, in the order of the flow."""

    BYTES = "evidence without its row"
    UNREAD = "captures unread"
    HALF_READ = "a capture half read"
    UNASKED = "pages unasked"
    UNINDEXED = "posts unindexed"
    UNSEALED = "captures unsealed"


_BY_QUEUE = {
    "store_toread": Left.UNREAD,
    "store_toask": Left.UNASKED,
    "store_toindex": Left.UNINDEXED,
    "store_toseal": Left.UNSEALED,
}


def left_by_kill(desk: Desk) -> frozenset[Left]:
    """All that waits on the desk now; empty where the kill came before anything or after everything."""
    found = {
        left
        for queue, left in _BY_QUEUE.items()
        if desk.rows(f"SELECT count(*) FROM {queue}") != [(0,)]  # noqa: S608 - our own names
    }
    if unknown_bytes(desk):
        found.add(Left.BYTES)
    if desk.rows(_HALF_READ) != [(0,)]:
        found.add(Left.HALF_READ)
    return frozenset(found)
