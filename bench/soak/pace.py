"""How long what is due waits, in simulated time: the program's own scheduler against a site on the loopback.

    python -m bench.soak.pace --only NAME [--hours H] [--posts N]

`channels-300` and `channels-1000` are so many sources on one host at one request a second, as channels are;
`sources-5000` are feeds on 4,000 hosts at one request each five seconds; `day` tells whether memory stays
flat; `channels-30` takes a minute and
fails where a host is asked too soon or a look does not go well. Each publishes by a habit of its
own, which the desk knows from four weeks of posts, and one in thirty is hot. Besides, posts are asked for a
second time, and a pile of older pages waits from the start. Only the clock is simulated
(`bench.soak.simulated`): collector, database, evidence, parsers and index are the program's. A request takes
0.3 s of simulated time.

The first three figures of a row, in seconds, are from the moment at which a route or an ask was due to the
arrival of its request; the last three, in minutes, from the moment at which a post was published to the
first request that was answered with it.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import random
import sys
import tempfile
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from bench.desks import Desk, free_port
from bench.soak.publishers import BEFORE, BEGAN, Publisher, Scene, Site, Watchman, publishers
from bench.soak.simulated import SimulatedLoop, run_simulated

if TYPE_CHECKING:
    from aitys.run.parsing import Job, Understood
    from aitys.store.sources import DueRoute
    from aitys.store.turns import DueAsk, Watch
    from aitys.values.asking import Priority
    from aitys.values.rounds import Round

_EXACT = 0.01
"""Seconds; the clock of the database's rows and that of the site are the same, but for rounding."""
NAMES = ("hot", "cited", "rest", "older")


SCENES = (
    Scene("channels-300", sources=300, hosts=1, pace=1.0, hours=3, posts=8, older=300),
    Scene("channels-1000", sources=1000, hosts=1, pace=1.0, hours=1, posts=8, older=300),
    Scene("sources-5000", sources=5000, hosts=4000, pace=5.0, hours=0.25, posts=3, older=300),
    Scene("day", sources=30, hosts=1, pace=1.0, hours=24, posts=8, cited_each=600, older=60),
    Scene(
        "channels-30",
        sources=30,
        hosts=1,
        pace=1.0,
        hours=0.05,
        posts=8,
        cited_each=20,
        older=60,
        due_within=5,
    ),
)


def fill(scene: Scene, known: Sequence[Publisher], hot: frozenset[int]) -> None:
    """Sources with routes that are due within half an hour, and the posts that tell their habits."""
    from aitys.store.models import Post, Route, Source, ToAsk  # noqa: PLC0415 - after Django is set up

    draw = random.Random(0)
    Source.objects.bulk_create(
        Source(
            id=each.number + 1,
            slug=each.slug,
            title=each.slug,
            kind="channel",
            hot=each.number in hot,
            added_at=BEGAN - BEFORE,
        )
        for each in known
    )
    Route.objects.bulk_create(
        Route(
            source_id=each.number + 1,
            kind="feed",
            host=each.host,
            address=f"http://{each.host}{each.path}",
            priority=0 if each.number in hot else 2,
            due_at=BEGAN + timedelta(seconds=draw.uniform(0, scene.due_within)),
        )
        for each in known
    )
    posts = (
        Post(source_id=each.number + 1, kind="article", found_at=at, listed_at=at)
        for each in known
        for at in (datetime.fromtimestamp(moment, UTC) for moment in each.times if moment < BEGAN.timestamp())
    )
    while batch := list(islice(posts, 5000)):
        Post.objects.bulk_create(batch)
    routes = list(Route.objects.order_by("id").values_list("id", "host"))
    ToAsk.objects.bulk_create(
        ToAsk(
            route_id=id_,
            host=host,
            url=f"http://{host}/older/{number}",
            about=f"older {number}",
            priority=3,
            due_at=BEGAN,
        )
        for number, (id_, host) in (
            (number, routes[number % min(50, len(routes))]) for number in range(scene.older)
        )
    )


def observe(seen: Watchman) -> None:
    """Note of all that is claimed when it was due; nothing else of the program is touched."""
    from aitys.store import models, turns  # noqa: PLC0415 - after Django is set up
    from aitys.store.sources import DueRoute  # noqa: PLC0415

    true_claim = turns.claim

    def claim(
        watch: Watch, host: str, priority: Priority, lease: timedelta, after: int = 0
    ) -> DueRoute | DueAsk | None:
        taken = true_claim(watch, host, priority, lease, after)
        if isinstance(taken, DueRoute):
            due = models.Route.objects.values_list("due_at", flat=True).get(id=taken.route.id)
            seen.due[taken.route.address] = int(priority), (due or watch.now).timestamp()
        elif taken is not None:
            asked = models.ToAsk.objects.values_list("due_at", flat=True).get(id=taken.waiting.id)
            seen.due[taken.waiting.ask.url] = int(priority), asked.timestamp()
        return taken

    turns.claim = claim


async def _cite(scene: Scene, routes: int) -> None:
    """Ask for a post now and then, as a second look does."""
    from aitys.store import asks  # noqa: PLC0415
    from aitys.store.models import Route  # noqa: PLC0415
    from aitys.values.asking import Priority  # noqa: PLC0415
    from aitys.values.captures import Ask, Purpose  # noqa: PLC0415

    draw, number = random.Random(7), 0

    def add(number: int) -> None:
        route = Route.objects.order_by("id")[draw.randrange(routes)]
        ask = Ask(f"http://{route.host}/cited/{number}", Purpose.PAGE, f"cited {number}")
        asks.add(route.id, [ask], datetime.now(UTC), Priority.CITED)

    while True:
        await asyncio.sleep(draw.expovariate(1 / scene.cited_each))
        number += 1
        await asyncio.get_running_loop().run_in_executor(None, add, number)


@dataclass(frozen=True, slots=True)
class Result:
    scene: Scene
    watch: Watchman
    true_seconds: float
    megabytes: tuple[float, float]
    errors: int


async def play(loop: SimulatedLoop, scene: Scene, site: Site, port: int, watch: Watchman) -> Result:
    """The collector for so many hours; the memory of its process after a fifth of them and in the end."""
    from aitys.run.collecting import collect_on  # noqa: PLC0415
    from aitys.run.parsing import Parsers  # noqa: PLC0415
    from aitys.settings import current  # noqa: PLC0415

    true_parse, errors = Parsers.parse, 0

    async def parse(self: Parsers, job: Job) -> Understood:
        return await loop.working(true_parse(self, job))

    def told(done: Round) -> None:
        nonlocal errors
        if done.error is not None:
            errors += 1
            print(done, file=sys.stderr)

    setattr(Parsers, "parse", parse)  # noqa: B010 - the clock has to know that a child works
    server = await asyncio.start_server(site.serve, "127.0.0.1", port, backlog=1000)
    began = time.perf_counter()
    jobs = [
        asyncio.create_task(collect_on(current(), (), told)),
        asyncio.create_task(_cite(scene, scene.sources)),
    ]
    await asyncio.sleep(scene.hours * 3600 / 5)
    first = _megabytes()
    await asyncio.sleep(scene.hours * 3600 * 4 / 5)
    last = _megabytes()
    for job in jobs:
        job.cancel()
    ended = await asyncio.gather(*jobs, return_exceptions=True)
    for end in ended:
        if not isinstance(end, asyncio.CancelledError):
            print(f"ended by itself: {end!r}", file=sys.stderr)
    server.close()
    return Result(scene, watch, time.perf_counter() - began, (first, last), errors)


def _megabytes() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 1e6


def measure(scene: Scene, folder: Path) -> Result:
    """On a new desk in `folder`; its settings are those of a desk that reads only the loopback."""
    desk = Desk(folder)
    desk.run("init", str(folder), "--pack", "none")
    known = publishers(scene)
    hosts = sorted({each.host for each in known})
    port = free_port()
    # In the file, which ends in [network]: no variable that a child inherits can be so long.
    with (folder / "aitys.toml").open("a") as file:
        file.write(f"\nallow_hosts = {json.dumps(hosts)}\n[network.connect_to]\n")
        file.writelines(f'"{host}" = "127.0.0.1:{port}"\n' for host in hosts)
    os.environ |= {
        "AITYS_DESK": str(folder),
        "DJANGO_SETTINGS_MODULE": "aitys.django_settings",
        "AITYS_LOG_LEVEL": "ERROR",
    }
    import django  # noqa: PLC0415 - its settings are this desk's

    django.setup()
    hot = frozenset(range(0, scene.sources, 30))
    fill(scene, known, hot)
    watch = Watchman()
    observe(watch)
    return run_simulated(BEGAN, lambda loop: play(loop, scene, Site(known, watch, hot), port, watch))


def report(result: Result) -> None:
    """Rows of the table in docs/pace.md."""
    watch, scene = result.watch, result.scene
    for priority, name in enumerate(NAMES):
        waits, fresh = watch.waits.get(priority), watch.fresh.get(priority)
        if waits:
            rows = f"{_row(waits)} | {_row(fresh, 60) if fresh else '- | - | -'}"
            print(f"| {scene.name} | {name} | {len(waits)} | {rows} |")
    rate = sum(watch.requests.values()) / scene.hours / 3600
    print(
        f"{scene.name}: {scene.hours:g} h simulated in {result.true_seconds:.0f} s; {dict(watch.requests)}, "
        f"{rate:.2f} a second; never less than {watch.closest:.2f} s between two at a host; "
        f"{result.errors} errors; memory {result.megabytes[0]:.0f} MB, then {result.megabytes[1]:.0f} MB"
    )


def _row(seconds: array[float], unit: float = 1.0) -> str:
    ordered = sorted(seconds)
    parts = (ordered[int((len(ordered) - 1) * part)] / unit for part in (0.5, 0.95, 1.0))
    return " | ".join(f"{part:.1f}" for part in parts)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=[scene.name for scene in SCENES], required=True)
    parser.add_argument("--hours", type=float)
    parser.add_argument("--posts", type=float)
    given = parser.parse_args()
    scene = next(scene for scene in SCENES if scene.name == given.only)
    scene = replace(scene, hours=given.hours or scene.hours, posts=given.posts or scene.posts)
    with tempfile.TemporaryDirectory(prefix="aitys-pace-") as folder:
        result = measure(scene, Path(folder) / "desk")
        report(result)
    if result.errors or result.watch.closest < scene.pace - _EXACT:
        sys.exit(1)


if __name__ == "__main__":
    main()
