"""Publishers with habits of their own, and the site on the loopback that is all of their hosts."""

from __future__ import annotations

import asyncio
import random
import time
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

BEGAN = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
BEFORE = timedelta(days=28)
SHOWN = 20
LATENCY = 0.3


@dataclass(frozen=True, slots=True)
class Scene:
    """`posts` a day are the middle of what sources publish; some publish much more, many less."""

    name: str
    sources: int
    hosts: int
    pace: float
    hours: float
    posts: float
    cited_each: float = 90.0
    older: int = 2000
    due_within: float = 1800.0


@dataclass(slots=True)
class Publisher:
    """`times` are Unix seconds of its posts, of the four weeks before too."""

    number: int
    host: str
    path: str
    times: array[float]
    asked: int

    @property
    def slug(self) -> str:
        return f"valley-wire-{self.number}"


def publishers(scene: Scene) -> list[Publisher]:
    return [_publisher(scene, number) for number in range(scene.sources)]


def _publisher(scene: Scene, number: int) -> Publisher:
    draw = random.Random(number)
    host = "t.me" if scene.hosts == 1 else f"outlet-{number % scene.hosts}.example"
    path = f"/s/valley_wire_{number}" if scene.hosts == 1 else f"/{number}.xml"
    times = array("d", _times(draw, scene.posts * draw.lognormvariate(0, 1), scene.hours))
    return Publisher(number, host, path, times, bisect_right(times, BEGAN.timestamp()))


def _times(draw: random.Random, a_day: float, hours: float) -> Iterator[float]:
    """A Poisson process, a fifth as fast at night (17 to 01 UTC), thinned from the rate of the day."""
    at, by_day = (BEGAN - BEFORE).timestamp(), a_day / (16 + 8 / 5) / 3600
    until = BEGAN.timestamp() + hours * 3600
    while (at := at + draw.expovariate(by_day)) < until:
        hour = at % 86400 / 3600
        if 1 <= hour < 17 or draw.random() < 1 / 5:
            yield at


@dataclass(slots=True)
class Watchman:
    """What was due when, and when it was asked; seconds by priority."""

    due: dict[str, tuple[int, float]] = field(default_factory=dict)
    waits: dict[int, array[float]] = field(default_factory=lambda: defaultdict(lambda: array("d")))
    fresh: dict[int, array[float]] = field(default_factory=lambda: defaultdict(lambda: array("d")))
    requests: Counter[str] = field(default_factory=Counter)
    moments: dict[str, float] = field(default_factory=dict)
    closest: float = float("inf")

    def arrived(self, host: str, path: str, now: float) -> None:
        self.requests["robots.txt" if path == "/robots.txt" else "asks"] += 1
        if host in self.moments:
            self.closest = min(self.closest, now - self.moments[host])
        self.moments[host] = now
        priority, due = self.due.pop(f"http://{host}{path}", (-1, now))
        if priority >= 0:
            self.waits[priority].append(now - due)


class Site:
    """Every host of a scene on one port."""

    def __init__(self, known: Sequence[Publisher], watch: Watchman, hot: frozenset[int]) -> None:
        self._by_address = {(each.host, each.path): each for each in known}
        self._watch = watch
        self._hot = hot

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # At the end the collector is told to stop, in the midst of whatever it asks.
        with suppress(asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            await self._serve(reader, writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path = head.split(" ", 2)[1]
        headers = {
            line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in head.split("\r\n")
        }
        now = time.time()
        self._watch.arrived(headers["host"], path, now)
        await asyncio.sleep(LATENCY)
        writer.write(self._answer(headers["host"], path, headers.get("if-none-match", ""), now))
        await writer.drain()
        writer.close()

    def _answer(self, host: str, path: str, mark: str, now: float) -> bytes:
        publisher = self._by_address.get((host, path))
        if path == "/robots.txt":
            return _reply(b"User-agent: *\nAllow: /\n", "text/plain")
        if publisher is None:
            return _reply(_article(path), "text/html; charset=utf-8")
        count = bisect_right(publisher.times, now)
        priority = 0 if publisher.number in self._hot else 2
        for at in publisher.times[publisher.asked : count]:
            self._watch.fresh[priority].append(now - at)
        publisher.asked = count
        if mark == f'"{count}"':
            return f'HTTP/1.1 304 Not Modified\r\nETag: "{count}"\r\nContent-Length: 0\r\n\r\n'.encode()
        return _reply(_feed(publisher, count), "application/rss+xml", f'ETag: "{count}"\r\n')


def _reply(body: bytes, kind: str, more: str = "") -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


def _shown(publisher: Publisher, count: int) -> list[tuple[int, datetime]]:
    numbers = range(max(0, count - SHOWN), count)
    return [(number + 1, datetime.fromtimestamp(publisher.times[number], UTC)) for number in numbers]


def _feed(publisher: Publisher, count: int) -> bytes:
    items = "".join(
        f"<item><title>Water on street {number}</title><link>http://{publisher.host}/{publisher.number}/{number}"
        f"</link><description>The pumps of district {number} run again.</description>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        for number, at in reversed(_shown(publisher, count))
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{publisher.slug}</title>{items}'
        "</channel></rss>"
    ).encode()


def _article(path: str) -> bytes:
    words = f"The pumps of the page {path} run again, says the water board. " * 6
    return f"<html><body><article><h1>Water</h1><p>{words}</p></article></body></html>".encode()
