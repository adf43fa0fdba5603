"""An invented region: files of channel posts to import, and three sites with feeds and article pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from tests.cli.site import Site, serve

WORD = "valley"
"""It stands in every post."""

_LINES = 200
_EDITED_EVERY = 25
_ITEMS = 3
_SITES = {
    "steppe-courier.example": "Steppe Courier",
    "issyk-herald.example": "Issyk Herald",
    "samarkand-daily.example": "Samarkand Daily",
}


def write_parts(folder: Path, count: int) -> list[Path]:
    """`count` files of posts of two channels; some stand twice in their file, the second time edited."""
    paths = [folder / f"part-{number:04}.jsonl" for number in range(count)]
    for number, path in enumerate(paths):
        numbers = range(number * _LINES, (number + 1) * _LINES)
        posts = [_line(n, "first seen") for n in numbers]
        posts += [_line(n, "put right") for n in numbers if n % _EDITED_EVERY == 0]
        path.write_text("".join(posts), encoding="utf-8")
    return paths


def _line(number: int, how: str) -> str:
    post = {
        "source": "@bazaar_talk" if number % 2 else "@valley_wire",
        "id": number,
        "date": f"2026-10-{1 + number % 30:02}T09:00:00+05:00",
        "text": f"Word {number} from the {WORD}, {how}: the ferry over the lake waits for calm water.",
    }
    return json.dumps(post) + "\n"


@dataclass
class Region:
    """Three sites on one server; each `publish` adds articles at the head of every feed."""

    site: Site
    published: dict[str, int] = field(default_factory=dict)

    @property
    def feeds(self) -> list[str]:
        return [f"http://{host}/{host}/rss.xml" for host in _SITES]

    @property
    def environment(self) -> dict[str, str]:
        connect = ",".join(f"{host}=127.0.0.1:{self.site.port}" for host in _SITES)
        return {"AITYS_ALLOW_HOSTS": ",".join(_SITES), "AITYS_NETWORK_CONNECT_TO": connect}

    def publish(self) -> None:
        for host, title in _SITES.items():
            last = self.published.get(host, 0) + _ITEMS
            self.published[host] = last
            for number in range(last - _ITEMS + 1, last + 1):
                self.site.pages[f"/{host}/{number}"] = ("text/html; charset=utf-8", _page(host, number))
            self.site.pages[f"/{host}/rss.xml"] = ("application/rss+xml", _feed(host, title, last))


def _feed(host: str, title: str, last: int) -> bytes:
    items = "".join(
        f"<item><title>Bulletin {n} of the {WORD}</title><link>http://{host}/{host}/{n}</link>"
        f"<description>{escape(title)} reports, {n}.</description><category>Water</category>"
        f"<pubDate>Fri, 20 Nov 2026 {n // 60 % 24:02}:{n % 60:02}:00 +0500</pubDate></item>"
        for n in range(last, 0, -1)
    )
    head = f"<title>{title}</title><link>http://{host}/</link><language>en</language>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def _page(host: str, number: int) -> bytes:
    said = "".join(
        f"<p>Paragraph {n} of article {number}: engineers measured the river of the {WORD} at dawn.</p>"
        for n in range(6)
    )
    title = f"Bulletin {number} of the {WORD}"
    return (
        f"<html lang='en'><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{said}</article></body></html>"
    ).encode()


@contextmanager
def serve_region() -> Iterator[Region]:
    """The sites, with nothing published yet, until the block ends."""
    with serve([]) as site:
        yield Region(site)
