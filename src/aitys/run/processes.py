"""The bodies of the supervisor's children: `python -m aitys.run.processes collector|worker`."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Coroutine

import django

_STOP_WITHIN = 10
"""Seconds that a child has to put its tools away."""


def main(name: str) -> None:
    """Run one child until SIGTERM, then let it put its tools away."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aitys.django_settings")
    django.setup()
    from aitys.run.collecting import collect_on  # noqa: PLC0415 - the tables load once Django is set up
    from aitys.run.reports import round_line  # noqa: PLC0415
    from aitys.run.worker import work  # noqa: PLC0415
    from aitys.settings import current  # noqa: PLC0415

    settings = current()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    log = logging.getLogger(f"aitys.{name}")
    jobs = {
        "collector": lambda: collect_on(settings, (), lambda done: log.info("%s", round_line(done))),
        "worker": lambda: work(settings),
    }
    asyncio.run(_until_told(jobs[name]()))


async def _until_told(job: Coroutine[None, None, None]) -> None:
    task = asyncio.ensure_future(job)

    def stop() -> None:
        # Who told us may be dead and not end us: then this alarm does.
        signal.alarm(_STOP_WITHIN)
        task.cancel()

    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)
    try:
        await task
    except asyncio.CancelledError:
        return


if __name__ == "__main__":
    main(sys.argv[1])
