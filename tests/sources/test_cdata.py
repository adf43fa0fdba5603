"""Long CDATA sections are lifted from the bytes of a feed, and nothing that it says changes by that."""

from __future__ import annotations

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from aitys.errors import UnreadableSource
from aitys.sources import charsets, feed_entries, plain_feed, xml_text
from aitys.sources.feed_values import Feed
from aitys.values.captures import Document
from tests.sources.cast import NOW, item, rss

LONG = "Нан бағасы көтерілді. " * 20
SECTION = f"<![CDATA[{LONG}]]>"


def a_feed(*inside: str) -> str:
    return rss(*(item(one) for one in inside)).decode()


def read(content: bytes, content_type: str = "") -> Feed | str:
    """What `content` is read as, or the name of the error that it gives."""
    try:
        document = Document("https://steppe-courier.example/rss", content, content_type, NOW)
        return feed_entries.read(document, "steppe-courier")
    except UnreadableSource as error:
        return error.name


def defined(content: bytes, content_type: str = "") -> Feed | str:
    """The same by way of its text and of feedparser."""
    text = charsets.decode(content, content_type).lstrip("\ufeff \t\r\n\0")
    try:
        return feed_entries.by_feedparser(text, "steppe-courier")
    except UnreadableSource as error:
        return error.name


def test_long_sections_are_lifted_and_put_back() -> None:
    data = a_feed(f"<guid>7</guid><description>{SECTION}</description>").encode()
    found = plain_feed.lifted(data)
    assert LONG not in found.text
    assert found.text.encode() == found.data
    assert list(found.sections.values()) == [LONG]
    fast = plain_feed.read(data)
    assert fast is not None
    assert fast.entries[0].summary == LONG.strip()


def test_the_beginning_of_a_section_within_a_section_is_only_words() -> None:
    inside = f"a <![CDATA[ {LONG}"
    data = a_feed(f"<title><![CDATA[{inside}]]></title>", "<title><![CDATA[b]]></title>").encode()
    assert list(plain_feed.lifted(data).sections.values()) == [inside]
    assert read(data) == defined(data)


@pytest.mark.parametrize(
    "inside",
    [
        f"<title>a ]]> b</title><description>{SECTION}</description>",
        f"<!-- <![CDATA[ --><title>{LONG}</title><!-- ]]> -->",
        f"<title>&#xE000;0;</title><description>{SECTION}</description>",
        f"<title>\ue000</title><description>{SECTION}</description>",
        f"<title>a\x92</title><description><![CDATA[\x92{LONG}]]></description>",
        f"<description>{SECTION}</description><title><![CDATA[{LONG}</title>",
        f"<?a <![CDATA[ ?><title>{LONG}</title><?a ]]> ?>",
    ],
    ids=["end alone", "comment", "by number", "private", "windows", "no end", "instruction"],
)
def test_nothing_is_lifted_where_a_section_may_be_none(inside: str) -> None:
    data = a_feed(inside + "<guid>7</guid>").encode()
    assert plain_feed.lifted(data).sections == {}
    assert read(data) == defined(data)


def test_a_comment_and_a_style_sheet_before_the_root_hinder_nothing() -> None:
    feed = a_feed(f"<guid>7</guid><description>{SECTION}</description>")
    root = feed.index("<rss")
    head = '<?xml version="1.0"?>\n<?xml-stylesheet href="a.css"?><!-- <![CDATA[ ]]> made by a-b -->\n'
    data = (head + feed[root:]).encode()
    assert len(plain_feed.lifted(data).sections) == 1
    assert read(data) == defined(data)


def test_an_id_is_denied_to_be_a_link_in_a_long_section_too() -> None:
    link = "https://steppe-courier.example/?" + "p=1&" * 80
    denied = f'<guid isPermaLink="false"><![CDATA[{link}]]></guid><title>a</title>'
    data = a_feed(denied).encode()
    found = read(data)
    assert isinstance(found, Feed)
    assert found == defined(data)
    assert (found.entries[0].id, found.entries[0].id_is_link) == (link, False)


def test_a_quoted_element_denies_nothing() -> None:
    quoted = f'<description><![CDATA[<guid isPermaLink="false">7</guid>{LONG}]]></description>'
    data = a_feed(f"<guid>7</guid>{quoted}").encode()
    found = read(data)
    assert isinstance(found, Feed)
    assert found == defined(data)
    assert found.entries[0].id_is_link


SECTIONS = st.sampled_from(
    [
        "",
        "<p>a &amp; b</p>",
        "\r\nx\ry",
        "\x92",
        "\x01",
        "\ufeff",
        "\u200d",
        "\ue0000;",
        '<guid isPermaLink="false">7',
        "Ð\x9d",
        "<!--",
        "-->",
        "<?xml version='1.0'?>",
        "<![CDATA[",
        "]]",
    ]
)
AROUND = st.sampled_from(
    [
        "",
        "",
        "a",
        " ",
        "&nbsp;",
        "&#xE000;0;",
        "\ue0000;",
        "<!-- <![CDATA[ -->",
        "<!-- ]]> -->",
        "<!-- x -->",
        "&#146;",
        "&am",
        "<?p ?>",
        "]]>",
        "<![CDATA[",
        "<![CDATA[]]>",
    ]
)
NAMES = st.sampled_from(["title", "description", "content:encoded", "author", "guid", "x"])
MEMBERS = st.tuples(NAMES, AROUND, SECTIONS, AROUND).map(
    lambda part: f"<{part[0]}>{part[1]}<![CDATA[{part[2]}{LONG}]]>{part[3]}</{part[0]}>"
)


@settings(max_examples=150, deadline=None)
@given(MEMBERS, MEMBERS, st.booleans())
def test_long_sections_are_read_as_they_stand(first: str, second: str, has_prolog: bool) -> None:  # noqa: FBT001
    text = a_feed(first + "<guid>7</guid>", second)
    data = text[0 if has_prolog else text.index("<rss") :].encode()
    event(f"lifted: {len(plain_feed.lifted(data).sections)}, plain: {plain_feed.read(data) is not None}")
    assert read(data) == defined(data)


BROKEN = st.sampled_from(
    [b"\xff", b"\xd0", b"\x9d", b"\xc0\x80", b"\xed\xa0\x80", b"\0", b"\xe2\x80", b"\xef\xbb\xbf"]
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "windows-1251", "koi8-r", "utf-16", "utf-16-be"])
LABELS = st.sampled_from(["utf-8", "utf-8", "windows-1251", "iso-2022-jp", "hz", "koi8-r", "nonsense"])


@settings(max_examples=150, deadline=None)
@given(MEMBERS, ENCODINGS, LABELS, st.one_of(st.just(""), LABELS))
def test_the_bytes_of_a_feed_are_read_as_its_text_is(
    inside: str, encoding: str, label: str, said: str
) -> None:
    text = a_feed("<guid>7</guid>" + inside).replace("utf-8", label, 1)
    content = text.encode(encoding, "ignore")
    content_type = f"text/xml; charset={said}" if said else ""
    assert read(content, content_type) == defined(content, content_type)


@settings(max_examples=150, deadline=None)
@given(MEMBERS, MEMBERS, BROKEN, st.integers(0, 3000))
@example("<title>a</title>", f"<description>{SECTION}</description>", b"\xff", 700)
def test_broken_bytes_anywhere_are_read_as_in_the_text(
    first: str, second: str, broken: bytes, at: int
) -> None:
    whole = a_feed(first + "<guid>7</guid>", second).encode()
    root = whole.index(b"<rss") + len(b"<rss ")
    at = min(root + at, len(whole))
    content = whole[:at] + broken + whole[at:]
    event(f"plain: {plain_feed.read(content) is not None}")
    assert read(content) == defined(content)


@given(st.text(alphabet=st.sampled_from(list("<a>&;#xn\x00\ufeff \r\n\ue000")), max_size=12))
def test_a_document_taken_as_it_is_needs_no_cleaning(inside: str) -> None:
    text = f'<?xml version="1.0"?>\n<rss >{inside}</rss>'
    data = plain_feed.lifted(text.encode()).data
    try:
        found = etree.fromstring(data) if data else None
    except etree.XMLSyntaxError:
        return
    assert found is None or data == xml_text.without_entities(text)
