"""One Ask in, one Answer out."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from aitys.collect.limits import Limits
from aitys.collect.manners import Manners
from aitys.collect.network import CheckedTransport, Resolver, resolve_host
from aitys.collect.refusals import name_of_status, refused
from aitys.collect.robots import REDIRECTS, Gatekeeper
from aitys.collect.targets import Target, follow, read_target
from aitys.collect.wire import Reply, Stopwatch, Wire, heed
from aitys.values.captures import GONE, Answer, Ask, Purpose


class Fetcher:
    """Fetches any number of asks at once, `limits.parallel` of them on the wire. Use with `async with`."""

    def __init__(self, limits: Limits, manners: Manners, *, resolve: Resolver = resolve_host) -> None:
        """Raises `WrongSettings` for a CA file that cannot be read."""
        self._limits = limits
        self._manners = manners
        self._transport = CheckedTransport(limits, resolve)
        self._wire = Wire(limits, manners, self._transport)
        self._gatekeeper = Gatekeeper(limits, manners, self._wire)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._transport.aclose()

    async def fetch(self, ask: Ask, proxy: str = "") -> Answer:
        """A 2xx or a 304 with its body as transferred; `url` of the answer is the ask's as it was sent.

        Of a post's own page a 404 or 410 is an answer too: that nothing is there is evidence.

        `proxy` is the address of the one to ask through; nothing of it is in the answer or in a refusal but
        the name of its host.

        Raises `FetchRefused` and nothing else (but for what `manners` itself raises); its subject is the
        address that was being asked.
        """
        target = first = read_target(ask.url, proxy)
        watch, hops, seen = Stopwatch(self._limits.max_seconds), list[tuple[int, str]](), {first.url}
        reply = begun = await self._ask(target, ask, watch)
        while reply.status in REDIRECTS:
            target = follow(target, reply.header("location"))
            if target.url in seen or len(hops) >= self._limits.max_redirects:
                raise refused(first.url, name="too-many-redirects")
            seen.add(target.url)
            hops.append((reply.status, target.url))
            reply = await self._ask(target, ask, watch)
        self._check(reply, ask)
        return Answer(
            url=first.url,
            final_url=target.url,
            status=reply.status,
            headers=reply.headers,
            body=reply.body,
            asked_at=begun.asked_at,
            received_at=reply.received_at,
            hops=tuple(hops),
        )

    async def _ask(self, target: Target, ask: Ask, watch: Stopwatch) -> Reply:
        pace = await self._gatekeeper.pace(target)
        reply = await self._wire.ask(target, _validators(ask), pace, watch, most=self._limits.max_bytes)
        wait = await heed(self._manners, reply)
        if wait is not None:
            says = (
                f"The site answered {reply.status} and asked for {wait:.0f} s of rest; left alone until then."
            )
            raise refused(target.url, says, name="asked-to-wait")
        return reply

    def _check(self, reply: Reply, ask: Ask) -> None:
        is_unchanged = reply.status == 304 and bool(_validators(ask))
        is_gone = ask.purpose is Purpose.PAGE and reply.status in GONE
        if not (200 <= reply.status < 300 or is_unchanged or is_gone):
            raise refused(reply.target.url, name=name_of_status(reply.status))
        if reply.cut:
            says = f"The answer is larger than {self._limits.max_bytes} bytes (network.max_bytes)."
            raise refused(reply.target.url, says, name="too-large")


def _validators(ask: Ask) -> dict[str, str]:
    """What makes a 304 possible. One that no header can carry is left out: the whole body comes."""
    given = {"If-None-Match": ask.etag, "If-Modified-Since": ask.last_modified}
    return {name: value for name, value in given.items() if value and _fits_header(value)}


def _fits_header(value: str) -> bool:
    return value == value.strip() and all(" " <= letter <= "\xff" and letter != "\x7f" for letter in value)
