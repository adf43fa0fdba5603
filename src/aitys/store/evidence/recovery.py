"""Bringing a file and its rows together after a crash: adopt what is whole, cut what is torn.

Only a file's tail can be in doubt. Within a process one thread at a time appends and commits, a file has one
writing process, and whoever opens it settles it first; so all before the last known member is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aitys.errors import EvidenceBroken
from aitys.store.evidence.files import EvidenceFile, Place, evidence_files, lock
from aitys.store.evidence.members import read_member, unpack
from aitys.store.evidence.rows import in_file, insert, placed, row_of
from aitys.store.models import Route


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done to files: captures `adopted`, bytes `cut` aside, files `unfit` to be written any more."""

    adopted: int = 0
    cut: int = 0
    unfit: tuple[str, ...] = ()

    def __add__(self, other: Settled) -> Settled:
        return Settled(self.adopted + other.adopted, self.cut + other.cut, self.unfit + other.unfit)


def recover(folder: Path) -> Settled:
    """Settle every file that no living process writes. For the start of a program; again changes nothing."""
    done = Settled()
    for path in evidence_files(folder):
        if path.stat().st_size == _known_end(path.name):
            continue
        file = lock(path)
        if file is None:
            continue
        try:
            done += settle(file)
        finally:
            file.close()
    return done


def settle(file: EvidenceFile) -> Settled:
    """Adopt the whole members that no row knows and cut what follows them.

    Unfit: a file shorter than its rows say, or whose head or tail is whole but not ours. It is left as it is,
    nothing more is written to it, and `verify` says what is wrong.
    """
    known = _known_end(file.name)
    if known > file.end:
        return Settled(unfit=(file.name,))
    if not known and file.end:
        return _settle_unknown(file)
    if known and _info_length(file) is None:
        return Settled(unfit=(file.name,))
    return _settle_tail(file, known)


def _settle_unknown(file: EvidenceFile) -> Settled:
    """No row knows the file: a crash at its first capture. A `warcinfo` alone is not kept."""
    before = file.end
    start = _info_length(file)
    settled = Settled() if start is None else _settle_tail(file, start)
    if settled.adopted or settled.unfit:
        return settled
    file.cut(0)
    return Settled(cut=before)


def _settle_tail(file: EvidenceFile, start: int) -> Settled:
    adopted, good, before = 0, start, file.end
    with file.path.open("rb") as stream:
        stream.seek(start)
        while (member := read_member(stream)) is not None:
            if not _adopt(Place(file.name, good, len(member)), member):
                return Settled(adopted, unfit=(file.name,))
            adopted, good = adopted + 1, good + len(member)
    if good < before:
        file.cut(good)
    return Settled(adopted, before - good)


def _adopt(place: Place, member: bytes) -> bool:
    """Not when its route is not here: where an older database was restored, an id may mean another source."""
    try:
        record = unpack(member)
    except EvidenceBroken:
        return False
    if not Route.objects.filter(id=record.route_id, source__slug=record.source).exists():
        return False
    insert(placed(row_of(record), place, member), to_read=True)
    return True


def _info_length(file: EvidenceFile) -> int | None:
    """None when the file does not begin with a `warcinfo`."""
    try:
        return len(file.info.member)
    except EvidenceBroken:
        return None


def _known_end(name: str) -> int:
    """Where the last member that a row knows ends; 0 when no row knows the file."""
    last = in_file(name).order_by("-offset").values_list("offset", "length").first()
    return (last[0] or 0) + (last[1] or 0) if last else 0
