"""robots.txt by RFC 9309: fetched once a day for an origin, obeyed before every request.

A 4xx, or more than five redirects, means that there is no file and everything is allowed; 429, 5xx and no
answer mean that we do not know, and ask nothing for ten minutes.
"""

from __future__ import annotations

import asyncio
import re
import time
from functools import lru_cache
from weakref import WeakValueDictionary

from protego import Protego

from aitys.collect.content import unpack
from aitys.collect.limits import Limits
from aitys.collect.manners import Manners, Robots
from aitys.collect.refusals import refused
from aitys.collect.targets import Target, follow, read_target
from aitys.collect.waiting import TOO_MANY
from aitys.collect.wire import Reply, Stopwatch, Wire, heed
from aitys.errors import FetchRefused

MOST_BYTES = 500 * 1024
MOST_REDIRECTS = 5
FRESH = 24 * 3600.0
FRESH_UNREACHABLE = 600.0
MOST_DELAY = 60.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})

_AGENT_LINE = re.compile(r"\s*user(?:-|\s+)?agent(?=[\s:]|$)[\s:]*(.*)", re.IGNORECASE)
# They stop the page itself just as well and say more than "robots-unreachable" would.
_SAYS_ENOUGH = frozenset({"private-address", "dns", "connect", "proxy", "tls", "asked-to-wait"})


class Gatekeeper:
    """Knows what each origin allows."""

    def __init__(self, limits: Limits, manners: Manners, wire: Wire) -> None:
        self._limits = limits
        self._manners = manners
        self._wire = wire
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def pace(self, target: Target) -> float:
        """Seconds between two requests to the host of `target`, which may be asked.

        Raises `FetchRefused`: robots, robots-unreachable, or why the host itself cannot be reached.
        """
        robots = await self._robots(target)
        if not _is_known(robots):
            what = f"answered {robots.status}" if robots.status else "could not be read"
            says = f"{target.origin}/robots.txt {what}, so nothing is asked there; tried again by itself."
            raise refused(target.url, says, name="robots-unreachable")
        allowed, delay = judge(robots.text, target.url, self._limits.product)
        if not allowed:
            raise refused(target.url, name="robots")
        return max(self._limits.pace_of(target.host), min(delay, MOST_DELAY))

    async def _robots(self, target: Target) -> Robots:
        # One of many asks for the same origin fetches the file, the others wait for it.
        lock = self._locks.setdefault(target.origin, asyncio.Lock())
        async with lock:
            kept = await self._manners.robots(target.origin)
            if kept is None:
                kept = await self._fetch(target)
                await self._manners.keep_robots(target.origin, kept)
            return kept

    async def _fetch(self, target: Target) -> Robots:
        try:
            reply = await self._ask(target)
            text = _read_text(reply)
        except FetchRefused as error:
            if error.name in _SAYS_ENOUGH and error.subject == _address(target).url:
                raise refused(target.url, error.says, name=error.name, permanent=error.permanent) from error
            return Robots("", 0, time.time() + FRESH_UNREACHABLE)
        found = Robots(text, reply.status, 0.0)
        return Robots(text, reply.status, time.time() + (FRESH if _is_known(found) else FRESH_UNREACHABLE))

    async def _ask(self, target: Target) -> Reply:
        """The last answer of the chain of redirects, which may itself be one redirect too many.

        It has its own time: what is left of an ask that is nearly over says nothing about this file.
        """
        watch, at = Stopwatch(self._limits.max_seconds), _address(target)
        for _ in range(MOST_REDIRECTS + 1):
            pace = self._limits.pace_of(at.host)
            reply = await self._wire.ask(at, {}, pace, watch, most=MOST_BYTES)
            if reply.status not in REDIRECTS:
                break
            at = follow(at, reply.header("location"))
        await heed(self._manners, reply)
        return reply


def _address(target: Target) -> Target:
    return read_target(f"{target.origin}/robots.txt", target.proxy)


def _is_known(robots: Robots) -> bool:
    return 200 <= robots.status < 500 and robots.status != TOO_MANY


def _read_text(reply: Reply) -> str:
    """Its first 500 KiB, whole lines, as text that any database takes."""
    body, cut = unpack(reply.target.url, reply.headers, reply.body, MOST_BYTES), reply.cut
    if cut:
        body = body[: body.rfind(b"\n") + 1]
    return body.decode("utf-8-sig", errors="replace").replace("\0", "")


def judge(text: str, url: str, product: str) -> tuple[bool, float]:
    """Whether `text` lets `product` (lower case) read `url`, and the seconds it wants between requests."""
    rules = _parse(text, product)
    return bool(rules.can_fetch(url, product)), float(rules.crawl_delay(product) or 0.0)


@lru_cache(maxsize=64)
def _parse(text: str, product: str) -> Protego:
    """Rules for other robots are folded into one group first.

    The parser copies each rule to every agent named above it: 20,000 names over 20,000 rules, which fit
    into 500 KiB, would be 400 million copies.
    """
    return Protego.parse("\n".join(_fold_agent(line, product) for line in text.splitlines()))


def _fold_agent(line: str, product: str) -> str:
    matched = _AGENT_LINE.match(line)
    if not matched:
        return line
    agent = matched.group(1).partition("#")[0].partition("/")[0].strip().lower()
    if agent == "*":
        return "User-agent: *"
    return f"User-agent: {product if agent.strip('*') == product else 'another-robot'}"
