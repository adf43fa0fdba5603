"""One request on the wire: its turn, its share of the gate, its time and its bytes. Redirects end here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from aitys.collect.limits import Limits
from aitys.collect.manners import Manners
from aitys.collect.network import CheckedTransport
from aitys.collect.refusals import FOREIGN, from_foreign, refused
from aitys.collect.targets import Target
from aitys.collect.waiting import TOO_MANY, seconds_to_wait
from aitys.errors import FetchRefused

PATIENCE = 600.0  # seconds; who would have to wait longer for a turn is told so and takes none
_LATE = 0.25  # seconds after its turn in which a request may still start
_CONNECT_SECONDS = 10.0  # for one address of a host


class Stopwatch:
    """The time that one ask may spend on the wire, over all its requests."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Raises TimeoutError when the time is used up."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(self._left):
                yield
        finally:
            self._left -= loop.time() - started


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of one host, times in UTC. `body` is empty unless the status is 2xx, and is as transferred
    except for chunking, so Transfer-Encoding is not among `headers`. `cut`: there was more than was read."""

    target: Target
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    cut: bool
    asked_at: datetime
    received_at: datetime

    def header(self, name: str) -> str:
        """The first header of that name (lower case); empty when there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


class Wire:
    """Asks one address at a time and gives up by name."""

    def __init__(self, limits: Limits, manners: Manners, transport: CheckedTransport) -> None:
        self._limits = limits
        self._manners = manners
        self._transport = transport
        self._gate = asyncio.Semaphore(limits.parallel)

    async def ask(
        self, target: Target, extra: Mapping[str, str], pace: float, watch: Stopwatch, *, most: int
    ) -> Reply:
        """GET `target` with `extra` headers when its host's turn has come; reads `most` bytes at most.

        Raises `FetchRefused` with `target` as its subject, whatever the status is not.
        """
        async with self._turn(target, pace):
            try:
                async with watch.running():
                    return await self._exchange(target, extra, most)
            except FetchRefused as error:  # the network knows the host only
                raise refused(target.url, error.says, name=error.name, permanent=error.permanent) from error
            except FOREIGN as error:
                raise from_foreign(target.url, error) from error

    @asynccontextmanager
    async def _turn(self, target: Target, pace: float) -> AsyncIterator[None]:
        """Wait for a turn outside the gate, lest a slow host's queue keep the others out."""
        loop = asyncio.get_running_loop()
        while True:
            wait = await self._manners.slot(target.host, pace, PATIENCE)
            if wait is None:
                says = (
                    f"{target.host} has asked for rest or has a long queue: no turn within {PATIENCE:.0f} s."
                )
                raise refused(target.url, says, name="asked-to-wait")
            due = loop.time() + wait
            await asyncio.sleep(wait)
            async with self._gate:
                # Whoever stood at the gate past their turn would run into the next one's.
                if pace <= 0 or loop.time() - due <= _LATE:
                    yield
                    return

    async def _exchange(self, target: Target, extra: Mapping[str, str], most: int) -> Reply:
        asked_at = datetime.now(UTC)
        # The transport, not httpx.AsyncClient: a client keeps cookies and prepares the next redirect itself.
        response = await self._transport.handle_async_request(self._request(target, extra))
        try:
            body, cut = await _read(response, most) if response.is_success else (b"", False)
        finally:
            await response.aclose()
        headers = tuple(
            (key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers.raw
        )
        kept = tuple(pair for pair in headers if pair[0].lower() != "transfer-encoding")
        return Reply(target, response.status_code, kept, body, cut, asked_at, datetime.now(UTC))

    def _request(self, target: Target, extra: Mapping[str, str]) -> httpx.Request:
        headers = {
            "User-Agent": self._limits.user_agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            **extra,
        }
        raw = [(key.encode("ascii"), value.encode("latin-1")) for key, value in headers.items()]
        timeouts = {"connect": _CONNECT_SECONDS}  # for all the rest there is the stopwatch
        extensions = {"timeout": timeouts, "proxy": target.proxy}
        return httpx.Request("GET", target.url, headers=raw, extensions=extensions)


async def heed(manners: Manners, reply: Reply) -> float | None:
    """Leave the host alone where it wants that; the seconds it asked for, None where it named none."""
    wait = seconds_to_wait(reply.status, reply.header("retry-after"), time.time())
    if wait is not None:
        await manners.hold(reply.target.host, wait)
    elif reply.status == TOO_MANY:
        await manners.rest(reply.target.host)
    return wait


async def _read(response: httpx.Response, most: int) -> tuple[bytes, bool]:
    """The first `most` bytes as transferred, and whether there were more."""
    body = bytearray()
    async for part in response.aiter_raw():
        body += part
        if len(body) > most:
            return bytes(body[:most]), True
    return bytes(body), False
