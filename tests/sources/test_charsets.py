from __future__ import annotations

from encodings.aliases import aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.sources import charsets

WORDS = "<?xml version='1.0' encoding='%s'?><t>Мост через реку открыт</t>"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("utf-8", "windows-1251"),
        ("windows-1251", "utf-8"),
        ("koi8-r", "koi8-r"),
        ("nonsense", "windows-1251"),
        ("utf-8", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("utf-16", "utf-16-be"),
        ("utf-8", "utf-32"),
        ("punycode", "utf-8"),
    ],
)
def test_it_reads_the_words_whatever_the_prolog_says(said: str, meant: str) -> None:
    assert "Мост через реку открыт" in charsets.decode((WORDS % said).encode(meant))


def test_it_believes_the_header_before_the_prolog() -> None:
    body = (WORDS % "windows-1251").encode("koi8-r")
    assert "Мост" in charsets.decode(body, "text/xml; charset=koi8-r")


def test_it_keeps_a_text_with_one_damaged_letter_in_utf_8() -> None:
    body = "Мост через реку открыт".encode()
    assert charsets.decode(body[:-1]).startswith("Мост через реку откры")


def test_it_takes_western_accents_for_western() -> None:
    assert charsets.decode("café à Bichkek".encode("cp1252")) == "café à Bichkek"


@given(st.binary(), st.text())
def test_it_never_raises(content: bytes, content_type: str) -> None:
    assert isinstance(charsets.decode(content, content_type), str)


def test_every_name_of_a_stateful_charset_is_noticed() -> None:
    names = [name for name, codec in aliases.items() if codec.startswith(("iso2022", "hz"))]
    assert len(names) > 10
    for name in names:
        assert any(part in name.encode() for part in charsets.STATEFUL_PARTS)


@pytest.mark.parametrize(
    ("content", "content_type", "is_utf_8"),
    [
        (b"<a/>", "", True),
        (b"<a/>", "text/xml; charset=windows-1251", True),
        (b"<?xml version='1.0' encoding='ISO-2022-JP'?><a/>", "", False),
        (b"<a/>", "text/xml; charset=HZ-GB-2312", False),
        (b"\xef\xbb\xbf<a/>", "", False),
        (b"<\0a\0", "", False),
        (b"<a>in 2022</a>", "", True),
    ],
)
def test_it_tells_what_would_be_tried_as_utf_8(content: bytes, content_type: str, *, is_utf_8: bool) -> None:
    assert charsets.is_utf_8_or_broken(content, content_type) is is_utf_8
