from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.sources import posts_file
from aitys.sources.posts_file import ImportedLines, ImportedPost
from aitys.values.posts import Left, PostKind, PrintedTime
from tests.sources.cast import NOW

ROW: dict[str, object] = {
    "channel": "Bazaar Talk",
    "channel_id": -1001234567890,
    "id": 17,
    "date": "2026-05-12T09:00:00+00:00",
    "text": "**Хлеб** подорожал.\r\n\r\n\r\nСегодня.",
}


def parse(*rows: object, default_source: str = "") -> ImportedLines:
    content = "\n".join(json.dumps(row) for row in rows).encode()
    return posts_file.parse_lines(content, NOW, default_source=default_source)


def only(row: dict[str, object]) -> ImportedPost:
    (imported,) = parse(row).posts
    return imported


def reason(row: object) -> str:
    (left,) = parse(row).left
    return left.reason


def test_it_reads_a_line_of_a_telegram_archive() -> None:
    imported = only(ROW)
    assert (imported.source, imported.channel_id) == ("Bazaar Talk", "1234567890")
    assert imported.post.addresses == ("tg:1234567890/17",)
    assert imported.post.text == "**Хлеб** подорожал.\n\nСегодня."
    assert imported.post.posted == PrintedTime(NOW.replace(hour=9), "+00:00")
    assert imported.post.kind is PostKind.MESSAGE


@pytest.mark.parametrize(
    "channel_id", [-1001234567890, "-1001234567890", -1234567890, 1234567890, "1234567890"]
)
def test_it_knows_a_channel_by_any_of_its_numbers(channel_id: object) -> None:
    assert only({**ROW, "channel_id": channel_id}).post.addresses == ("tg:1234567890/17",)


def test_it_reads_a_line_of_an_archive_of_a_site() -> None:
    imported = only(
        {
            "source": "samarkand-daily",
            "id": "a-7",
            "url": "http://samarkand-daily.example/7/?utm_source=x",
            "date": "2026-05-12",
        }
        | {
            "title": "Non\nqimmatladi",
            "text": "Narx",
            "lang": "uz",
            "tags": ["narx", " non "],
            "author": "Muharrir",
        }
        | {"edited": 1778572800}
    )
    post = imported.post
    assert post.addresses == ("import:samarkand-daily/a-7", "https://samarkand-daily.example/7")
    assert (post.title, post.text, post.language) == ("Non qimmatladi", "Narx", "uz")
    assert (post.tags, post.byline, post.kind) == (("narx", "non"), "Muharrir", PostKind.ARTICLE)
    assert post.posted == PrintedTime(NOW.replace(hour=0), "", guessed=True)
    assert post.edited == PrintedTime(NOW.replace(hour=8), "+00:00")


@pytest.mark.parametrize(
    "date", [1778576400, "1778576400", 1778576400000, 1778576400.0, "2026-05-12 14:00:00 +05:00"]
)
def test_it_reads_dates_as_words_or_unix_times(date: object) -> None:
    posted = only({**ROW, "date": date}).post.posted
    assert posted is not None
    assert posted.at == NOW.replace(hour=9)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"channel": "", "channel_id": None}, "no-source"),
        ({"date": None}, "no-date"),
        ({"date": ""}, "no-date"),
        ({"channel": "x" * 301}, "source-too-long"),
        ({"channel_id": "x" * 301}, "source-too-long"),
        ({"date": "soon"}, "bad-date"),
        ({"date": float("nan")}, "bad-date"),
        ({"date": 10**40}, "bad-date"),
        ({"date": 10**400}, "bad-date"),
        ({"date": -(10**400)}, "bad-date"),
        ({"date": True}, "bad-date"),
        ({"date": "2031-01-01"}, "bad-date"),
        ({"text": " \n\x00"}, "no-text"),
        ({"text": ["not", "words"]}, "no-text"),
        ({"id": None}, "no-address"),
        ({"id": None, "url": "javascript:x"}, "no-address"),
    ],
)
def test_it_leaves_a_line_under_its_reason(change: dict[str, object], said: str) -> None:
    assert reason({**ROW, **change}) == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "not-json"),
        (b"\xff", "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"9" * 5000, "not-json"),
        (b"[]", "not-an-object"),
        (b"null", "not-an-object"),
        (b'{"text":"' + b"x" * 1_000_000 + b'"}', "too-long"),
    ],
    ids=["cut", "bytes", "deep", "number", "list", "null", "long"],
)
def test_it_leaves_what_is_no_object_of_json(line: bytes, said: str) -> None:
    assert posts_file.parse_lines(line, NOW).left == (Left("line 1", said),)


def test_it_numbers_lines_from_where_it_is_told_and_skips_blank_ones() -> None:
    content = b"\xef\xbb\xbf" + json.dumps(ROW).encode() + b"\r\n\r\n{\n"
    read = posts_file.parse_lines(content, NOW, first_line=101)
    assert len(read.posts) == 1
    assert read.left == (Left("line 103", "not-json"),)


def test_it_takes_the_given_source_where_a_line_names_none() -> None:
    row = {"id": 7, "date": "2026-05-12", "text": "Хлеб"}
    (imported,) = parse(row, default_source="valley-wire").posts
    assert (imported.source, imported.post.addresses) == ("valley-wire", ("import:valley-wire/7",))


def test_it_drops_what_no_database_stores() -> None:
    post = only({**ROW, "text": "a\x00b\ud83dc", "author": "x\udfff"}).post
    assert (post.text, post.byline) == ("abc", "x")


FIELD = st.sampled_from(
    ["source", "channel", "channel_id", "id", "url", "date", "text", "title", "tags", "edited"]
)
VALUE = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())


@given(st.lists(st.dictionaries(FIELD, VALUE) | VALUE, max_size=5))
def test_it_accounts_for_every_line(rows: list[object]) -> None:
    read = parse(*rows)
    assert len(read.posts) + len(read.left) == len(rows)
    assert all(one.post.addresses and one.source for one in read.posts)


@given(st.binary())
def test_it_never_raises(content: bytes) -> None:
    read = posts_file.parse_lines(content, NOW)
    assert len(read.posts) + len(read.left) == sum(1 for line in content.split(b"\n") if line.strip())
