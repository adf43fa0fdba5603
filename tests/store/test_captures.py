from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from aitys.errors import EvidenceBroken, NotFound, WrongUse
from aitys.store import captures
from aitys.store.captures import Kept, Piece, claim_unread, document, finish_reading, keep, keep_piece
from aitys.store.evidence import writing
from aitys.store.evidence.files import evidence_files
from aitys.store.models import Capture, ToRead
from aitys.store.models.captures import ToSeal
from aitys.store.verify import verify
from aitys.values.captures import Answer, Ask, Document, Purpose
from tests.store.answers import FEED, NOON, answer

pytestmark = pytest.mark.django_db
PAGE = Ask("https://steppe-courier.example/1", Purpose.PAGE, about="https://steppe-courier.example/1")


def _as_it_is(given: Answer, limit: int) -> bytes:
    return given.body[:limit]


def _bytes_kept(evidence: Path) -> int:
    return sum(path.stat().st_size for path in evidence_files(evidence))


def test_an_answer_comes_back_as_it_was_kept(courier: int, evidence: Path) -> None:
    given = replace(answer(), final_url="https://www.steppe-courier.example/feed", hops=((301, "/feed"),))

    kept = keep(courier, FEED, given)

    assert captures.answer(kept.id) == given
    row = Capture.objects.get(id=kept.id)
    assert (row.url, row.final_url, row.status) == (FEED.url, given.final_url, 200)
    assert (row.content_type, row.captured_at) == ("application/rss+xml", NOON)
    assert row.length == _bytes_kept(evidence) - (row.offset or 0)


def test_a_capture_waits_for_a_reader_and_for_the_chain(courier: int, evidence: Path) -> None:
    kept = keep(courier, FEED, answer())

    assert kept.is_new
    assert list(ToRead.objects.values_list("capture_id", flat=True)) == [kept.id]
    assert list(ToSeal.objects.values_list("capture_id", flat=True)) == [kept.id]


def test_the_same_body_again_keeps_its_digest_and_no_bytes(courier: int, evidence: Path) -> None:
    first = keep(courier, FEED, answer(b"one"))
    size = _bytes_kept(evidence)

    again = keep(courier, FEED, answer(b"one", minute=30))

    row = Capture.objects.get(id=again.id)
    assert again == Kept(row.id, is_new=False)
    assert (row.same_as_id, row.file, row.captured_at) == (first.id, "", NOON + timedelta(minutes=30))
    assert row.payload_sha256 == Capture.objects.get(id=first.id).payload_sha256
    assert _bytes_kept(evidence) == size
    assert ToRead.objects.count() == 1


def test_a_304_repeats_the_last_good_answer_and_not_the_error_between(courier: int, evidence: Path) -> None:
    good = keep(courier, FEED, answer(b"one"))
    keep(courier, FEED, answer(b"busy", status=503, minute=10))

    unchanged = keep(courier, FEED, answer(b"", status=304, minute=20))

    assert not unchanged.is_new
    assert Capture.objects.get(id=unchanged.id).same_as_id == good.id
    assert document(unchanged.id, 100, _as_it_is).content == b"one"


def test_a_304_with_nothing_before_it_is_kept_as_it_came(courier: int, evidence: Path) -> None:
    kept = keep(courier, FEED, answer(b"", status=304))

    assert kept.is_new
    assert captures.answer(kept.id).status == 304


@pytest.mark.parametrize(
    "second",
    [
        answer(b"two", minute=1),
        answer(b"one", status=404, minute=1),
        answer(b"one", minute=1, url=FEED.url + "?page=2"),
    ],
)
def test_another_body_status_or_address_is_new(courier: int, evidence: Path, second: Answer) -> None:
    keep(courier, FEED, answer(b"one"))

    assert keep(courier, FEED, second).is_new


def test_a_page_is_told_from_a_feed_at_the_same_address(courier: int, evidence: Path) -> None:
    keep(courier, FEED, answer(b"one"))
    about_one = keep(courier, PAGE, answer(b"one", minute=1))
    about_two = keep(courier, replace(PAGE, about=PAGE.about + "2"), answer(b"one", minute=2))

    assert about_one.is_new
    assert about_two.is_new


def test_a_body_that_comes_back_after_another_is_new(courier: int, evidence: Path) -> None:
    bodies = (b"one", b"two", b"one")

    assert all(keep(courier, FEED, answer(body, minute=n)).is_new for n, body in enumerate(bodies))


def test_a_document_carries_the_time_of_its_own_capture(courier: int, evidence: Path) -> None:
    keep(courier, PAGE, answer(b"words of a page", url=PAGE.url))
    again = keep(courier, PAGE, answer(b"words of a page", minute=5, url=PAGE.url))

    assert document(again.id, 5, _as_it_is) == Document(
        PAGE.url, b"words", "application/rss+xml", NOON + timedelta(minutes=5), PAGE.about
    )


def test_a_piece_of_a_file_is_kept_once(courier: int, evidence: Path) -> None:
    piece = Piece("file:///канал базар.jsonl#lines=1-500", b'{"id": 1}\n', NOON)

    kept, again = keep_piece(courier, piece), keep_piece(courier, replace(piece, taken_at=NOON))

    assert (kept.is_new, again.is_new) == (True, False)
    found = document(kept.id, 100, _as_it_is)
    assert (found.url, found.content, found.content_type) == (piece.url, piece.body, "application/x-ndjson")
    assert Capture.objects.get(id=kept.id).purpose == Purpose.PIECE


def test_changed_bytes_are_never_given_to_a_reader(courier: int, evidence: Path) -> None:
    kept = keep(courier, FEED, answer())
    writing.close()
    (path,) = evidence_files(evidence)
    path.write_bytes(path.read_bytes()[:-1] + b"\x01")

    with pytest.raises(EvidenceBroken, match="aitys verify"):
        document(kept.id, 100, _as_it_is)


def test_what_is_not_there_is_not_found(courier: int, evidence: Path) -> None:
    with pytest.raises(NotFound):
        keep(courier + 1, FEED, answer())
    with pytest.raises(NotFound):
        document(1, 100, _as_it_is)


def test_an_address_that_no_index_holds_is_refused_before_a_byte_is_written(
    courier: int, evidence: Path
) -> None:
    with pytest.raises(WrongUse, match="2000") as refused:
        keep(courier, FEED, answer(url="https://steppe-courier.example/" + "a" * 2000))

    assert refused.value.name == "address-too-long"
    assert _bytes_kept(evidence) == 0


def test_a_clock_that_was_set_back_is_refused(courier: int, evidence: Path) -> None:
    keep(courier, FEED, answer(b"one", minute=60))
    size = _bytes_kept(evidence)

    with pytest.raises(WrongUse, match="set the clock right") as refused:
        keep(courier, FEED, answer(b"two", minute=0))

    assert refused.value.name == "clock-went-back"
    assert (Capture.objects.count(), _bytes_kept(evidence)) == (1, size)


def test_a_clock_set_back_by_a_minute_is_refused_too(courier: int, evidence: Path) -> None:
    now = datetime.now(UTC)
    keep(courier, FEED, replace(answer(b"one"), received_at=now + timedelta(minutes=1)))

    with pytest.raises(WrongUse, match="set the clock right"):
        keep(courier, FEED, replace(answer(b"two"), received_at=now))


def test_an_answer_that_waited_its_turn_is_kept(courier: int, evidence: Path) -> None:
    now = datetime.now(UTC)
    keep(courier, FEED, replace(answer(b"one"), received_at=now))

    assert keep(courier, FEED, replace(answer(b"two"), received_at=now - timedelta(seconds=90))).is_new
    assert keep(courier, FEED, replace(answer(b"three"), received_at=now + timedelta(seconds=4))).is_new


def test_a_commit_that_failed_is_made_up_for(
    courier: int, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _fail(*_: object, **__: object) -> int:
        raise IntegrityError("the database went away")

    monkeypatch.setattr(captures, "insert", _fail)
    with pytest.raises(IntegrityError):
        keep(courier, FEED, answer(b"one"))
    monkeypatch.undo()

    assert captures.recover().adopted == 1
    assert not keep(courier, FEED, answer(b"one", minute=1)).is_new
    assert verify().ok


def test_a_claim_leases_the_oldest_captures_to_one_caller(courier: int, evidence: Path) -> None:
    first, second, third = (keep(courier, FEED, answer(b"%d" % n, minute=n)).id for n in range(3))

    mine = claim_unread(2, 60, NOON)
    theirs = claim_unread(5, 60, NOON)

    assert [row.capture_id for row in mine] == [first, second]
    assert [row.capture_id for row in theirs] == [third]
    assert (mine[0].source, mine[0].route_id, mine[0].purpose) == ("steppe-courier", courier, Purpose.ROUTE)
    assert mine[0].captured_at == NOON


def test_a_lease_that_ran_out_frees_the_capture_and_counts(courier: int, evidence: Path) -> None:
    keep(courier, FEED, answer())

    assert [row.attempts for row in claim_unread(1, 60, NOON)] == [1]
    assert claim_unread(1, 60, NOON + timedelta(seconds=59)) == []
    assert [row.attempts for row in claim_unread(1, 60, NOON + timedelta(seconds=60))] == [2]


def test_what_was_read_is_never_claimed_again(courier: int, evidence: Path) -> None:
    kept = keep(courier, FEED, answer())

    with transaction.atomic():
        finish_reading(kept.id)

    assert claim_unread(1, 60, NOON + timedelta(days=1)) == []


@pytest.mark.django_db(transaction=True)
def test_keeping_inside_a_transaction_is_a_bug(courier: int, evidence: Path) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        keep(courier, FEED, answer())


def test_what_was_kept_just_now_can_be_left_to_who_kept_it(courier: int, evidence: Path) -> None:
    old, new = keep(courier, FEED, answer(b"one")).id, keep(courier, FEED, answer(b"two", minute=9)).id

    left_behind = claim_unread(9, 60, NOON, kept_before=NOON + timedelta(minutes=5))

    assert [row.capture_id for row in left_behind] == [old]
    assert [row.capture_id for row in captures.unread_of(courier)] == [old, new]
