"""A process of its own on a desk of its own, for tests that kill it or run two: `AITYS_DESK` says which.

python -m tests.store.evidence_child make            tables and one route
python -m tests.store.evidence_child keep COUNT      keeps captures, prints the body of each that is kept
python -m tests.store.evidence_child claim           claims all there is, prints the ids
python -m tests.store.evidence_child check           recovers, seals, verifies; prints what it found
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import django


def make() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up first

    from aitys.store.models import Route, Source  # noqa: PLC0415

    call_command("migrate", verbosity=0, skip_checks=True)
    source = Source.objects.create(slug="steppe-courier", title="Steppe Courier", added_at=datetime.now(UTC))
    Route.objects.create(id=1, source=source, kind="feed", address="https://steppe-courier.example/feed.xml")


def keep(count: int) -> None:
    """Prints a body only after `keep` has returned: what is printed must outlive any kill."""
    from aitys.store import captures  # noqa: PLC0415
    from aitys.store.chain import seal  # noqa: PLC0415
    from tests.store.answers import FEED, answer  # noqa: PLC0415

    captures.recover()
    for n in range(count):
        body = f"{os.getpid()}-{n} ".encode() + os.urandom(2000)
        captures.keep(1, FEED, replace(answer(body), received_at=datetime.now(UTC)))
        print(body[:20].split(b" ")[0].decode(), flush=True)  # noqa: T201 - this is its answer
        if n % 5 == 4:
            seal()


def claim() -> None:
    from aitys.store.captures import claim_unread  # noqa: PLC0415

    while rows := claim_unread(2, 600, datetime.now(UTC)):
        print("\n".join(str(row.capture_id) for row in rows), flush=True)  # noqa: T201


def check() -> None:
    from aitys.store import captures  # noqa: PLC0415
    from aitys.store.chain import seal  # noqa: PLC0415
    from aitys.store.models import Capture  # noqa: PLC0415
    from aitys.store.verify import verify  # noqa: PLC0415

    captures.recover()
    while seal():
        pass
    found = verify()
    bodies = [
        captures.answer(id_).body.split(b" ")[0].decode()
        for id_ in Capture.objects.values_list("id", flat=True)
    ]
    problems = [problem.says for problem in found.problems]
    print(json.dumps({"problems": problems, "unsealed": found.unsealed, "bodies": bodies}))  # noqa: T201


_ACTS: dict[str, Callable[..., None]] = {"make": make, "keep": keep, "claim": claim, "check": check}

if __name__ == "__main__":
    django.setup()
    act, *numbers = sys.argv[1:]
    _ACTS[act](*map(int, numbers))
