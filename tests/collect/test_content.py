from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.collect.content import decode
from aitys.errors import FetchRefused
from aitys.values.captures import Answer

WORDS = "Базар сегодня закрыт. " * 50


def answer(body: bytes, *encodings: str) -> Answer:
    now = datetime(2026, 5, 12, tzinfo=UTC)
    headers = tuple(("Content-Encoding", encoding) for encoding in encodings)
    url = "https://steppe-courier.example/feed"
    return Answer(url, url, 200, headers, body, now, now)


def bare(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def refusal(given: Answer, limit: int = 1_000_000) -> str:
    with pytest.raises(FetchRefused) as caught:
        decode(given, limit)
    assert caught.value.subject == given.final_url
    return caught.value.name


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "identity": bytes,
    "gzip": gzip.compress,
    "X-GZIP": gzip.compress,
    "deflate": zlib.compress,
}


@given(st.binary(max_size=2000), st.lists(st.sampled_from(sorted(PACKINGS)), max_size=2))
def test_what_was_packed_comes_out_again(plain: bytes, names: list[str]) -> None:
    packed = plain
    for name in names:
        packed = PACKINGS[name](packed)
    assert decode(answer(packed, ", ".join(names)), 3000) == plain
    assert decode(answer(packed, *names), 3000) == plain


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "gzip, deflate", "br", "identity", ","]))
def test_any_bytes_are_unpacked_or_refused(body: bytes, encoding: str) -> None:
    try:
        assert len(decode(answer(body, encoding), 500)) <= 500
    except FetchRefused:
        return


@given(st.data())
def test_a_flipped_or_missing_byte_never_brings_other_words(data: st.DataObject) -> None:
    packed = bytearray(gzip.compress(WORDS.encode(), mtime=0))
    place = data.draw(st.integers(10, len(packed) - 1))
    if data.draw(st.booleans()):
        del packed[place:]
    else:
        packed[place] ^= data.draw(st.integers(1, 255))
    try:
        unpacked = decode(answer(bytes(packed), "gzip"), 1_000_000)
    except FetchRefused:
        return
    assert unpacked == WORDS.encode()


def test_a_bare_deflate_stream_is_read_too() -> None:
    assert decode(answer(bare(WORDS.encode()), "deflate"), 10_000) == WORDS.encode()


def test_several_gzip_members_and_zero_padding_are_one_body() -> None:
    assert decode(answer(gzip.compress(b"a") + gzip.compress(b"b") + b"\0" * 9, "gzip"), 10) == b"ab"


def test_an_empty_body_is_empty_however_it_claims_to_be_packed() -> None:
    assert decode(answer(b"", "gzip"), 10) == b""


@pytest.mark.parametrize("cut", [1, 5, 12, 40])
def test_a_truncated_stream_is_refused(cut: int) -> None:
    assert refusal(answer(gzip.compress(WORDS.encode())[:-cut], "gzip")) == "bad-encoding"
    assert refusal(answer(zlib.compress(WORDS.encode())[:-cut], "deflate")) == "bad-encoding"
    assert refusal(answer(bare(WORDS.encode())[:-cut], "deflate")) == "bad-encoding"


def test_bytes_after_the_end_are_refused() -> None:
    assert refusal(answer(gzip.compress(b"a") + b"more", "gzip")) == "bad-encoding"
    assert refusal(answer(zlib.compress(b"a") + b"more", "deflate")) == "bad-encoding"


def test_plain_bytes_that_claim_to_be_packed_are_refused() -> None:
    assert refusal(answer(WORDS.encode(), "gzip")) == "bad-encoding"


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, br", "gzip, gzip, gzip", "gzip;q=1"])
def test_a_packing_that_nobody_asked_for_is_refused(encoding: str) -> None:
    assert refusal(answer(gzip.compress(b"a"), encoding)) == "unsupported-encoding"


def test_exactly_the_limit_is_allowed_and_one_byte_more_is_not() -> None:
    for name, pack in PACKINGS.items():
        assert decode(answer(pack(b"x" * 100), name), 100) == b"x" * 100
        assert refusal(answer(pack(b"x" * 101), name), 100) == "too-large-decompressed"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, gzip"])
def test_a_bomb_is_refused_without_being_unpacked(encoding: str) -> None:
    body = bytes(50_000_000)
    for name in encoding.split(", "):
        body = PACKINGS[name](body)
    tracemalloc.start()
    try:
        assert refusal(answer(body, encoding)) == "too-large-decompressed"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
