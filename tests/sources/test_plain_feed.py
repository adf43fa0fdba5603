"""Two ways to read a feed, one result: whatever the fast one does not decline, feedparser reads alike."""

from __future__ import annotations

import os
from pathlib import Path

import feedparser.api
import pytest
from feedparser.util import FeedParserDict
from hypothesis import event, given, settings
from hypothesis import strategies as st

from aitys.sources import feed_entries, feed_names, plain_feed
from aitys.sources.feed_values import Feed
from evals import feeds
from tests.sources.cast import ATOM_ENTRY, RSS_ITEM, atom, item, rss

SPACES = (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:wire="http://valley-wire.example/ns"'
)
ATOM = "http://www.w3.org/2005/Atom"
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    '{spaces}><channel rdf:about="https://steppe-courier.example/"><title>Steppe Courier</title>{about}'
    '<items><rdf:Seq><rdf:li rdf:resource="https://steppe-courier.example/n/1"/></rdf:Seq></items></channel>'
    '<item rdf:about="https://steppe-courier.example/n/1">{inside}</item></rdf:RDF>'
)


def both(text: str) -> tuple[Feed | None, Feed]:
    """The fast reading, which may be none, and feedparser's."""
    fast = plain_feed.read(text.encode())
    return fast, feed_entries.by_feedparser(text, "steppe-courier")


def alike(text: str) -> bool:
    """Whether the fast way takes `text`; and then it must read what feedparser reads."""
    fast = plain_feed.read(text.encode())
    if fast is not None:
        assert fast == feed_entries.by_feedparser(text, "steppe-courier")
    return fast is not None


USUAL = {
    "rss": rss(RSS_ITEM, item("<title>Нан</title><guid>https://steppe-courier.example/n/2</guid>")).decode(),
    "atom": atom(ATOM_ENTRY, ATOM_ENTRY).decode(),
    "rdf": RDF.format(spaces=SPACES, about="", inside="<title>Хлеб</title><dc:date>2026-05-12</dc:date>"),
    "wordpress": rss(
        f"<item xmlns:atom='{ATOM}'><title>Көпір &#8211; ашылды</title><atom:link href='/n/3' rel='self'/>"
        "<category><![CDATA[Жол]]></category><category domain='x'>Чу</category><category/>"
        "<x:y xmlns:x='urn:x' z='1'>w</x:y>"
        "<description>a&lt;b&gt;</description><content:encoded>longer</content:encoded></item>",
        head="<image><url>u</url><title>Logo</title><link>l</link></image><title>Later</title>"
        f"<atom:link xmlns:atom='{ATOM}' href='https://a.example/rss' rel='self'/><ttl>60</ttl>",
    ).decode(),
}


@pytest.mark.parametrize("form", USUAL)
def test_the_usual_forms_are_read_fast_and_alike(form: str) -> None:
    fast, slow = both(USUAL[form])
    assert fast == slow


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE rss><rss><channel><item><title>a</title></item></channel></rss>",
        USUAL["rss"].replace("</channel>", ""),
        USUAL["rss"].replace("http://purl.org/dc/elements/1.1/", "urn:unknown"),
        USUAL["rss"].replace("<title>Нан", "<title><b>Нан</b>"),
        USUAL["rss"].replace("<title>Нан", "<title xml:base='https://other.example/'>Нан"),
        USUAL["atom"].replace('type="html"', 'type="xhtml"'),
        USUAL["atom"].replace('type="html"', 'mode="base64"'),
        "<rss><channel><title>No items</title></channel></rss>",
        "<CHANNEL><ITEM><TITLE>a</TITLE></ITEM></CHANNEL>",
        USUAL["rss"].replace("<title>Нан", "<wire \ufffd='1'/><title>Нан"),
    ],
    ids=["doctype", "broken", "prefix", "markup", "base", "xhtml", "base64", "empty", "cdf", "name"],
)
def test_what_is_not_plain_is_left_to_feedparser(text: str) -> None:
    assert plain_feed.read(text.encode()) is None


def test_every_name_that_feedparser_treats_is_known_here() -> None:
    """A new feedparser with a new handler, or a new field of its own, must not pass unnoticed."""
    handled = {
        name.removeprefix("_start_").removeprefix("_end_").lower()
        for name in dir(feedparser.api.StrictFeedParser)
        if name.startswith(("_start_", "_end_"))
    }
    known = feed_names.SPOKEN_FOR | feed_names.MEANT.keys()
    others = {name for name in handled if name.partition("_")[0] in ("cc", "gml", "psc", "media")}
    fields = FeedParserDict.keymap.keys() - {"channel", "items"}
    assert handled - others - known == set()
    assert fields - known == set()
    spaces = {
        space.lower(): prefix.lower() for space, prefix in feedparser.api.StrictFeedParser.namespaces.items()
    }
    for space, prefix in spaces.items():
        ours = feed_names.NAMESPACES.get(space)
        assert ours == prefix or any(part in space for part in feed_names.OTHER_SPACES)
        assert not prefix or prefix in feed_names.PREFIXES


NAMES = [name.replace("_", ":", 1) for name in feed_names.MEANT]
USUAL_NAMES = [
    "title",
    "link",
    "guid",
    "id",
    "pubDate",
    "updated",
    "description",
    "summary",
    "content",
    "content:encoded",
    "category",
    "author",
    "dc:creator",
    "dc:date",
    "media:title",
    "media:group",
    "language",
    "source",
    "image",
    "wire:full-text",
    "fulltext",
    "date",
]
WORDS = st.sampled_from(
    [
        "",
        "Нан",
        "Ð\x9dан",
        "Ã©",
        "a&amp;b",
        "a&amp;amp;b",
        "&lt;p&gt;Көпір&lt;/p&gt;",
        "<![CDATA[<p>a &amp; b</p>]]>",
        "<![CDATA[ x ]]> y",
        "http://a.example/?a=1&amp;b=2",
        "http:///a.example/",
        "/n/1",
        "&#146;",
        "\x92",
        "&#8230;&nbsp;x",
        "me@outlet.example (A. Duty)",
        "A. Duty",
        "Tue, 12 May 2026 14:05:00 +0500",
        "a, b,c",
        "x<!-- y -->z",
        "<b>c</b>",
        "]]&gt;",
        "\xa0a\x85",
        "&#xD;\n",
        "<?php x?>",
        "Â«Ã‘Â»",
        "a] b",
        "&#1;",
        "\ufeffa",
        "&bogus;",
        "a & b",
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        'type="html"',
        'type="text"',
        'type="xhtml"',
        'type="Text/HTML"',
        'type="image/png"',
        'mode="escaped"',
        'mode="base64"',
        'href="/n/2"\n    ',
        'href=""',
        'href="http:///x"',
        'rel="self"',
        'rel="ALTERNATE"',
        'term="Жол"',
        'term=""',
        'label="l"',
        'scheme="s"',
        'domain="s"',
        'url="u"\n    ',
        'isPermaLink="false"',
        'ispermalink="False"',
        'xml:lang="ky_KG"',
        'xml:lang=""',
        'lang="ru"',
        'xml:base="/b/"',
        'text="Кат"\n    ',
        'wire:a="1"',
        'wire:href="/n/3"',
        'src="/s"',
        'href="/n/2" rel="alternate"',
        'href="/n/2" type="html"',
        'term="a" label="b"\n    ',
        'type="html" xml:lang="kk" ',
    ]
).map(lambda said: f" {said.strip()}")
PERSON = st.lists(
    st.sampled_from(
        [
            "<name>A. Duty</name>",
            "<name/>",
            "<email>me@outlet.example</email>",
            "<uri>/a</uri>",
            "<wire:x/>\n        ",
            "<name>a@b.kg</name>",
            "w",
            "<?p ?>",
        ]
    ),
    max_size=3,
).map("".join)
HOLDERS = ["media:group", "media:content", "wire:more", "related", "image", "source", "contributor"]


def element(parts: tuple[str, str, str]) -> str:
    name, attributes, inside = parts
    return f"<{name}{attributes}>{inside}</{name}>"


NOTHING = st.just("")
LEAVES = st.tuples(
    st.one_of(st.sampled_from(USUAL_NAMES), st.sampled_from(NAMES)),
    st.one_of(NOTHING, NOTHING, ATTRIBUTES),
    WORDS,
).map(element)
NESTED = st.one_of(
    st.tuples(st.just("author"), NOTHING, PERSON).map(element),
    st.tuples(
        st.sampled_from(HOLDERS), st.one_of(NOTHING, ATTRIBUTES), st.lists(LEAVES, max_size=2).map("".join)
    ).map(element),
)
MEMBERS = st.lists(st.one_of(LEAVES, LEAVES, LEAVES, NESTED), max_size=5).map("".join)
ROOTS = st.sampled_from(
    [
        ('<rss version="2.0"{}><channel>', "item", "</channel></rss>"),
        (
            '<rss xmlns:a10="http://www.w3.org/2005/Atom" xml:lang="kk_KZ"{}><channel>',
            "item",
            "</channel></rss>",
        ),
        ('<feed xmlns="http://www.w3.org/2005/Atom"{}>', "entry", "</feed>"),
        ('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru"{}>', "entry", "</feed>"),
        ('<feed version="0.3" xmlns="http://purl.org/atom/ns#"{}>', "entry", "</feed>"),
    ]
)


@settings(max_examples=400)
@given(ROOTS, MEMBERS, st.lists(MEMBERS, min_size=1, max_size=3), MEMBERS)
def test_the_fast_way_reads_what_feedparser_reads_or_declines(
    root: tuple[str, str, str], about: str, items: list[str], behind: str
) -> None:
    start, name, end = root
    inside = "".join(f"<{name}>{one}</{name}>" for one in items)
    event(f"taken: {alike(start.format(SPACES) + about + inside + behind + end)}")


@settings(max_examples=200)
@given(LEAVES, LEAVES, LEAVES)
def test_single_elements_are_read_alike_in_every_order(first: str, second: str, third: str) -> None:
    item = f"<item>{first}{second}{third}</item>"
    event(f"taken: {alike(f'<rss{SPACES}><channel>{item}{item}</channel></rss>')}")
    event(f"rdf taken: {alike(RDF.format(spaces=SPACES, about=first, inside=second + third))}")


@pytest.mark.skipif(
    not os.environ.get("AITYS_DATA"),
    reason="AITYS_DATA names no folder of test data: the two readings uncompared",
)
def test_the_two_readings_agree_on_every_feed_of_feedparsers_tests() -> None:
    shares = feeds.compare(Path(os.environ["AITYS_DATA"]))
    assert shares.different == []
    assert shares.taken / shares.with_items > 0.5
