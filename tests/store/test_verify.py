from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from aitys.store import captures
from aitys.store.captures import Piece, keep, keep_piece
from aitys.store.chain import seal
from aitys.store.evidence import writing
from aitys.store.evidence.check_files import check_files
from aitys.store.evidence.files import evidence_files, lock
from aitys.store.evidence.heads import NAME
from aitys.store.models import Capture, ChainLink, Post, Reading, Route, Version
from aitys.store.models.captures import ToSeal
from aitys.store.posts import reading_digest
from aitys.store.verify import verify
from aitys.store.versions import content_digest
from tests.store.answers import FEED, NOON, answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(courier: int, evidence: Path) -> list[int]:
    """Three captures with bytes, one that repeats the last, one piece; all sealed, the file closed."""
    ids = [keep(courier, FEED, answer(b"%d" % n, minute=n)).id for n in range(3)]
    ids.append(keep(courier, FEED, answer(b"2", minute=3)).id)
    ids.append(
        keep_piece(courier, Piece("file:///posts.jsonl#lines=1-1", b"{}\n", NOON + timedelta(hours=1))).id
    )
    seal()
    writing.close()
    return ids


def _names() -> list[str]:
    return [problem.name for problem in verify().problems]


def _file(evidence: Path) -> Path:
    (path,) = evidence_files(evidence)
    return path


def test_what_was_kept_and_sealed_is_whole(kept: list[int]) -> None:
    found = verify()

    assert found.ok
    assert (found.captures, found.unsealed) == (5, 0)


def test_what_is_not_sealed_yet_is_counted_and_fine(kept: list[int], courier: int) -> None:
    keep(courier, FEED, answer(b"new", minute=90))

    found = verify()

    assert (found.ok, found.captures, found.unsealed) == (True, 6, 1)


def test_progress_counts_members(kept: list[int]) -> None:
    seen: list[tuple[int, int]] = []

    verify(lambda done, total: seen.append((done, total)))

    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_every_flipped_byte_of_a_file_is_found(courier: int, evidence: Path) -> None:
    keep(courier, FEED, answer())
    writing.close()
    path = _file(evidence)
    whole = path.read_bytes()
    bits = random.Random(7)
    missed = []

    for position in range(len(whole)):
        flipped = bytearray(whole)
        flipped[position] ^= 1 << bits.randrange(8)
        path.write_bytes(flipped)
        if not any(check_files(evidence, lambda: None)):
            missed.append(position)

    assert missed == []


def test_a_flipped_byte_says_which_member_it_is_in(kept: list[int], evidence: Path) -> None:
    path = _file(evidence)
    row = Capture.objects.get(id=kept[1])
    with path.open("r+b") as stream:
        stream.seek((row.offset or 0) + 4)  # the time in the gzip header: no check sum covers it
        stream.write(b"\x01")

    (problem,) = verify().problems

    assert (problem.name, problem.subject) == ("member-changed", f"{path.name}:{row.offset}")
    assert f"capture {kept[1]}" in problem.says


def test_a_file_cut_at_any_byte_is_found(kept: list[int], evidence: Path) -> None:
    path = _file(evidence)
    whole = path.read_bytes()
    start = Capture.objects.get(id=kept[4]).offset or 0

    for end in range(start, len(whole)):
        os.truncate(path, end)
        (problem,) = check_files(evidence, lambda: None)
        assert problem.name == ("member-missing" if end == start else "file-truncated")
        path.write_bytes(whole)


def test_dropped_last_members_are_missing_one_by_one(kept: list[int], evidence: Path) -> None:
    os.truncate(_file(evidence), Capture.objects.get(id=kept[1]).offset or 0)

    assert _names() == ["member-missing"] * 3


def test_a_missing_file_is_named_with_what_it_held(kept: list[int], evidence: Path) -> None:
    path = _file(evidence)
    path.unlink()

    (problem,) = verify().problems

    assert (problem.name, problem.subject) == ("file-missing", path.name)
    assert "4 captures" in problem.says


def test_bytes_that_no_row_knows_are_found(kept: list[int], evidence: Path) -> None:
    path = _file(evidence)
    with path.open("ab") as stream:
        stream.write(b"more")
    shutil.copy(path, evidence / "20260512-999.warc.gz")

    assert _names() == ["unknown-bytes", "unknown-bytes"]


def test_a_member_that_lost_its_row_is_found(kept: list[int]) -> None:
    ChainLink.objects.filter(capture_id=kept[1]).delete()
    Capture.objects.filter(id=kept[1]).delete()

    assert _names() == ["unknown-bytes", "link-missing"]


def test_what_another_process_is_writing_is_no_problem(kept: list[int], evidence: Path) -> None:
    path = _file(evidence)
    theirs = lock(path)
    assert theirs is not None
    theirs.append(b"\x1f\x8b and the rest")

    assert verify().ok
    theirs.close()
    assert _names() == ["unknown-bytes"]


_COLUMNS = sorted({field.attname for field in Capture._meta.concrete_fields} - {"id"})


def _edited(row: Capture, column: str) -> object:
    """Another value of the same type."""
    value = getattr(row, column)
    if column == "route_id":
        return Route.objects.exclude(id=row.route_id).get().id
    if column == "same_as_id":
        return Capture.objects.exclude(id__in=[row.id, value]).order_by("id")[0].id
    if isinstance(value, datetime):
        return value - timedelta(microseconds=1)
    if isinstance(value, str):
        return "0" * len(value) if len(value) in {32, 64} else value + "x"
    return (value or 0) + 1


def _second_route(courier: int) -> None:
    Route.objects.create(source=Route.objects.get(id=courier).source, kind="feed", address="/other")


@pytest.mark.parametrize("column", _COLUMNS)
@pytest.mark.parametrize("which", [1, 3, 4], ids=["answer", "repeat", "piece"])
def test_an_edited_column_of_a_sealed_capture_is_found(
    kept: list[int], courier: int, column: str, which: int
) -> None:
    _second_route(courier)
    row = Capture.objects.get(id=kept[which])

    Capture.objects.filter(id=row.id).update(**{column: _edited(row, column)})

    problems = verify().problems
    assert ("row-edited", f"capture {row.id}") in {(problem.name, problem.subject) for problem in problems}


@pytest.mark.parametrize("column", [column for column in _COLUMNS if column != "salt"])
def test_an_edited_column_is_found_before_it_is_sealed(courier: int, evidence: Path, column: str) -> None:
    keep(courier, FEED, answer(b"one"))
    row = Capture.objects.get(id=keep(courier, FEED, answer(b"two", minute=1)).id)
    _second_route(courier)

    Capture.objects.filter(id=row.id).update(**{column: _edited(row, column)})

    assert not verify().ok


def test_an_edited_link_is_told_from_an_edited_row(kept: list[int]) -> None:
    ChainLink.objects.filter(number=2).update(digest="0" * 64)

    problems = verify().problems

    assert ("link-broken", "link 2") in {(problem.name, problem.subject) for problem in problems}


def test_an_edited_last_link_does_not_fit_its_head(kept: list[int]) -> None:
    ChainLink.objects.filter(number=5).update(digest="0" * 64)

    assert "head-mismatch" in _names()


def test_an_edited_commitment_is_found(kept: list[int]) -> None:
    ChainLink.objects.filter(number=5).update(commitment="0" * 64)

    assert _names() == ["row-edited"]


def test_a_link_taken_out_of_the_middle_is_found(kept: list[int]) -> None:
    ChainLink.objects.filter(number=2).delete()

    assert _names() == ["link-missing", "link-missing"]


def test_links_taken_from_the_end_are_found(kept: list[int]) -> None:
    ChainLink.objects.filter(number__gte=4).delete()

    assert _names() == ["head-mismatch", "link-missing", "link-missing"]


def test_links_taken_from_the_end_with_their_captures_put_back_in_the_queue_are_found(
    kept: list[int],
) -> None:
    ChainLink.objects.filter(number=5).delete()
    ToSeal.objects.create(capture_id=kept[4])

    assert _names() == ["head-mismatch"]


def test_links_that_changed_places_are_found(kept: list[int]) -> None:
    first, second = ChainLink.objects.filter(number__in=[1, 2]).order_by("number")
    ChainLink.objects.filter(number__in=[1, 2]).delete()
    for link, number in ((first, 2), (second, 1)):
        link.number = number
        link.save(force_insert=True)

    assert "link-broken" in _names()


def test_a_capture_that_is_slipped_in_is_found(kept: list[int]) -> None:
    row = Capture.objects.get(id=kept[3])
    row.pk, row.captured_at = None, row.captured_at + timedelta(hours=1)
    row.save(force_insert=True)

    (problem,) = verify().problems

    assert (problem.name, problem.subject) == ("link-missing", f"capture {row.id}")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda heads: heads[:0],
        lambda heads: heads.replace(b"\n5 ", b"\n6 "),
        lambda heads: heads[:-1],
        lambda heads: heads.replace(b"\n5 ", b"\n4 "),
        lambda heads: heads + b"a line of somebody else\n",
        None,
    ],
)
def test_changed_heads_are_found(
    kept: list[int], evidence: Path, spoil: Callable[[bytes], bytes] | None
) -> None:
    path = evidence / NAME
    heads = path.read_bytes()
    if spoil is None:
        path.unlink()
    else:
        path.write_bytes(spoil(heads))

    assert _names() == ["head-mismatch"]


def test_a_repeat_of_a_capture_without_bytes_is_found(kept: list[int], courier: int) -> None:
    again = keep(courier, FEED, answer(b"2", minute=90)).id
    Capture.objects.filter(id=again).update(same_as_id=kept[3])

    assert _names() == ["row-edited"]


def _reading(capture_id: int, courier: int) -> Reading:
    post = Post.objects.create(
        source=Route.objects.get(id=courier).source, kind="article", found_at=NOON, listed_at=NOON
    )
    version = Version.objects.create(post=post, number=1, first_capture_id=capture_id)
    reading = Reading(
        version=version,
        capture_id=capture_id,
        last_capture_id=capture_id,
        route_id=courier,
        reader="feed@1",
        title="Bank of Tian keeps its rate",
        text="The rate stays.",
        tags=["economy"],
        posted_at=NOON,
    )
    reading.digest = reading_digest(reading)
    reading.content_digest = content_digest(reading.title, reading.text)
    reading.save()
    return reading


@pytest.mark.parametrize(
    "edit",
    [
        {"title": "Bank of Tian moves its rate"},
        {"text": ""},
        {"byline": "A. Reporter"},
        {"tags": ["economy", "rumour"]},
        {"posted_at": NOON - timedelta(days=1)},
        {"posted_guessed": True},
        {"edited_at": NOON},
        {"digest": "0" * 64},
        {"content_digest": "0" * 64},
    ],
)
def test_an_edited_reading_is_found(kept: list[int], courier: int, edit: dict[str, object]) -> None:
    reading = _reading(kept[0], courier)
    assert verify().ok

    Reading.objects.filter(id=reading.id).update(**edit)

    (problem,) = verify().problems
    assert (problem.name, problem.subject) == ("reading-edited", f"reading {reading.id}")


def test_verifying_changes_nothing(kept: list[int], evidence: Path) -> None:
    with _file(evidence).open("ab") as stream:
        stream.write(b"\x1f\x8b torn")
    before = {path.name: path.read_bytes() for path in evidence.iterdir()}

    assert _names() == ["unknown-bytes"]

    assert {path.name: path.read_bytes() for path in evidence.iterdir()} == before
    assert captures.recover().cut == 7
    assert verify().ok
