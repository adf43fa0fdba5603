"""Every link against its capture and the link before it, and `HEADS` against the links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import Any

from aitys.errors import EvidenceBroken
from aitys.store.chain import BATCH, STATED, commitment_of, link_digest
from aitys.store.evidence.heads import GENESIS, NAME, Head, read_heads
from aitys.store.evidence.problems import Problem
from aitys.store.models import Capture, ChainLink

_PAGE = 500
_STATED = tuple(f"capture__{column}" for column in STATED)
_COLUMNS = ("number", "digest", "commitment", "capture__salt", "capture__payload_sha256", *_STATED)


@dataclass(frozen=True, slots=True)
class _Checked:
    """One link: whether it `fits` its capture and the link before; `missing` links were due before it."""

    number: int
    capture_id: object
    fits: bool
    missing: int


def check_chain(folder: Path) -> Iterator[Problem]:
    last = _last_number()
    heads_end = None
    for batch in _batches(folder):
        if isinstance(batch, Problem):
            yield batch
            break
        heads_end = batch[-1].number
        yield from _check_heads(batch)
    else:
        yield from _check_lag(heads_end, last)
    yield from _check_links(last)
    yield from _check_unchained()


def _last_number() -> int:
    return ChainLink.objects.order_by("-number").values_list("number", flat=True).first() or 0


def _batches(folder: Path) -> Iterator[list[Head] | Problem]:
    """`HEADS` in batches; a line that is not ours ends them with a problem."""
    heads = read_heads(folder)
    try:
        while batch := list(islice(heads, _PAGE)):
            yield batch
    except EvidenceBroken as error:
        yield Problem("head-mismatch", error.subject, error.says)


def _check_heads(batch: list[Head]) -> Iterator[Problem]:
    links = dict(
        ChainLink.objects.filter(number__in=[head.number for head in batch]).values_list("number", "digest")
    )
    links[0] = GENESIS
    for head in batch:
        if head.number not in links:
            yield Problem(
                "head-mismatch", NAME, f"it knows link {head.number}, which the chain does not have"
            )
        elif links[head.number] != head.digest:
            yield Problem("head-mismatch", NAME, f"link {head.number} is not the one that was sealed")


def _check_lag(heads_end: int | None, last: int) -> Iterator[Problem]:
    """A crash between a batch and its line leaves `HEADS` one batch behind; more was cut by somebody."""
    if heads_end is None and last:
        yield Problem("head-mismatch", NAME, "the file is missing or empty")
    elif heads_end is not None and last - heads_end > BATCH:
        yield Problem("head-mismatch", NAME, f"it ends at link {heads_end}, the chain at {last}")


def _check_links(last: int) -> Iterator[Problem]:
    """Where the link after a wrong one fits, the row was edited; where it does not, the link itself."""
    end = _Checked(last + 1, None, fits=True, missing=0)
    for link, following in pairwise(chain(_checked(last), [end])):
        if link.missing:
            first = link.number - link.missing
            yield Problem("link-missing", f"link {first}", f"{link.missing} links or their captures are gone")
        if link.fits:
            continue
        if following.fits:
            yield Problem("row-edited", f"capture {link.capture_id}", f"it differs from link {link.number}")
        else:
            yield Problem("link-broken", f"link {link.number}", "it does not follow from the one before it")


def _checked(last: int) -> Iterator[_Checked]:
    before = Head(0, GENESIS)
    for number, digest, commitment, salt, payload_sha256, *stated in _links(last):
        missing = number - before.number - 1
        fits = commitment == _commitment(salt, payload_sha256)
        # After a hole the link before is unknown; what the link says of itself is all there is to check.
        if not missing:
            fits = fits and digest == link_digest(before, stated, commitment)
        yield _Checked(number, stated[0], fits, missing)
        before = Head(number, digest)


def _links(last: int) -> Iterator[tuple[Any, ...]]:
    """In pages: a transaction that stays open keeps SQLite's log from shrinking."""
    number = 0
    while True:
        page = list(
            ChainLink.objects.filter(number__gt=number, number__lte=last)
            .order_by("number")
            .values_list(*_COLUMNS)[:_PAGE]
        )
        yield from page
        if len(page) < _PAGE:
            return
        number = page[-1][0]


def _commitment(salt: str, payload_sha256: str) -> str:
    """Empty where an edited column is not hex any more."""
    try:
        return commitment_of(salt, payload_sha256)
    except ValueError:
        return ""


def _check_unchained() -> Iterator[Problem]:
    """A capture is in the chain or waits for it."""
    for capture_id in Capture.objects.filter(link=None, to_seal=None).values_list("id", flat=True):
        yield Problem("link-missing", f"capture {capture_id}", "it has no link and does not wait for one")
