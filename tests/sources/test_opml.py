from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.errors import UnreadableSource
from aitys.sources import opml
from aitys.sources.opml import Outline, SourceList
from aitys.values.posts import Left

COURIER = Outline(
    "Steppe Courier & сыновья",
    "https://steppe-courier.example/rss.xml",
    "https://steppe-courier.example/",
    "ru",
    ("Қазақстан", "Сайттар"),
)
HERALD = Outline("Issyk Herald", "https://issyk-herald.example/feed/")
DAILY = Outline("Samarkand Daily", homepage="https://samarkand-daily.example/uz/")


def listing(*outlines: str, head: str = "<title>Дала</title>", encoding: str = "utf-8") -> bytes:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><opml version="2.0"><head>{head}</head>'
        f"<body>{''.join(outlines)}</body></opml>"
    ).encode(encoding)


def read(*outlines: str) -> SourceList:
    return opml.read(listing(*outlines), "list.opml")


def test_it_reads_sources_in_folders_with_all_that_is_said_of_them() -> None:
    found = read(
        '<outline text="Қазақстан"><outline text="Сайттар">'
        '<outline type="rss" text="x" title="Steppe Courier &amp;amp; сыновья" language="ru"'
        ' xmlUrl="https://steppe-courier.example/rss.xml" htmlUrl="https://steppe-courier.example/"/>'
        "</outline></outline>"
        '<outline type="rss" text="Issyk Herald" xmlUrl="https://issyk-herald.example/feed/"/>'
    )
    assert found == SourceList("Дала", (COURIER, HERALD))


def test_what_it_writes_it_reads_again() -> None:
    written = opml.write([COURIER, HERALD, DAILY], "Дала \x00")
    assert written.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<opml version=\"2.0\">")
    assert opml.read(written, "list.opml") == SourceList("Дала", (COURIER, HERALD, DAILY))


def test_sources_of_one_folder_stand_together() -> None:
    other = Outline("Valley", "https://valley.example/rss", folders=("Қазақстан",))
    assert opml.write([COURIER, HERALD, other], "x").count("Қазақстан".encode()) == 1


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-16"])
def test_it_reads_other_encodings(encoding: str) -> None:
    body = '<outline text="Степной вестник" xmlUrl="https://steppe-courier.example/rss"/>'
    (one,) = opml.read(listing(body, head="", encoding=encoding), "list.opml").outlines
    assert one.title == "Степной вестник"


def test_a_label_that_lies_is_not_believed() -> None:
    body = '<outline text="Степь" xmlUrl="https://steppe-courier.example/rss"/>'
    content = listing(body, head="").replace(b"utf-8", b"windows-1251")
    assert opml.read(content, "list.opml").outlines[0].title == "Степь"


@pytest.mark.parametrize(
    ("written", "feed"),
    [
        ("feed://steppe-courier.example/rss", "http://steppe-courier.example/rss"),
        ("feed:https://steppe-courier.example/rss", "https://steppe-courier.example/rss"),
        ("https://steppe-courier.example/rss?a=1&b=2", "https://steppe-courier.example/rss?a=1&b=2"),
    ],
)
def test_it_mends_addresses_as_readers_write_them(written: str, feed: str) -> None:
    (one,) = read(f'<outline text="x" XMLURL="{written}"/>').outlines
    assert one.feed == feed


def test_it_leaves_what_it_has_twice_or_cannot_ask_and_names_what_has_no_name() -> None:
    found = read(
        '<outline xmlUrl="https://www.steppe-courier.example/rss"/>',
        '<outline text="again" xmlUrl="http://www.steppe-courier.example/rss/"/>',
        '<outline text="a note"/>',
        '<outline text="a folder"><outline text="mail" xmlUrl="mailto:a@b.example"/></outline>',
    )
    assert [one.title for one in found.outlines] == ["steppe-courier.example"]
    assert found.left == (
        Left("https://www.steppe-courier.example/rss", "repeated"),
        Left("a note", "no-address"),
        Left("mail", "no-address"),
    )


def test_a_file_that_breaks_off_gives_what_stands_before() -> None:
    content = listing(
        '<outline text="a" xmlUrl="https://a.example/rss"/>', '<outline text="b" xmlUrl="https://b'
    )
    assert [one.title for one in opml.read(content, "list.opml").outlines][:1] == ["a"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\0", b"<html><body>404</body></html>", b"not xml", b"\x89PNG\r\n" + bytes(range(256)) * 20_000],
)  # fmt: skip
def test_junk_is_refused_at_once(content: bytes) -> None:
    began = time.perf_counter()
    with pytest.raises(UnreadableSource, match="not an OPML file"):
        opml.read(content, "list.opml")
    assert time.perf_counter() - began < 5


def test_a_file_with_entities_of_its_own_is_refused() -> None:
    bomb = b'<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + listing()[38:]
    with pytest.raises(UnreadableSource, match="entities"):
        opml.read(bomb, "list.opml")


def test_a_list_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opml, "_MOST", 2)
    monkeypatch.setattr(opml, "_LARGEST", 1000)
    with pytest.raises(UnreadableSource, match="more than 2 sources"):
        read(*(f'<outline xmlUrl="https://a.example/{number}"/>' for number in range(3)))
    with pytest.raises(UnreadableSource, match="more than 1,000 bytes"):
        read("<outline/>" * 100)


SCRAPS = st.sampled_from(
    [
        b"<opml>", b"</opml>", b"<body>", b"<outline ", b"text='a' ", b"xmlUrl='https://a.example/'", b"/>",
        b"</outline>", b"xmlUrl='http://['", b"<!--", b"<![CDATA[", b"&nbsp;&#0;", b"\xff\x00", b">",
        b"<!DOCTYPE x>",
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(st.binary(), st.lists(SCRAPS).map(lambda parts: b"<opml>" + b"".join(parts))))
def test_no_bytes_break_it(content: bytes) -> None:
    try:
        found = opml.read(content, "list.opml")
    except UnreadableSource:
        return
    again = opml.read(opml.write(found.outlines, found.title), "list.opml")
    assert [one.feed for one in again.outlines] == [one.feed for one in found.outlines]
