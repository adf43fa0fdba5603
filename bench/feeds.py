"""Feeds a second: our parse against feedparser and fastfeedparser alone, in one process.

`python bench/feeds.py` makes RSS feeds of 20 and 100 invented articles and prints the median of eleven runs.
Ours ends in posts (addresses, plain text, times); the others end in their own dictionaries, with markup.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import fastfeedparser
import feedparser

from aitys.sources import feed
from aitys.values.captures import Document
from aitys.values.sources import Card

RUNS = 11
NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
CARD = Card("steppe-courier", "Steppe Courier")
SENTENCES = (
    "Мост через реку открыли в полдень, и первыми по нему проехали дорожники.",
    "Нан бағасы екі теңгеге көтерілді, деді базардағы сатушылар.",
    "Narx oshdi, dedi sotuvchilar, ammo do'konlarda un yetarli.",
    "The Bank of Tian said that the rate would stay where it is.",
)


def made(items: int) -> bytes:
    """An RSS 2.0 feed as blog software writes it: named entities, CDATA, full text and summary."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Steppe Courier</title>'
        f"<link>https://steppe-courier.example/</link>{''.join(map(_item, range(items)))}</channel></rss>"
    ).encode()


def _item(number: int) -> str:
    words = [SENTENCES[(number + step) % len(SENTENCES)] for step in range(24)]
    body = "".join(f"<p>{one} &nbsp;<a href='/tag/{number}'>{number}</a></p>" for one in words)
    printed = NOW - timedelta(minutes=7 * number)
    return (
        f"<item><title>{number}: {words[0]}</title><link>https://steppe-courier.example/n/{number}</link>"
        f'<guid isPermaLink="false">https://steppe-courier.example/?p={number}</guid>'
        f"<pubDate>{printed:%a, %d %b %Y %H:%M:%S} +0500</pubDate><dc:creator>Дежурная</dc:creator>"
        f"<category>Чу</category><description><![CDATA[<p>{words[0]} &#8230;</p>]]></description>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item>"
    )


def a_second(work: Callable[[], object]) -> float:
    """How often `work` runs in a second, by the median of RUNS."""
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return 1 / statistics.median(taken)


def _feedparser(content: bytes) -> object:
    return feedparser.parse(io.BytesIO(content))


def main() -> None:
    for items in (20, 100):
        content = made(items)
        document = Document("https://steppe-courier.example/rss.xml", content, "application/xml", NOW)
        contenders: dict[str, Callable[[], object]] = {
            "aitys": partial(feed.parse, document, CARD),
            "feedparser": partial(_feedparser, content),
            "fastfeedparser": partial(fastfeedparser.parse, content),
        }
        for name, work in contenders.items():
            print(f"{items:4} items, {len(content) // 1024:4} kB  {name:15} {a_second(work):8.1f} feeds/s")


if __name__ == "__main__":
    main()
