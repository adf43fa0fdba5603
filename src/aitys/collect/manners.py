"""What must be remembered between requests so that no host is asked too often, by however many processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Robots:
    """A site's robots.txt as it was found. `status` is HTTP's, 0 when nothing came; `fresh_until` is Unix
    seconds; `text` is empty unless the status is 2xx, and holds no NUL."""

    text: str
    status: int
    fresh_until: float


class Manners(Protocol):
    """Implemented over the database. The first argument is only a key, and may be passed by position alone.

    Turns are kept by host ("steppe-courier.example": one pace for http and https alike), robots.txt by
    origin ("https://steppe-courier.example:443": RFC 9309).
    """

    async def slot(self, host: str, pace: float, patience: float, /) -> float | None:
        """Reserve the host's next turn, `pace` seconds after the one before; the seconds to wait for it.

        None, and nothing is reserved, where that is more than `patience` seconds.
        """
        ...

    async def hold(self, host: str, seconds: float, /) -> None:
        """Give no turn before `seconds` from now have passed (Retry-After); never shortens a wait."""
        ...

    async def rest(self, host: str, /) -> float:
        """Give no turn for some time, longer each time in a row; the seconds. For a 429 that names none."""
        ...

    async def robots(self, origin: str, /) -> Robots | None:
        """What was kept, if it is still fresh."""
        ...

    async def keep_robots(self, origin: str, robots: Robots, /) -> None: ...
