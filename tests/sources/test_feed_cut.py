"""Feeds that break off: a server's full disk, a script that died, a proxy that gave up."""

from __future__ import annotations

import json

import pytest

from aitys.errors import UnreadableSource
from aitys.sources import discover, feed
from aitys.values.readings import Parsed
from tests.sources.cast import ATOM_ENTRY, COURIER, RSS_ITEM, atom, document, rss

SECOND = RSS_ITEM.replace("/n/1", "/n/2").replace("p=1", "p=2")
ABOUT_FEEDS = (
    "<item><title>How feeds end</title><link>https://steppe-courier.example/n/3</link>"
    "<description><![CDATA[The last line is </item></channel></rss> and no more. Then came"
    " a word.]]></description>"
    "<!-- </item></channel></rss> --></item>"
)
RSS = rss(RSS_ITEM, SECOND, ABOUT_FEEDS)
ATOM = atom(ATOM_ENTRY, ATOM_ENTRY.replace(":1<", ":2<").replace("n/1", "n/2"))
RDF = (
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    b"<channel><title>Steppe Courier</title></channel>"
    b"<item><title>Bread</title><link>https://steppe-courier.example/n/1</link></item>"
    b"<item><title>Roads</title><link>https://steppe-courier.example/n/2</link></item></rdf:RDF>"
)
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Steppe Courier",
        "items": [
            {
                "id": str(number),
                "url": f"https://steppe-courier.example/n/{number}",
                "content_text": "Нон. " * 9,
            }
            for number in range(3)
        ],
    },
    ensure_ascii=False,
).encode()
WHOLE = {"rss": (RSS, 3), "atom": (ATOM, 2), "rdf": (RDF, 2), "json": (JSON, 3)}


def parse(content: bytes) -> Parsed:
    return feed.parse(document(content), COURIER)


@pytest.mark.parametrize("form", WHOLE)
def test_nothing_is_believed_of_a_feed_that_is_cut_anywhere(form: str) -> None:
    content, items = WHOLE[form]
    whole = parse(content)
    assert len(whole.posts) == items
    for end in range(0, len(content), 10):
        try:
            read = parse(content[:end])
        except UnreadableSource:
            continue
        assert read == whole, f"of {end} bytes"
        assert end > content.rindex(b"</", 0, -6), "only the last tag may be cut"


@pytest.mark.parametrize("content", [RSS, ATOM, RDF], ids=["rss", "atom", "rdf"])
def test_a_feed_that_breaks_off_says_so_by_name(content: bytes) -> None:
    for end in (len(content) // 2, len(content) * 3 // 4, len(content) - 20):
        with pytest.raises(UnreadableSource) as caught:
            parse(content[:end])
        assert (caught.value.name, caught.value.subject) == ("cut-off", "steppe-courier")


def test_a_feed_that_ends_between_two_items_is_cut_too() -> None:
    end = RSS.index(b"</item>") + len(b"</item>")
    with pytest.raises(UnreadableSource, match="breaks off before its end"):
        parse(RSS[:end])


@pytest.mark.parametrize("tail", [b"\n<!-- cached 12:00 -->\n", b"<br><b>Notice</b>: in rss.php", b"\0\0"])
def test_what_stands_behind_the_end_cuts_nothing(tail: bytes) -> None:
    assert parse(RSS + tail) == parse(RSS)


@pytest.mark.parametrize("missing", [b">", b"</rss>"])
def test_a_feed_of_which_only_its_very_last_tag_is_missing_is_whole(missing: bytes) -> None:
    assert parse(RSS.removesuffix(missing)) == parse(RSS)


def test_a_feed_that_breaks_off_is_still_known_for_a_feed() -> None:
    assert discover.is_feed(document(RSS[: len(RSS) // 2]))
    assert not discover.is_feed(document(b"<html><body>Soon</body></html>", "text/html"))
