from __future__ import annotations

import errno
import os
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest

from aitys.errors import EvidenceBroken
from aitys.store.evidence import files
from aitys.store.evidence.files import (
    EvidenceFile,
    Place,
    evidence_files,
    is_being_written,
    lock,
    open_for_append,
    read_at,
)
from aitys.store.evidence.members import read_member

DAY = date(2026, 5, 12)


def _is_fit(file: EvidenceFile) -> bool:
    return True


def _open(folder: Path) -> EvidenceFile:
    return open_for_append(folder, DAY, _is_fit)


def _append_many(folder: str) -> list[tuple[Place, bytes]]:
    """In a child: 50 members of this process's own bytes, with their places."""
    file = _open(Path(folder))
    bodies = [os.urandom(20) for _ in range(50)]
    placed = [(file.append(body), body) for body in bodies]
    file.close()
    return placed


def _fill_up(folder: str, limit: int) -> tuple[int, str]:
    """In a child whose files may not pass `limit` bytes: how many members went in, and the error."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    file = _open(Path(folder))
    for n in range(1000):
        try:
            file.append(b"x" * 1000)
        except EvidenceBroken as error:
            return n, str(error)
    return 1000, ""


def test_a_member_lies_where_the_file_says(tmp_path: Path) -> None:
    file = _open(tmp_path)

    places = [file.append(b"one"), file.append(b"three")]

    assert [read_at(tmp_path, place) for place in places] == [b"one", b"three"]
    assert file.path.read_bytes() == file.info.member + b"onethree"
    file.close()


def test_a_file_is_named_for_its_day_and_passed_over_while_another_holds_it(tmp_path: Path) -> None:
    first, second = _open(tmp_path), _open(tmp_path)

    assert [first.name, second.name] == ["20260512-001.warc.gz", "20260512-002.warc.gz"]
    assert is_being_written(first.path)
    first.close()
    assert not is_being_written(first.path)
    again = _open(tmp_path)
    assert again.name == first.name
    again.close()
    second.close()


def test_a_full_file_is_followed_by_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "CAP", 1000)
    full = _open(tmp_path)
    full.append(b"x" * 1000)
    full.close()

    following = _open(tmp_path)

    assert following.name == "20260512-002.warc.gz"
    following.close()


def test_a_reopened_file_goes_on_with_its_own_warcinfo(tmp_path: Path) -> None:
    file = _open(tmp_path)
    file.append(b"one")
    file.close()

    again = _open(tmp_path)

    assert again.info == file.info
    assert again.append(b"two").offset == file.end
    again.close()


def test_processes_never_share_a_file(tmp_path: Path) -> None:
    mine = _open(tmp_path)
    mine.append(b"mine")
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        appended = [row for rows in pool.map(_append_many, [str(tmp_path)] * 6) for row in rows]

    mine.close()
    assert len(appended) == 300
    assert mine.name not in {place.file for place, _ in appended}
    assert all(read_at(tmp_path, place) == body for place, body in appended)
    for path in set(evidence_files(tmp_path)) - {mine.path}:
        with path.open("rb") as stream:
            info = read_member(stream)
        lengths = [place.length for place, _ in appended if place.file == path.name]
        assert path.stat().st_size == len(info or b"") + sum(lengths)


def test_a_full_disk_is_named_and_nothing_kept_before_is_lost(tmp_path: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        kept, says = pool.submit(_fill_up, str(tmp_path), 5500).result()

    path = tmp_path / "20260512-001.warc.gz"
    assert "20260512-001.warc.gz: cannot write evidence: File too large" in says
    assert kept == 5
    assert path.read_bytes().endswith(b"x" * 5000)
    assert path.stat().st_size < 5500


def test_a_disk_that_takes_bytes_in_parts_gets_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda fd, data, offset: whole(fd, data[:7], offset))
    file = _open(tmp_path)

    place = file.append(b"a member longer than seven bytes")

    assert read_at(tmp_path, place) == b"a member longer than seven bytes"
    file.close()


def _no_space(*_: object) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("call", ["pwrite", "fsync"])
def test_what_the_disk_did_not_take_is_not_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    file = _open(tmp_path)
    file.append(b"one")
    before = file.path.read_bytes()

    monkeypatch.setattr(os, call, _no_space)
    with pytest.raises(EvidenceBroken, match="No space left"):
        file.append(b"two")
    monkeypatch.undo()

    assert file.path.read_bytes() == before
    again = lock(file.path)
    assert again is not None
    again.close()


def test_a_tail_is_cut_aside_and_not_destroyed(tmp_path: Path) -> None:
    file = _open(tmp_path)
    file.append(b"one")
    end = file.end
    file.append(b"torn")

    file.cut(end)

    assert file.path.read_bytes().endswith(b"one")
    assert (tmp_path / f"{file.name}.{end}.torn").read_bytes() == b"torn"
    assert list(evidence_files(tmp_path)) == [file.path]
    file.close()


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: os.truncate(path, 3)])
def test_a_file_that_was_moved_or_cut_under_its_writer_is_noticed(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    file = _open(tmp_path)
    file.append(b"one")
    assert file.is_as_left()

    spoil(file.path)

    assert not file.is_as_left()
    file.close()


def test_reading_past_the_end_says_which_file_is_short(tmp_path: Path) -> None:
    file = _open(tmp_path)
    place = file.append(b"one")
    file.close()

    with pytest.raises(EvidenceBroken, match=r"20260512-001\.warc\.gz: ends before"):
        read_at(tmp_path, Place(place.file, place.offset, 100))
    with pytest.raises(EvidenceBroken, match=r"20260511-001\.warc\.gz: cannot be read"):
        read_at(tmp_path, Place("20260511-001.warc.gz", 0, 1))
