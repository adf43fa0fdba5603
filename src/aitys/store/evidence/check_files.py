"""Every byte of every evidence file against the rows, and every row against its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from aitys.errors import EvidenceBroken
from aitys.store.evidence.files import evidence_files, is_being_written
from aitys.store.evidence.members import Record, read_member, unpack
from aitys.store.evidence.problems import Problem
from aitys.store.evidence.rows import in_file, row_of
from aitys.store.models import Capture

_PAGE = 500
_GZIP = b"\x1f\x8b"
# What the bytes alone say of a row; its place, digest and salt are not in them.
_IN_MEMBER = (
    "route_id",
    "purpose",
    "about",
    "url",
    "final_url",
    "status",
    "content_type",
    "captured_at",
    "payload_length",
    "payload_sha256",
    "statement_sha256",
)


def check_files(folder: Path, tick: Callable[[], None]) -> Iterator[Problem]:
    """Problems of all files that are there or that a row names; `tick` is called for every member."""
    # Rows first: a file that a living process begins meanwhile has no row among these, and is looked at too.
    named = set(Capture.objects.exclude(file="").order_by().values_list("file", flat=True).distinct())
    there = {path.name for path in evidence_files(folder)}
    for name in sorted(there | named):
        if name in there:
            yield from _check_file(folder / name, tick)
        else:
            yield Problem("file-missing", name, f"it held {in_file(name).count()} captures")


@dataclass(slots=True)
class _Walk:
    """Where the check of one file stands: all before `end` is accounted for."""

    name: str
    stream: BinaryIO
    size: int
    end: int
    info_sha256: str
    infos: set[str] = field(default_factory=set)


def _check_file(path: Path, tick: Callable[[], None]) -> Iterator[Problem]:
    is_live = is_being_written(path)
    with path.open("rb") as stream:
        info = read_member(stream) or b""
        walk = _Walk(path.name, stream, 0, len(info), hashlib.sha256(info).hexdigest())
        for row in _rows(path.name):
            walk.size = path.stat().st_size
            yield from _check_gap(walk, row)
            yield from _check_row(walk, row)
            walk.end = max(walk.end, (row.offset or 0) + (row.length or 0))
            tick()
        yield from _check_info(walk)
        walk.size = path.stat().st_size
        yield from _check_tail(walk, is_live=is_live or is_being_written(path))


def _rows(name: str) -> Iterator[Capture]:
    """By offset, in pages: no transaction stays open while files are read."""
    at_or_after = 0
    while True:
        rows = in_file(name).filter(offset__gte=at_or_after).select_related("route__source")
        page = list(rows.order_by("offset")[:_PAGE])
        yield from page
        if len(page) < _PAGE:
            return
        at_or_after = (page[-1].offset or 0) + 1


def _check_gap(walk: _Walk, row: Capture) -> Iterator[Problem]:
    offset = row.offset or 0
    if offset < walk.end:
        yield Problem("row-edited", f"capture {row.id}", f"its member would begin inside another at {offset}")
    elif offset > walk.end and walk.end:
        until = min(offset, walk.size)
        if until > walk.end:
            yield Problem(
                "unknown-bytes", f"{walk.name}:{walk.end}", f"no row knows {until - walk.end} bytes"
            )


def _check_row(walk: _Walk, row: Capture) -> Iterator[Problem]:
    offset, length = row.offset or 0, row.length or 0
    where = f"{walk.name}:{offset}"
    walk.stream.seek(offset)
    member = walk.stream.read(max(length, 0))
    if not member:
        yield Problem("member-missing", where, f"the member of capture {row.id} ({row.url}) is not there")
    elif len(member) < length:
        yield Problem(
            "file-truncated", walk.name, f"it ends inside the member of capture {row.id} ({row.url})"
        )
    elif hashlib.sha256(member).hexdigest() != row.member_sha256:
        yield Problem("member-changed", where, f"not the bytes kept for capture {row.id} ({row.url})")
    else:
        yield from _check_statement(walk, row, member)


def _check_statement(walk: _Walk, row: Capture, member: bytes) -> Iterator[Problem]:
    try:
        record = unpack(member)
    except EvidenceBroken as error:
        yield Problem("member-changed", f"{walk.name}:{row.offset}", error.says)
        return
    walk.infos.add(record.info_sha256)
    if edited := _edited_columns(row, record):
        says = f"it differs from its member in {', '.join(edited)}"
        yield Problem("row-edited", f"capture {row.id}", says)


def _edited_columns(row: Capture, record: Record) -> list[str]:
    stated = row_of(record)
    edited = [column for column in _IN_MEMBER if getattr(row, column) != getattr(stated, column)]
    if row.route.source.slug != record.source:
        edited.append("source")
    if row.same_as_id is not None:
        edited.append("same_as")
    return edited


def _check_info(walk: _Walk) -> Iterator[Problem]:
    """Every member says what its file began with."""
    if walk.infos - {walk.info_sha256}:
        yield Problem(
            "member-changed", f"{walk.name}:0", "the warcinfo record is not the one that was written"
        )


def _check_tail(walk: _Walk, *, is_live: bool) -> Iterator[Problem]:
    """What a living process has written and not committed yet is no problem."""
    walk.stream.seek(walk.end)
    begins_a_member = walk.stream.read(2) == _GZIP
    if walk.size > walk.end and not (is_live and begins_a_member):
        unknown = walk.size - walk.end
        yield Problem("unknown-bytes", f"{walk.name}:{walk.end}", f"no row knows its last {unknown} bytes")
    elif not is_live and walk.size and not walk.infos:
        yield from _lone(walk)


def _lone(walk: _Walk) -> Iterator[Problem]:
    if not in_file(walk.name).exists():
        yield Problem("unknown-bytes", f"{walk.name}:0", "no row knows this file")
