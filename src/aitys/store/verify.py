"""Checking all that is kept: bytes, rows of captures, links, and what is said to follow from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.db.models import F, Q

from aitys.settings import current
from aitys.store import pictures
from aitys.store.evidence import writing
from aitys.store.evidence.check_chain import check_chain
from aitys.store.evidence.check_files import check_files
from aitys.store.evidence.check_posts import check_coverage, check_posts, check_variants
from aitys.store.evidence.check_rates import check_rates
from aitys.store.evidence.problems import Problem
from aitys.store.models import Capture, Reading
from aitys.store.models.captures import ToSeal
from aitys.store.posts import reading_digest
from aitys.store.versions import content_digest

Progress = Callable[[int, int], None]
"""Called with the number of members checked and of all."""

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Verification:
    """`captures` were checked, `unsealed` of them wait for the chain (which is fine)."""

    captures: int
    unsealed: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def verify(progress: Progress | None = None) -> Verification:
    """Check everything and change nothing. Run `captures.recover()` first: what a crash left is no problem.

    Safe beside living writers; takes the time of reading every file once and needs memory for one member.
    """
    writing.close()  # then a file that is being written is another process's
    folder = current().evidence
    captures = Capture.objects.count()
    tick = _ticker(progress, Capture.objects.exclude(file="").count())
    evidence = chain(check_files(folder, tick), check_chain(folder), _check_repeats())
    problems = tuple(
        chain(
            evidence,
            _check_readings(),
            check_posts(),
            check_variants(),
            check_coverage(),
            check_rates(),
            pictures.check(),
        )
    )
    return Verification(captures, ToSeal.objects.count(), problems)


def _ticker(progress: Progress | None, total: int) -> Callable[[], None]:
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, max(total, done))

    return tick


def _check_repeats() -> Iterator[Problem]:
    """A capture without bytes names an earlier one that has the same; a 304 had no body to compare."""
    differs = ~Q(status=304) & ~Q(payload_sha256=F("same_as__payload_sha256"))
    wrong = Q(same_as=None) | Q(same_as__file="") | Q(same_as__id__gte=F("id")) | differs
    for capture_id in Capture.objects.filter(Q(file="") & wrong).values_list("id", flat=True):
        yield Problem("row-edited", f"capture {capture_id}", "its bytes are not those of the one it repeats")


def _check_readings() -> Iterator[Problem]:
    last = 0
    while page := list(Reading.objects.filter(id__gt=last).order_by("id")[:_PAGE]):
        for reading in page:
            if not _is_as_read(reading):
                says = f"its words or times differ from what capture {reading.capture_id} was read to say"
                yield Problem("reading-edited", f"reading {reading.id}", says)
        last = page[-1].id


def _is_as_read(reading: Reading) -> bool:
    words = content_digest(reading.title, reading.text)
    return reading.digest == reading_digest(reading) and reading.content_digest == words
