"""The newsrooms of these tests, and feeds written for them."""

from __future__ import annotations

from datetime import UTC, datetime

from aitys.values.captures import Document
from aitys.values.sources import Card, Route, RouteKind, RouteState

NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
COURIER = Card("steppe-courier", "Steppe Courier", homepage="https://steppe-courier.example/")
FOLLOWED = Card("issyk-herald", "Issyk Herald", homepage="https://issyk-herald.example/", follow_pages=True)
ROUTE = Route(1, "steppe-courier", RouteKind.FEED, "https://steppe-courier.example/rss.xml")
STATE = RouteState(etag='"v7"', last_modified="Tue, 12 May 2026 09:00:00 GMT")

RSS_ITEM = """<item>
<title>Мост через Чу открыт &amp; принят</title>
<link>https://steppe-courier.example/n/1?utm_source=rss</link>
<guid isPermaLink="false">https://steppe-courier.example/?p=1</guid>
<pubDate>Tue, 12 May 2026 14:05:00 +0500</pubDate>
<dc:creator><![CDATA[desk@steppe-courier.example (А. Дежурная)]]></dc:creator>
<category><![CDATA[Дороги]]></category><category>Чу</category>
<description><![CDATA[Мост открыт.]]></description>
<content:encoded><![CDATA[<h2>Открытие</h2>Мост открыт в&nbsp;полдень.
<p>Проезд бесплатный.</p>]]></content:encoded>
</item>"""
ATOM_ENTRY = """<entry xml:lang="kk"><title type="html">Көпір &lt;b>ашылды&lt;/b></title>
<id>tag:steppe-courier.example,2026:1</id><link rel="alternate" href="/kk/n/1"/>
<published>2026-05-12T14:05:00+05:00</published><updated>2026-05-12T15:00:00+05:00</updated>
<author><name>А. Дежурная</name></author><category term="Жол"/><summary>Көпір ашылды.</summary></entry>"""


def rss(*items: str, head: str = "") -> bytes:
    """An RSS 2.0 feed of the Steppe Courier."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Steppe Courier</title>'
        f"<link>https://steppe-courier.example/</link><language>ru</language>{head}{''.join(items)}"
        "</channel></rss>"
    ).encode()


def item(inside: str) -> str:
    return f"<item>{inside}</item>"


def atom(*entries: str) -> bytes:
    """An Atom 1.0 feed of the Steppe Courier."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Steppe Courier</title>'
        f'<link href="https://steppe-courier.example/"/>{"".join(entries)}</feed>'
    ).encode()


def document(content: bytes, content_type: str = "application/xml") -> Document:
    return Document("https://steppe-courier.example/rss.xml", content, content_type, NOW)


def page(content: str, url: str = "https://steppe-courier.example/n/1", about: str = "") -> Document:
    return Document(url, content.encode(), "text/html; charset=utf-8", NOW, about)
