"""The evidence chain: each link is a digest over the one before it and all that a capture's row states.

The chain has no secret: who may write both the database and the folder can make it anew. What it proves is
that nothing was changed between two times at which its head was known elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from django.db import transaction
from filelock import FileLock, Timeout

from aitys.errors import EvidenceBroken
from aitys.settings import current
from aitys.store.evidence.heads import GENESIS, NAME, Head, append_head, last_line, mend
from aitys.store.evidence.rows import digest_of
from aitys.store.models.captures import ChainLink, ToSeal

BATCH = 500
"""Links at most in one transaction, and so the most by which `HEADS` may lag behind the chain."""

STATED = (
    "id",
    "route_id",
    "route__source__slug",
    "purpose",
    "about",
    "url",
    "final_url",
    "status",
    "content_type",
    "captured_at",
    "file",
    "offset",
    "length",
    "payload_length",
    "member_sha256",
    "statement_sha256",
    "same_as_id",
)
"""What a link covers of its capture. The payload's digest is covered by the commitment alone: so erasure can
drop both it and the salt, and the link still holds.
"""

_PATIENCE = 60.0


def seal(limit: int = BATCH) -> int:
    """Chain up to `limit` (at most `BATCH`) captures that wait for it; says how many.

    One sealer works at a time; 0 also when another kept this one waiting for a minute. Raises EvidenceBroken
    when `HEADS` and the chain disagree: then links were dropped or changed, and nothing is built on that.
    Where nothing waits and the two agree, nothing is locked or written.
    """
    folder = current().evidence
    if not ToSeal.objects.exists() and _is_at_rest(folder):
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(Timeout), FileLock(folder / "sealer.lock", timeout=_PATIENCE):
        last = _agreed_head()
        links = _chain_batch(last, min(limit, BATCH))
        if links:
            append_head(folder, Head(links[-1].number, links[-1].digest))
        return len(links)
    return 0


def commitment_of(salt: str, payload_sha256: str) -> str:
    """SHA-256(salt ‖ payload digest), all three in hex."""
    return hashlib.sha256(bytes.fromhex(salt) + bytes.fromhex(payload_sha256)).hexdigest()


def link_digest(before: Head, stated: Sequence[object], commitment: str) -> str:
    """The digest of the link after `before` over a capture's `STATED` columns."""
    return digest_of(before.digest, before.number + 1, *stated, commitment)


def _agreed_head() -> Head:
    """The last link, with `HEADS` brought up to it where a crash came between the two."""
    folder = current().evidence
    written = mend(folder)
    link = ChainLink.objects.order_by("-number").first()
    last = Head(link.number, link.digest) if link else Head(0, GENESIS)
    if written is None and link is None:
        append_head(folder, last)
        return last
    if written is None or written.number > last.number or not _is_in_chain(written):
        raise EvidenceBroken(
            str(folder / NAME), "does not fit the chain; run `aitys verify`, restore what is missing"
        )
    if written != last:
        append_head(folder, last)
    return last


def _is_at_rest(folder: Path) -> bool:
    """Whether the last line of `HEADS` is whole and is the last link, so that there is nothing to mend."""
    link = ChainLink.objects.order_by("-number").first()
    return last_line(folder) == (Head(link.number, link.digest) if link else Head(0, GENESIS))


def _is_in_chain(head: Head) -> bool:
    if head.number == 0:
        return head.digest == GENESIS
    return ChainLink.objects.filter(number=head.number, digest=head.digest).exists()


def _chain_batch(last: Head, limit: int) -> list[ChainLink]:
    """In the order in which the captures were queued: by the queue's ids, not by time."""
    columns = [f"capture__{column}" for column in ("salt", "payload_sha256", *STATED)]
    with transaction.atomic(durable=True):
        waiting = list(ToSeal.objects.order_by("id").values_list("id", *columns)[:limit])
        links = []
        for _, salt, payload_sha256, *stated in waiting:
            commitment = commitment_of(salt, payload_sha256)
            last = Head(last.number + 1, link_digest(last, stated, commitment))
            link = ChainLink(number=last.number, digest=last.digest, commitment=commitment)
            link.capture_id = stated[0]
            links.append(link)
        ChainLink.objects.bulk_create(links)
        ToSeal.objects.filter(id__in=[row[0] for row in waiting]).delete()
    return links
