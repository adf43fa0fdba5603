"""Captures: keeping answers as evidence before anything is understood, and handing them to the readers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from aitys.errors import EvidenceBroken, Failure, NotFound, WrongUse
from aitys.settings import current
from aitys.store.evidence import writing
from aitys.store.evidence.files import Place, read_at
from aitys.store.evidence.members import Record, RecordKind, pack, unpack
from aitys.store.evidence.recovery import Settled
from aitys.store.evidence.recovery import recover as _recover
from aitys.store.evidence.rows import insert, placed, row_of
from aitys.store.models import Capture, Route, ToRead, Unreadable
from aitys.values.captures import Answer, Ask, Document, Purpose

# Two processes of one desk read one clock, and each reads it a little before it commits.
_SKEW = timedelta(seconds=5)
# An answer may wait this long for its turn (SQLite alone waits 20 s for a lock) and yet tell the right time.
_LONGEST_WAIT = timedelta(seconds=120)
# PostgreSQL indexes no value over about 2,700 bytes.
_URL, _FINAL_URL = 2000, 4000

Decode = Callable[[Answer, int], bytes]
"""Gives an answer's body without its Content-Encoding, at most so many bytes; raises where there are more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """`is_new`: it brought bytes that are stored and wait for a reader; else `id` has only their digest."""

    id: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an imported file. `url` names file and lines: `file:///posts.jsonl#lines=1-500`."""

    url: str
    body: bytes
    taken_at: datetime
    content_type: str = "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class Unread:
    """A capture that was claimed for reading; `attempts` counts this claim too."""

    capture_id: int
    route_id: int
    source: str
    purpose: Purpose
    about: str
    url: str
    captured_at: datetime
    attempts: int


def keep(route_id: int, ask: Ask, answer: Answer) -> Kept:
    """Keep an answer: its bytes are on the disk and its row committed when this returns.

    The same body with the same status as the route last had for this address, or a 304, keeps no bytes again.
    Raises NotFound (no such route), WrongUse `clock-went-back` or `address-too-long`, and EvidenceBroken
    where the disk does not take it; then nothing of it is kept. Not to be called inside a transaction.
    """
    return _keep(Record(route_id, _source(route_id), ask.purpose, ask.about, answer))


def keep_piece(route_id: int, piece: Piece) -> Kept:
    """Keep a part of an imported file, as `keep` keeps an answer; its status is 0, for nobody was asked."""
    headers = (("Content-Type", piece.content_type),)
    answer = Answer(piece.url, piece.url, 0, headers, piece.body, piece.taken_at, piece.taken_at)
    return _keep(Record(route_id, _source(route_id), Purpose.PIECE, "", answer, RecordKind.RESOURCE))


def recover() -> Settled:
    """At the start of a program: adopt whole members that a crash left without a row, cut torn ones."""
    return _recover(current().evidence)


def answer(capture_id: int) -> Answer:
    """The kept answer; of a capture without bytes of its own, the earlier one that holds them.

    Raises NotFound, or EvidenceBroken when the bytes are not those that were kept.
    """
    return _answer(_with_bytes(_capture(capture_id)))


def document(capture_id: int, limit: int, decode: Decode) -> Document:
    """A capture's body, decoded by `decode(answer, limit)`, with the time of this very capture."""
    capture = _capture(capture_id)
    found = _answer(_with_bytes(capture))
    return Document(
        url=found.final_url,
        content=decode(found, limit),
        content_type=found.header("content-type"),
        captured_at=capture.captured_at,
        about=capture.about,
        status=found.status,
    )


def claim_unread(
    limit: int, lease_seconds: float, now: datetime, *, kept_before: datetime | None = None
) -> list[Unread]:
    """Up to `limit` captures that nobody reads now, oldest first, for this caller alone until the lease ends.

    Who keeps a capture reads it at once: `kept_before` a while ago, it was left behind.
    On SQLite the transaction shuts out other writers; on PostgreSQL locked rows are passed over.
    """
    is_free = Q(leased_until=None) | Q(leased_until__lte=now)
    if kept_before is not None:
        is_free &= Q(capture__captured_at__lt=kept_before)
    with transaction.atomic():
        free = ToRead.objects.filter(is_free).select_for_update(skip_locked=True, of=("self",))
        rows = list(free.select_related("capture__route__source").order_by("capture_id")[:limit])
        ToRead.objects.filter(id__in=[row.id for row in rows]).update(
            leased_until=now + timedelta(seconds=lease_seconds), attempts=F("attempts") + 1
        )
    return [_unread(row) for row in rows]


def unread_of(route_id: int) -> list[Unread]:
    """Every capture of a route that is not read yet, oldest first, whoever holds a lease on it.

    For who just kept one of them: the holder of another was killed, or reads the same to the same end.
    """
    rows = ToRead.objects.filter(capture__route_id=route_id).select_related("capture__route__source")
    return [_unread(row) for row in rows.order_by("capture_id")]


def finish_reading(capture_id: int) -> None:
    """The capture is read: call it in the transaction that stores what it brought."""
    ToRead.objects.filter(capture_id=capture_id).delete()


def refuse_reading(capture_id: int, reader: str, failure: Failure) -> None:
    """The capture cannot be read by `reader`: remember why, for the next look may bring the same bytes."""
    with transaction.atomic():
        finish_reading(capture_id)
        Unreadable.objects.update_or_create(
            capture_id=capture_id, defaults={"reader": reader, "name": failure.name, "says": failure.says}
        )


def refusal(capture_id: int, reader: str) -> Failure | None:
    """Why these bytes could not be read when they first came; None where they could.

    What an older reader refused is queued for `reader` instead.
    """
    first = _with_bytes(_capture(capture_id))
    row = Unreadable.objects.filter(capture=first).first()
    if row is None:
        return None
    if row.reader == reader:
        return Failure(row.name, row.says, permanent=False)
    with transaction.atomic():
        row.delete()
        ToRead.objects.get_or_create(capture=first)
    return None


def _keep(record: Record) -> Kept:
    _check_lengths(record)
    _check_clock(record.answer.received_at, datetime.now(UTC))
    row = row_of(record)
    earlier = _latest_with_bytes(record)
    if earlier and not _is_new(row, earlier):
        row.same_as = earlier
        return Kept(insert(row, to_read=False), is_new=False)
    with writing.turn(current().evidence) as file:
        member = pack(record, file.info)
        place = file.append(member)
        return Kept(insert(placed(row, place, member), to_read=True), is_new=True)


def _is_new(row: Capture, earlier: Capture) -> bool:
    if row.status == 304:
        return False
    fields = ("status", "payload_sha256", "about")
    return any(getattr(row, field) != getattr(earlier, field) for field in fields)


def _latest_with_bytes(record: Record) -> Capture | None:
    """The last one of the same route, purpose and address that has bytes; for a 304 the last good one.

    Of a piece of a file the bytes alone count: the same file may come again under another name.
    """
    same = Capture.objects.filter(route_id=record.route_id, purpose=str(record.purpose)).exclude(file="")
    if record.purpose is Purpose.PIECE:
        digest = hashlib.sha256(record.answer.body).hexdigest()
        return same.filter(payload_sha256=digest).order_by("-id").first()
    same = same.filter(url=record.answer.url)
    if record.answer.status == 304:
        same = same.filter(status__range=(200, 299))
    return same.order_by("-id").first()


def _check_clock(received_at: datetime, now: datetime) -> None:
    """Refuse a clock that was set back: it would date a post before one that was seen earlier.

    An answer is received before it is kept, so its time may lag behind a capture that another process kept
    meanwhile; as long as it may have waited is therefore allowed, but never more than `now` itself.
    """
    last = Capture.objects.order_by("-captured_at").values_list("captured_at", flat=True).first()
    reads = min(max(now, received_at), received_at + _LONGEST_WAIT)
    if last and reads < last - _SKEW:
        raise WrongUse(
            "clock",
            f"it says {reads:%Y-%m-%d %H:%M:%S} UTC, but the last capture is of {last:%Y-%m-%d %H:%M:%S} UTC;"
            " set the clock right, then go on",
            name="clock-went-back",
        )


def _check_lengths(record: Record) -> None:
    given = record.answer
    too_long = (max(len(given.url), len(record.about)) > _URL) or len(given.final_url) > _FINAL_URL
    if too_long:
        raise WrongUse(
            given.url[:80], f"addresses over {_URL} characters are not kept", name="address-too-long"
        )


def _source(route_id: int) -> str:
    slug = Route.objects.filter(id=route_id).values_list("source__slug", flat=True).first()
    if slug is None:
        raise NotFound(f"route {route_id}", "no such route")
    return slug


def _capture(capture_id: int) -> Capture:
    found = Capture.objects.select_related("same_as").filter(id=capture_id).first()
    if found is None:
        raise NotFound(f"capture {capture_id}", "no such capture")
    return found


def _with_bytes(capture: Capture) -> Capture:
    return capture.same_as or capture


def _answer(capture: Capture) -> Answer:
    place = Place(capture.file, capture.offset or 0, capture.length or 0)
    member = read_at(current().evidence, place)
    if hashlib.sha256(member).hexdigest() != capture.member_sha256:
        raise EvidenceBroken(
            place.file, f"the member at {place.offset} is not the one that was kept; run `aitys verify`"
        )
    return unpack(member).answer


def _unread(row: ToRead) -> Unread:
    return as_unread(row.capture, row.attempts + 1)


def as_unread(capture: Capture, attempts: int) -> Unread:
    """What a reader needs to know of a capture, whose route and source are at hand."""
    return Unread(
        capture_id=capture.id,
        route_id=capture.route_id,
        source=capture.route.source.slug,
        purpose=Purpose(capture.purpose),
        about=capture.about,
        url=capture.url,
        captured_at=capture.captured_at,
        attempts=attempts,
    )
