"""The people of the desk, and who does what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and through which door: `terminal`, `desk`, `api`, or `collector` where nobody does.

    `user_id` is None for whoever sits at the machine's own terminal: the system knows who that is, we do not.
    """

    door: str = "terminal"
    user_id: int | None = None


TERMINAL = Actor()
COLLECTOR = Actor("collector")
"""What the program found and did by itself."""


@dataclass(frozen=True, slots=True)
class User:
    """A person who may sign in. `name` is what they sign in with; readers see only `byline`.

    `signed_in_at` is the last time, None for never.
    """

    name: str
    byline: str = ""
    is_active: bool = True
    signed_in_at: datetime | None = None
