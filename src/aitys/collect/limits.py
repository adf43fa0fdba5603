"""What one fetch may cost, and whom it may meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aitys.errors import WrongSettings

_SHARED = {"t.me": 1.0}
"""Hosts of many sources, which are built for more: seconds, or the usual pace where that is less."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The fields of `settings.Network`: `pace` in seconds between two requests to a host, `host_pace` that of
    hosts which have one of their own, sizes in bytes.

    `allow_hosts` are names that may stand for private addresses; `connect_to` sends the connections of a
    host to "address:port" or "address" instead (as curl does), names and certificates staying those of the
    host. `max_seconds` is time on the wire over all redirects; waiting for a turn is not counted.
    Raises `WrongSettings`.
    """

    user_agent: str
    pace: float
    allow_hosts: tuple[str, ...]
    connect_to: Mapping[str, str]
    ca_file: Path | None
    max_bytes: int
    max_decompressed_bytes: int
    max_seconds: float
    max_redirects: int
    parallel: int
    host_pace: Mapping[str, float]

    def __post_init__(self) -> None:
        if not (self.user_agent.isascii() and self.user_agent.isprintable() and self.user_agent.strip()):
            raise WrongSettings("network.user_agent", "must be printable ASCII and not empty")
        for host in self.connect_to:
            self.detour(host, 80)

    @property
    def product(self) -> str:
        """The product token that robots.txt files know us by: "Aitys/0.1 (…)" -> "aitys"."""
        return self.user_agent.split()[0].partition("/")[0].lower()

    def allows(self, host: str) -> bool:
        """Whether `host` (lower case, ASCII) may stand for a private address."""
        return host in self.allow_hosts or host in {name.lower() for name in self.allow_hosts}

    def pace_of(self, host: str) -> float:
        """Seconds between two requests to `host` (lower case, ASCII), if its robots.txt wants no more."""
        if host in self.host_pace:
            return self.host_pace[host]
        return min(self.pace, _SHARED.get(host, self.pace))

    def detour(self, host: str, port: int) -> tuple[str, int]:
        """Where a connection to `host`:`port` really goes."""
        target = self.connect_to.get(host)
        if target is None:
            return host, port
        if target.startswith("["):
            address, _, rest = target[1:].partition("]")
            written = rest.removeprefix(":")
        elif target.count(":") > 1:
            address, written = target, ""
        else:
            address, _, written = target.partition(":")
        if not address or (written and not _is_port(written)):
            raise WrongSettings("network.connect_to", f'"{host}" leads to "{target}"; write address:port')
        return address, int(written) if written else port


def _is_port(written: str) -> bool:
    return written.isascii() and written.isdigit() and 0 < int(written) < 65536
