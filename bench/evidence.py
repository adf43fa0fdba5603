"""How fast evidence is kept, chained and checked, on a desk of its own (in the folder given, or a new one).

    python -m bench.evidence [--captures 2000] [--size 20000] [--desk DIR]

Bodies are random bytes, as answers that came compressed. Prints a table; the disk decides most of it.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

from aitys.values.captures import Answer, Ask


@dataclass(frozen=True, slots=True)
class Measure:
    what: str
    count: float
    unit: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.what:<34} {self.count / self.seconds:>10,.0f} {self.unit}/s {self.seconds:>8.2f} s"


def _timed(what: str, count: float, unit: str, work: Callable[[], object]) -> Measure:
    began = time.perf_counter()
    work()
    return Measure(what, count, unit, time.perf_counter() - began)


def _answer(body: bytes, url: str, n: int) -> Answer:
    at = datetime.now(UTC)
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("ETag", f'"{n}"'))
    return Answer(url, url, 200, headers, body, at - timedelta(seconds=1), at)


def _fsyncs(desk: Path, count: int) -> None:
    """What the disk alone allows: an append and an fsync each."""
    with (desk / "fsyncs").open("ab") as plain:
        for _ in range(count):
            plain.write(b"x" * 4096)
            plain.flush()
            os.fsync(plain.fileno())


def _measure(desk: Path, captures: int, size: int) -> list[Measure]:
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up first

    from aitys.store.captures import keep  # noqa: PLC0415
    from aitys.store.chain import seal  # noqa: PLC0415
    from aitys.store.models import Route, Source  # noqa: PLC0415
    from aitys.store.verify import verify  # noqa: PLC0415

    call_command("migrate", verbosity=0, skip_checks=True)
    source = Source.objects.create(slug="steppe-courier", title="Steppe Courier", added_at=datetime.now(UTC))
    route = Route.objects.create(source=source, kind="feed", address="https://steppe-courier.example/").id
    urls = [f"https://steppe-courier.example/{n}" for n in range(captures)]
    bodies = [os.urandom(size) for _ in range(captures)]

    def _keep_all() -> None:
        for n, url in enumerate(urls):
            keep(route, Ask(url), _answer(bodies[n], url, n))

    def _seal_all() -> None:
        while seal():
            pass

    def _verify() -> None:
        if not verify().ok:
            raise SystemExit("what was just kept is not whole")

    fsyncs = _timed("append and fsync alone", captures, "times", lambda: _fsyncs(desk, captures))
    new = _timed("new captures kept", captures, "captures", _keep_all)
    again = _timed("repeats kept", captures, "captures", _keep_all)
    links = _timed("links sealed", 2 * captures, "links", _seal_all)
    megabytes = sum(path.stat().st_size for path in (desk / "evidence").iterdir()) / 1e6
    return [fsyncs, new, again, links, _timed("all verified", megabytes, "MB", _verify)]


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--captures", type=int, default=2000)
    given.add_argument("--size", type=int, default=20_000, help="bytes of a body")
    given.add_argument("--desk", type=Path)
    options = given.parse_args()
    desk = options.desk or Path(tempfile.mkdtemp(prefix="aitys-bench-"))
    os.environ["AITYS_DESK"] = str(desk)
    os.environ["DJANGO_SETTINGS_MODULE"] = "aitys.django_settings"
    django.setup()
    for measure in _measure(desk, options.captures, options.size):
        print(measure)


if __name__ == "__main__":
    main()
