from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.db import connection

from aitys.store import captures
from aitys.store.captures import keep
from aitys.store.evidence import writing
from aitys.store.evidence.files import evidence_files
from aitys.store.evidence.recovery import Settled
from aitys.store.evidence.rows import in_file
from aitys.store.models import Capture, Route, ToRead
from aitys.store.verify import verify
from tests.store.answers import FEED, answer

pytestmark = pytest.mark.django_db


def _keep(courier: int, *bodies: bytes) -> list[int]:
    return [keep(courier, FEED, answer(body, minute=n)).id for n, body in enumerate(bodies)]


def _only_file(evidence: Path) -> Path:
    writing.close()
    (path,) = evidence_files(evidence)
    return path


def _forget(capture_id: int) -> None:
    """As after a crash between fsync and commit."""
    writing.close()
    Capture.objects.filter(id=capture_id).delete()


def test_a_whole_member_without_a_row_is_adopted_once(courier: int, evidence: Path) -> None:
    _, lost = _keep(courier, b"one", b"two")
    before = Capture.objects.values().get(id=lost)
    _forget(lost)

    assert captures.recover() == Settled(adopted=1)
    assert captures.recover() == Settled()
    adopted = Capture.objects.values().latest("id")
    assert {**adopted, "id": lost, "salt": ""} == {**before, "salt": ""}
    assert ToRead.objects.filter(capture_id=adopted["id"]).exists()
    assert captures.answer(adopted["id"]) == answer(b"two", minute=1)
    assert verify().ok


def test_the_next_capture_adopts_what_a_crash_left(courier: int, evidence: Path) -> None:
    one, lost = _keep(courier, b"one", b"two")
    _forget(lost)

    again = keep(courier, FEED, answer(b"three", minute=2)).id

    assert [captures.answer(id_).body for id_ in (one, again)] == [b"one", b"three"]
    assert Capture.objects.count() == 3
    assert verify().ok


def test_a_crash_within_a_member_loses_that_member_alone(courier: int, evidence: Path) -> None:
    one, lost = _keep(courier, b"one", b"two")
    start = Capture.objects.values_list("offset", flat=True).get(id=lost)
    _forget(lost)
    path = _only_file(evidence)
    whole = path.read_bytes()
    assert start is not None

    for end in range(start + 1, len(whole), 9):
        path.write_bytes(whole[:end])
        assert captures.recover() == Settled(cut=end - start)
        assert path.read_bytes() == whole[:start]
        assert (evidence / f"{path.name}.{start}.torn").read_bytes() == whole[start:end]
        (evidence / f"{path.name}.{start}.torn").unlink()
    assert verify().ok
    assert captures.answer(one).body == b"one"


def test_a_crash_within_the_first_write_leaves_an_empty_file(courier: int, evidence: Path) -> None:
    _forget(*_keep(courier, b"one"))
    path = _only_file(evidence)
    whole = path.read_bytes()

    for end in range(1, len(whole), 31):
        path.write_bytes(whole[:end])
        assert captures.recover() == Settled(cut=end)
        assert path.read_bytes() == b""
    assert verify().ok
    path.write_bytes(whole)
    assert captures.recover() == Settled(adopted=1)


def test_several_members_that_an_older_database_does_not_know_are_adopted(
    courier: int, evidence: Path
) -> None:
    kept = _keep(courier, b"one", b"two", b"three")
    Capture.objects.filter(id__in=kept[1:]).delete()
    path = _only_file(evidence)
    path.write_bytes(path.read_bytes() + b"\x1f\x8b\x08torn")

    assert captures.recover() == Settled(adopted=2, cut=7)
    assert sorted(Capture.objects.values_list("payload_length", flat=True)) == [3, 3, 5]


def test_a_member_of_a_route_this_desk_does_not_know_stays_and_nothing_follows_it(
    courier: int, evidence: Path
) -> None:
    _, lost = _keep(courier, b"one", b"two")
    _forget(lost)
    path = _only_file(evidence)
    whole = path.read_bytes()
    Route.objects.filter(id=courier).update(source=_other_source())

    assert captures.recover() == Settled(unfit=(path.name,))
    third = keep(courier, FEED, answer(b"three", minute=2))
    assert path.read_bytes() == whole
    assert Capture.objects.get(id=third.id).file == path.name.replace("-001", "-002")
    assert {problem.name for problem in verify().problems} == {"unknown-bytes", "row-edited"}


def _other_source() -> int:
    source = Route.objects.get().source
    source.pk, source.slug = None, "issyk-herald"
    source.save()
    return source.id


def test_a_whole_member_that_is_no_capture_stays_where_it_is(courier: int, evidence: Path) -> None:
    _keep(courier, b"one")
    path = _only_file(evidence)
    path.write_bytes(path.read_bytes() + gzip.compress(b"not a record"))
    whole = path.read_bytes()

    assert captures.recover() == Settled(unfit=(path.name,))
    assert path.read_bytes() == whole


def test_a_file_shorter_than_its_rows_say_is_left_for_verify(courier: int, evidence: Path) -> None:
    _keep(courier, b"one", b"two")
    path = _only_file(evidence)
    path.write_bytes(path.read_bytes()[:-5])

    assert captures.recover() == Settled(unfit=(path.name,))
    keep(courier, FEED, answer(b"three", minute=2))
    assert [problem.name for problem in verify().problems] == ["file-truncated"]


def test_a_file_whose_head_is_damaged_gets_no_more_members(courier: int, evidence: Path) -> None:
    _keep(courier, b"one")
    path = _only_file(evidence)
    path.write_bytes(b"x" + path.read_bytes()[1:])

    kept = keep(courier, FEED, answer(b"two", minute=1))

    assert Capture.objects.get(id=kept.id).file != path.name
    assert [problem.subject for problem in verify().problems] == [f"{path.name}:0"]


def test_a_file_that_another_process_writes_is_not_touched(courier: int, evidence: Path) -> None:
    _, lost = _keep(courier, b"one", b"two")
    Capture.objects.filter(id=lost).delete()  # while the file is still open, as in the moment before a commit

    assert captures.recover() == Settled()


def test_the_rows_of_a_file_are_found_without_reading_those_of_others(courier: int) -> None:
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET LOCAL enable_seqscan = off")  # it reads a small table in one go

    for rows in (in_file("20261120-001.warc.gz"), in_file("20261120-001.warc.gz").order_by("-offset")[:1]):
        assert "one_capture_per_member" in rows.explain()
        assert "SCAN" not in rows.explain()
