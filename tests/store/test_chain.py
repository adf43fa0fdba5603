from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from filelock import FileLock

from aitys.errors import EvidenceBroken
from aitys.store import chain
from aitys.store.captures import keep
from aitys.store.chain import commitment_of, seal
from aitys.store.evidence.heads import GENESIS, Head, append_head, mend, read_heads
from aitys.store.models import Capture, ChainLink
from aitys.store.models.captures import ToSeal
from aitys.store.verify import verify
from tests.store.answers import FEED, answer

pytestmark = pytest.mark.django_db


def _keep(courier: int, count: int, first: int = 0) -> list[int]:
    return [keep(courier, FEED, answer(b"%d" % n, minute=n)).id for n in range(first, first + count)]


def test_captures_are_chained_in_batches_until_none_waits(courier: int, evidence: Path) -> None:
    kept = _keep(courier, 5)

    assert [seal(limit=2) for _ in range(4)] == [2, 2, 1, 0]
    links = ChainLink.objects.order_by("number")
    assert list(links.values_list("number", "capture_id")) == list(enumerate(kept, 1))
    assert ToSeal.objects.count() == 0


def test_a_capture_that_is_committed_late_is_sealed_all_the_same(courier: int, evidence: Path) -> None:
    early, late = _keep(courier, 2)
    ToSeal.objects.filter(capture_id=early).delete()
    seal()
    ToSeal.objects.create(capture_id=early)  # as when a lower id commits after a higher one was sealed

    assert seal() == 1
    assert list(ChainLink.objects.order_by("number").values_list("capture_id", flat=True)) == [late, early]
    assert verify().ok


def test_a_link_follows_from_the_one_before(courier: int, evidence: Path) -> None:
    _keep(courier, 2)
    seal()
    first, second = ChainLink.objects.order_by("number")

    columns = Capture.objects.values_list(*chain.STATED)
    assert first.digest == chain.link_digest(
        Head(0, GENESIS), columns.get(id=first.capture_id), first.commitment
    )
    assert second.digest == chain.link_digest(
        Head(1, first.digest), columns.get(id=second.capture_id), second.commitment
    )


def test_the_commitment_hides_the_payload_behind_a_salt(courier: int, evidence: Path) -> None:
    (kept,) = _keep(courier, 1)
    seal()

    row, link = Capture.objects.get(id=kept), ChainLink.objects.get()
    assert link.commitment == commitment_of(row.salt, row.payload_sha256)
    assert link.commitment != hashlib.sha256(bytes.fromhex(row.payload_sha256)).hexdigest()
    assert len(bytes.fromhex(row.salt)) == 16
    assert "payload_sha256" not in chain.STATED


def test_each_batch_writes_its_head(courier: int, evidence: Path) -> None:
    _keep(courier, 3)
    seal(limit=2)
    seal(limit=2)

    heads = list(read_heads(evidence))

    assert [head.number for head in heads] == [0, 2, 3]
    assert heads[-1].digest == ChainLink.objects.get(number=3).digest


def test_a_head_that_a_crash_left_out_is_made_up_for(courier: int, evidence: Path) -> None:
    _keep(courier, 2)
    seal(limit=1)
    whole = (evidence / "HEADS").read_bytes()
    seal(limit=1)
    for left in (whole, whole + b"2 12ab"):
        (evidence / "HEADS").write_bytes(left)

        assert seal() == 0
        assert [head.number for head in read_heads(evidence)] == [0, 1, 2]
        assert verify().ok


def test_nothing_is_locked_or_written_where_nothing_waits(courier: int, evidence: Path) -> None:
    _keep(courier, 1)
    seal()
    before = (evidence / "HEADS").stat().st_mtime_ns

    with FileLock(evidence / "sealer.lock"), CaptureQueriesContext(connection) as asked:
        assert seal() == 0

    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []
    assert (evidence / "HEADS").stat().st_mtime_ns == before


def test_nothing_is_built_on_a_chain_that_lost_its_end(courier: int, evidence: Path) -> None:
    _keep(courier, 2)
    seal()
    ChainLink.objects.filter(number=2).delete()
    _keep(courier, 1, first=2)

    with pytest.raises(EvidenceBroken, match="HEADS"):
        seal()

    assert ChainLink.objects.count() == 1


def test_nothing_is_built_on_a_chain_whose_heads_are_gone(courier: int, evidence: Path) -> None:
    _keep(courier, 1)
    seal()
    (evidence / "HEADS").unlink()

    with pytest.raises(EvidenceBroken, match="HEADS"):
        seal()


def test_the_last_of_many_heads_is_found_without_reading_all(evidence: Path) -> None:
    for number in range(1, 120):
        append_head(evidence, Head(number, GENESIS))

    assert mend(evidence) == Head(119, GENESIS)
