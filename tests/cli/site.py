"""A news site of the cast on the loopback: its answers can be changed while it runs, and it can go away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.cli import loopback
from tests.cli.loopback import Asked, Told

HOST = "steppe-courier.example"


@dataclass(frozen=True, slots=True)
class Item:
    """One article of the feed."""

    number: int
    title: str
    text: str
    tags: tuple[str, ...] = ()

    @property
    def link(self) -> str:
        return f"http://{HOST}/news/{self.number}"


def item(number: int, *tags: str, text: str = "") -> Item:
    return Item(
        number, f"Bulletin {number} of the valley", text or f"Story {number}: the river is calm.", tags
    )


def feed(items: Sequence[Item]) -> bytes:
    """RSS 2.0; the first item is the newest."""
    entries = "".join(
        f"<item><title>{escape(one.title)}</title><link>{one.link}</link><guid>{one.link}</guid>"
        f"<description>{escape(one.text)}</description>"
        f"<pubDate>Fri, 20 Nov 2026 {one.number // 60:02}:{one.number % 60:02}:00 +0500</pubDate>"
        f"{''.join(f'<category>{escape(tag)}</category>' for tag in one.tags)}</item>"
        for one in items
    )
    head = f"<title>Steppe Courier</title><link>http://{HOST}/</link><language>en</language>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{entries}</channel></rss>'.encode()


HOME = b"""<!doctype html><html lang="en"><head><title>Steppe Courier</title>
<link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body><h1>News</h1></body></html>"""


@dataclass
class Site:
    """`pages` by path; a path that is not there is 404. `asked` are (path, status) in order."""

    pages: dict[str, tuple[str, bytes]]
    port: int = 0
    asked: list[tuple[str, int]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What a desk must be told to find the site."""
        return loopback.leading([HOST], self.port)

    def publish(self, items: Sequence[Item]) -> None:
        self.pages["/rss.xml"] = ("application/rss+xml", feed(items))

    def answer(self, path: str, etag: str) -> tuple[int, str, bytes, str]:
        kind, body = self.pages.get(path, ("", b""))
        if not kind:
            return 404, "text/plain", b"not here", ""
        mark = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        return (304, kind, b"", mark) if etag == mark else (200, kind, body, mark)


@contextmanager
def serve(items: Sequence[Item]) -> Iterator[Site]:
    """The site with these items in its feed, until the block ends."""
    site = Site({"/": ("text/html; charset=utf-8", HOME)})
    site.publish(items)

    def answer(asked: Asked) -> Told:
        status, kind, body, mark = site.answer(asked.path, asked.headers.get("If-None-Match", ""))
        site.asked.append((asked.path, status))
        return Told(status, body, kind, {"ETag": mark} if mark else {})

    with loopback.serve(answer) as site.port:
        yield site
