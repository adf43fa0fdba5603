from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.errors import UnreadableSource
from aitys.run.pieces import Form, Piece, cut


def _cut(path: Path) -> list[Piece]:
    return list(cut(path, "", lambda _: None))


def test_a_file_is_cut_between_lines_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_bytes(b"".join(b"line %d\n" % number for number in range(1, 1202)))
    pieces = _cut(path)
    assert [(piece.first_line, piece.body.count(b"\n")) for piece in pieces] == [
        (1, 500),
        (501, 500),
        (1001, 201),
    ]
    assert b"".join(piece.body for piece in pieces) == path.read_bytes()


def test_the_address_of_a_piece_names_file_and_lines_and_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "bazaar talk.jsonl"
    path.write_bytes(b"one\ntwo\nthree")
    (piece,) = cut(path, "tip-line", lambda _: None)
    assert piece.url == f"file:///bazaar%20talk.jsonl?source=tip-line&archive={piece.archive}#lines=1-3"


def test_all_pieces_of_a_file_bear_its_mark_and_those_of_another_of_its_name_do_not(tmp_path: Path) -> None:
    marks = []
    for month in ("august", "november"):
        path = tmp_path / month / "posts.jsonl"
        path.parent.mkdir()
        path.write_bytes(b"".join(b"%s %d\n" % (month.encode(), number) for number in range(1001)))
        marks.append({piece.archive for piece in _cut(path)})
    august, november = marks
    assert len(august) == len(november) == 1
    assert august != november


@given(st.text(min_size=1, max_size=30), st.integers(1, 10**9))
def test_a_piece_is_found_again_by_its_address(source: str, first_line: int) -> None:
    for form in Form:
        piece = Piece("bazaar talk?.jsonl", b"one\n", first_line, source, form, "12ab")
        assert Piece.at(piece.url, piece.body) == piece


def test_packed_files_are_unpacked_whatever_their_name(tmp_path: Path) -> None:
    path = tmp_path / "posts"
    path.write_bytes(gzip.compress(b"one\ntwo\n"))
    assert [piece.body for piece in _cut(path)] == [b"one\ntwo\n"]


def test_the_good_lines_before_a_break_are_given_first(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(b"%x\n" % pow(7, number, 10**40) for number in range(3000)))
    path = tmp_path / "posts.jsonl.gz"
    path.write_bytes(whole[:-200])
    pieces: list[Piece] = []
    with pytest.raises(UnreadableSource, match="breaks off after line"):
        pieces.extend(cut(path, "", lambda _: None))
    assert sum(piece.body.count(b"\n") for piece in pieces) > 2000


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for _ in range(30):
            stream.write(b"x" * 1_000_000)
        stream.write(b"\nshort\n")
    pieces = _cut(path)
    assert sum(len(piece.body) for piece in pieces) < 2_100_000
    assert pieces[-1].body.endswith(b"\nshort\n")


def test_progress_tells_the_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_bytes(b"a line of some length\n" * 2000)
    told: list[int] = []
    list(cut(path, "", told.append))
    assert 0 < sum(told) <= path.stat().st_size
