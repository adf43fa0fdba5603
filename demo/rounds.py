"""Three looks at the invented world in simulated time, and what is there to see at each."""

from __future__ import annotations

from datetime import UTC, datetime

# Kerege is five hours ahead: in the morning, after the noon of the same day, on the next morning.
ROUNDS = {
    1: datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
    2: datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
    3: datetime(2026, 11, 24, 6, 0, tzinfo=UTC),
}
LAST_ROUND = max(ROUNDS)


def first_round(date: datetime) -> int:
    """The first round at which a post of that date is there; raises ValueError for one after the last."""
    for number, at in ROUNDS.items():
        if date <= at:
            return number
    raise ValueError(f"{date} is after the last round")


def is_there(date: datetime, gone_in: int, number: int) -> bool:
    """Whether a post of that date is served in a round; `gone_in` is the first without it, 0 for none."""
    return first_round(date) <= number and not 0 < gone_in <= number
