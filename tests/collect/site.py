"""A site of our own on the loopback: raw bytes out, so that it can be as wrong as we like."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from aitys.collect.fetch import Fetcher
from aitys.collect.limits import Limits
from aitys.collect.network import Resolver, resolve_host
from tests.collect.memory import RememberedManners

COURIER = "steppe-courier.example"
HERALD = "issyk-herald.example"
DAILY = "samarkand-daily.example"

Play = Callable[[asyncio.StreamWriter], Awaitable[None]]


def reply(status: int = 200, body: bytes = b"", **headers: str) -> bytes:
    """A whole answer with its length; header names are written with "_" for "-"."""
    fields = {"Content_Length": str(len(body)), **headers}
    lines = [f"HTTP/1.1 {status} Any", *(f"{k.replace('_', '-')}: {v}" for k, v in fields.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def moved(location: str, status: int = 302) -> bytes:
    return reply(status, Location=location)


@dataclass
class Site:
    """Answers each path with bytes or plays them; keeps the head of every request and when it came."""

    pages: dict[str, bytes | Play] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    heads: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    port: int = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        await self._server.wait_closed()

    @property
    def paths(self) -> list[str]:
        return [head.split(" ", 2)[1] for head in self.heads]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.heads.append(head)
            self.times.append(asyncio.get_running_loop().time())
            page = self.pages.get(head.split(" ", 2)[1], reply(404))
            if isinstance(page, bytes):
                writer.write(page)
                await writer.drain()
            else:
                await page(writer)
        except (OSError, asyncio.IncompleteReadError):
            pass  # the other side gave up, which is what many of these tests are about
        finally:
            writer.close()


def limits(*sites: tuple[str, Site], **changes: object) -> Limits:
    """Limits that lead each host to its site, allow it, and are quick."""
    fields: dict[str, object] = {
        "user_agent": "Aitys/0.1 (test)",
        "pace": 0.0,
        "allow_hosts": tuple(host for host, _ in sites),
        "connect_to": {host: f"127.0.0.1:{site.port}" for host, site in sites},
        "ca_file": None,
        "max_bytes": 100_000,
        "max_decompressed_bytes": 1_000_000,
        "max_seconds": 5.0,
        "max_redirects": 5,
        "parallel": 4,
        "host_pace": {},
    }
    return Limits(**{**fields, **changes})  # type: ignore[arg-type]  # a test names fields loosely


def fetcher(
    given: Limits, manners: RememberedManners | None = None, resolve: Resolver = resolve_host
) -> Fetcher:
    return Fetcher(given, manners or RememberedManners(), resolve=resolve)
