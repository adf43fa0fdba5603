"""The row of a member: what the database states about a capture, and the digests that bind it to bytes."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import QuerySet

from aitys.store.evidence.files import Place
from aitys.store.evidence.members import Record
from aitys.store.models.captures import Capture, ToRead, ToSeal
from aitys.values.captures import Answer

_CONTENT_TYPE = 300


def row_of(record: Record) -> Capture:
    """An unsaved row without a place; where the same record is given again, all but the salt is the same."""
    answer = record.answer
    return Capture(
        route_id=record.route_id,
        purpose=str(record.purpose),
        about=record.about,
        url=answer.url,
        final_url=answer.final_url,
        status=answer.status,
        content_type=answer.header("content-type").replace("\0", "")[:_CONTENT_TYPE],
        captured_at=answer.received_at,
        payload_length=len(answer.body),
        payload_sha256=hashlib.sha256(answer.body).hexdigest(),
        statement_sha256=statement_digest(answer),
        salt=secrets.token_hex(16),
    )


def placed(row: Capture, place: Place, member: bytes) -> Capture:
    """The row with the place and the digest of its member."""
    row.file, row.offset, row.length = place.file, place.offset, place.length
    row.member_sha256 = hashlib.sha256(member).hexdigest()
    return row


def insert(row: Capture, *, to_read: bool) -> int:
    """Commit a capture and its places in the queues; gives its id. Refuses to run inside a transaction:
    a row that its caller took back later would leave bytes that no row knows.
    """
    with transaction.atomic(durable=True):
        row.save(force_insert=True)
        ToSeal(capture=row).save(force_insert=True)
        if to_read:
            ToRead(capture=row).save(force_insert=True)
    return row.id


def in_file(name: str) -> QuerySet[Capture]:
    """The rows whose members lie in a file.

    The index of places leaves out captures without a member, and SQLite uses it only where the query does so
    in the same words; else it reads every capture of the desk for each file.
    """
    return Capture.objects.filter(file=name).exclude(file="")


def statement_digest(answer: Answer) -> str:
    """SHA-256 of what the answer states beside its body: addresses, time, status, headers, redirects."""
    return digest_of(
        answer.url, answer.final_url, answer.received_at, answer.status, answer.headers, answer.hops
    )


def digest_of(*parts: object) -> str:
    """SHA-256 of `parts` as a JSON array in ASCII without spaces; times in UTC, ISO 8601."""
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), default=_as_written)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _as_written(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(f"{type(value).__name__} is not part of a statement")
