"""Feeds a second: our parse against feedparser and fastfeedparser, in one process.

`python bench/feeds.py` makes feeds of 20 and 100 invented articles in Cyrillic, as blog software writes them,
a new one for every run, and prints medians of processor time. Ours ends in posts (addresses, plain text,
times); feedparser and fastfeedparser end in their own dictionaries, with markup. Where "our values" stands,
posts are made of what fastfeedparser gives: without printed offsets, `isPermaLink` and the language, so they
are not the same posts.
"""

from __future__ import annotations

import gc
import io
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import fastfeedparser
import feedparser

from aitys.sources import feed
from aitys.sources.feed_values import Entry, Feed
from aitys.values.captures import Document
from aitys.values.sources import Card

RUNS = 40
NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
CARD = Card("steppe-courier", "Steppe Courier")
SENTENCES = (
    "Мост через реку открыли в полдень, и первыми по нему проехали дорожники.",
    "Нан бағасы екі теңгеге көтерілді, деді базардағы сатушылар.",
    "В мэрии рассказали, что ремонт школы закончат к первому сентября.",
    "Базардагы нандын баасы эки сомго кымбаттады, дешти сатуучулар.",
    "Банк Тянь оставил ставку прежней, сообщили в его пресс-службе.",
    "Водители маршруток попросили вернуть остановку у старого рынка.",
    "Синоптики обещают дождь в предгорьях и ветер в степи.",
)
SPACES = (
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
)


def made(items: int, first: int = 0) -> bytes:
    """An RSS 2.0 feed of `items` articles, from number `first`: summaries, full texts, a blog's markup."""
    articles = "".join(_item(number) for number in range(first, first + items))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"{SPACES}>\n<channel>\n'
        "<title>Степной курьер</title>\n"
        '<atom:link href="https://steppe-courier.example/feed/" rel="self" type="application/rss+xml" />\n'
        "<link>https://steppe-courier.example</link>\n<description>Новости степи</description>\n"
        "<lastBuildDate>Tue, 12 May 2026 11:55:00 +0000</lastBuildDate>\n<language>ru-RU</language>\n"
        f"<sy:updatePeriod>hourly</sy:updatePeriod>\n{articles}</channel>\n</rss>"
    ).encode()


def _item(number: int) -> str:
    words = [f"{SENTENCES[(number + step) % len(SENTENCES)]} {number + step}" for step in range(22)]
    printed = NOW - timedelta(minutes=7 * number)
    site = "https://steppe-courier.example"
    return (
        f"<item>\n<title>{number}: {words[0]}</title>\n<link>{site}/2026/05/12/most-otkryt-{number}/</link>\n"
        f"<comments>{site}/2026/05/12/most-otkryt-{number}/#respond</comments>\n"
        f"<dc:creator><![CDATA[Дежурная редакция]]></dc:creator>\n"
        f"<pubDate>{printed:%a, %d %b %Y %H:%M:%S} +0500</pubDate>\n"
        "<category><![CDATA[Дороги]]></category><category><![CDATA[Город]]></category>\n"
        f'<guid isPermaLink="false">{site}/?p={number}</guid>\n'
        f"<description><![CDATA[<p>{words[0]} {words[1]} [&#8230;]</p>\n]]></description>\n"
        f"<content:encoded><![CDATA[{_body(words, number, site)}]]></content:encoded>\n"
        f"<wfw:commentRss>{site}/2026/05/12/most-otkryt-{number}/feed/</wfw:commentRss>\n"
        "<slash:comments>0</slash:comments>\n</item>\n"
    )


def _body(words: list[str], number: int, site: str) -> str:
    paragraphs = [f"<p>{one} {two}</p>" for one, two in zip(words[::2], words[1::2], strict=True)]
    picture = (
        f'<figure class="wp-block-image size-large"><img src="{site}/i/{number}.jpg" alt="Мост" />'
        "<figcaption>Мост. Фото: Степной курьер</figcaption></figure>"
    )
    link = f'<a href="{site}/tag/{number}/" target="_blank" rel="noopener">писали</a>'
    linked = f"<p>Ранее {link}, что&nbsp;<strong>мост</strong> закрыт.</p>"
    points = "".join(f"<li>{one}</li>" for one in words[:4])
    said = f"<blockquote><p>«{words[5]}»</p></blockquote>"
    parts = [
        *paragraphs[:3],
        picture,
        "<h2>Подробности</h2>",
        *paragraphs[3:7],
        linked,
        f"<ul>{points}</ul>",
        said,
    ]
    return "\n\n".join([*parts, *paragraphs[7:]])


def by_aitys(content: bytes) -> object:
    return feed.parse(_document(content), CARD)


def by_feedparser(content: bytes) -> object:
    return feedparser.parse(io.BytesIO(content))


def by_fastfeedparser(content: bytes) -> object:
    return fastfeedparser.parse(content)


def by_fastfeedparser_with_our_values(content: bytes) -> object:
    """Our posts out of fastfeedparser's entries."""
    found = fastfeedparser.parse(content)
    entries = tuple(map(_entry, found["entries"]))
    about = found["feed"]
    read = Feed(about.get("title") or "", about.get("link") or "", about.get("language") or "", entries)
    return feed.posts(read, _document(content), CARD)


def _entry(item: fastfeedparser.FastFeedParserDict) -> Entry:
    return Entry(
        id=item.get("id") or "",
        link=item.get("link") or "",
        title=item.get("title") or "",
        summary=item.get("description") or "",
        content=next((part["value"] or "" for part in item.get("content") or ()), ""),
        published=item.get("published") or "",
        updated=item.get("updated") or "",
        author=item.get("author") or "",
        tags=tuple(tag["term"] for tag in item.get("tags") or () if tag.get("term")),
    )


def _document(content: bytes) -> Document:
    return Document(
        "https://steppe-courier.example/feed/", content, "application/rss+xml; charset=UTF-8", NOW
    )


CONTENDERS: dict[str, Callable[[bytes], object]] = {
    "aitys": by_aitys,
    "feedparser": by_feedparser,
    "fastfeedparser": by_fastfeedparser,
    "fastfeedparser, our values": by_fastfeedparser_with_our_values,
}


def a_second(items: int) -> dict[str, float]:
    """Feeds a second of each contender, by the median of RUNS feeds.

    All read each feed in turn: other work on the machine then slows all of them alike.
    """
    taken: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for run in range(RUNS):
        content = made(items, first=run * items)
        for name, work in CONTENDERS.items():
            taken[name].append(_seconds(work, content))
    return {name: 1 / statistics.median(times) for name, times in taken.items()}


def _seconds(work: Callable[[bytes], object], content: bytes) -> float:
    """Of the processor; what others left behind is cleared away before."""
    gc.collect()
    started = time.process_time()
    work(content)
    return time.process_time() - started


def main() -> None:
    for items in (20, 100):
        found = a_second(items)
        print(f"{items} items, {len(made(items)) // 1024} kB")
        for name, speed in found.items():
            print(f"  {name:27} {speed:8.1f} feeds/s   ours is {found['aitys'] / speed:6.2f} times that")


if __name__ == "__main__":
    main()
