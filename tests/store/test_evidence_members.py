from __future__ import annotations

import gzip
import io
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from warcio.archiveiterator import ArchiveIterator

from aitys.errors import EvidenceBroken
from aitys.store.evidence.members import Record, RecordKind, make_info, pack, read_info, read_member, unpack
from aitys.values.captures import Answer
from tests.store.answers import answer

INFO = make_info("20260512-001.warc.gz")
_line = some.text(some.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20)
_name = some.text(some.characters(exclude_characters="\r\n:", exclude_categories=["Cs"]), max_size=12)
_anything = some.text(some.characters(exclude_categories=["Cs"]), max_size=30)


def _record(given: Answer, kind: RecordKind = RecordKind.RESPONSE) -> Record:
    return Record(7, "steppe-courier", "page", "https://steppe-courier.example/1", given, kind, INFO.sha256)


@settings(max_examples=150, deadline=None)
@given(
    headers=some.lists(some.tuples(_name, _line), max_size=6),
    body=some.binary(max_size=300),
    url=_anything,
    status=some.integers(100, 999),
    hops=some.lists(some.tuples(some.integers(300, 399), _anything), max_size=3),
    at=some.datetimes(timezones=some.just(UTC)),
    kind=some.sampled_from(RecordKind),
)
def test_any_answer_reads_back_to_the_same_value(  # noqa: PLR0917 - hypothesis passes by name
    headers: list[tuple[str, str]],
    body: bytes,
    url: str,
    status: int,
    hops: list[tuple[int, str]],
    at: datetime,
    kind: RecordKind,
) -> None:
    kept = _record(Answer(url, url + "#", status, tuple(headers), body, at, at, tuple(hops)), kind)

    assert unpack(pack(kept, INFO)) == kept


def test_a_body_with_line_breaks_where_headers_end_reads_back() -> None:
    kept = _record(answer(b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" * 3))

    assert unpack(pack(kept, INFO)) == kept


def test_a_header_in_any_script_reads_back() -> None:
    headers = (("X-Title", "Дала шабарманы"), ("Transfer-Encoding", "chunked"), ("X-Latin", "caf\xe9\x85 "))
    kept = _record(replace(answer(), headers=headers))

    assert unpack(pack(kept, INFO)) == kept


def test_other_tools_read_the_file_and_find_its_digests_right(tmp_path: Path) -> None:
    chunked = replace(answer(b"<rss>dechunked</rss>"), headers=(("Transfer-Encoding", "chunked"),))
    path = tmp_path / "20260512-001.warc.gz"
    piece = _record(answer(b'{"id": 1}\n', status=0), RecordKind.RESOURCE)
    path.write_bytes(INFO.member + pack(_record(chunked), INFO) + pack(piece, INFO))

    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert checked.stdout.count("digest pass") == 3
    with path.open("rb") as stream:
        records = [(record.rec_type, record.content_stream().read()) for record in ArchiveIterator(stream)]
    assert records[1:] == [("response", b"<rss>dechunked</rss>"), ("resource", b'{"id": 1}\n')]


def test_a_latin_header_lies_in_the_file_as_it_came_over_the_wire() -> None:
    kept = _record(replace(answer(), headers=(("X-Note", "caf\xe9"),)))

    assert b"X-Note: caf\xe9\r\n" in gzip.decompress(pack(kept, INFO))


def test_a_header_with_a_line_break_is_refused() -> None:
    with pytest.raises(ValueError, match="line break"):
        pack(_record(replace(answer(), headers=(("X", "a\r\nSet-Cookie: b"),))), INFO)


def test_members_are_told_apart_in_a_stream_and_a_torn_one_is_none() -> None:
    one, two = pack(_record(answer(b"one")), INFO), pack(_record(answer(b"two" * 90_000)), INFO)
    stream = io.BytesIO(one + two + two[:-1])

    assert [read_member(stream), read_member(stream), read_member(stream)] == [one, two, None]
    assert stream.tell() == len(one + two)


def test_a_member_that_ends_at_any_byte_too_early_is_torn() -> None:
    member = pack(_record(answer()), INFO)

    assert all(read_member(io.BytesIO(member[:end])) is None for end in range(len(member)))


def test_what_is_no_record_of_ours_says_so() -> None:
    foreign = gzip.compress(b"WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n")

    for damaged in (b"", b"\x1f\x8b", gzip.compress(b"no record"), foreign, INFO.member):
        with pytest.raises(EvidenceBroken):
            unpack(damaged)
    with pytest.raises(EvidenceBroken, match="warcinfo"):
        read_info(pack(_record(answer()), INFO))
