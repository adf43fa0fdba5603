"""`aitys collect`."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Coroutine, Sequence

import click

from aitys.cli.doors import answer, as_json, open_desk, progress_bar, tally_json
from aitys.run.collecting import collect_on, collect_once
from aitys.run.reports import round_line
from aitys.settings import Settings
from aitys.store.sources import collected as asked
from aitys.values.rounds import Round


@click.command()
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option("--once", is_flag=True, help="One round, then stop. Without it, go on until stopped.")
@as_json
def collect(sources: tuple[str, ...], *, once: bool, as_json: bool) -> None:
    """Ask the sources named, or all, and keep what they give.

    Without --once it goes on until Ctrl-C or SIGTERM, which end it with exit code 0.
    """
    settings = open_desk()
    if once:
        rounds = _once(settings, sources)
        _answer(rounds, as_json=as_json, lines=[round_line(done) for done in rounds] or [_nobody(sources)])
        return
    if not asked(sources):
        click.echo(f"aitys: {_nobody(sources)}", err=True)
    _answer(_until_stopped(settings, sources, say=not as_json), as_json=as_json, lines=[])


def _answer(rounds: Sequence[Round], *, as_json: bool, lines: list[str]) -> None:
    answer({"rounds": [_json(done) for done in rounds]}, as_json=as_json, lines=lambda: lines)


def _nobody(sources: tuple[str, ...]) -> str:
    if not sources:
        return "no source is asked; aitys source add URL, or aitys source list for those that are paused"
    named = " ".join(sources)
    return f"{named}: paused, or read from files alone; aitys source resume {sources[0]}"


def _once(settings: Settings, sources: tuple[str, ...]) -> tuple[Round, ...]:
    with progress_bar() as bar:
        task = bar.add_task("collecting", total=None)
        return asyncio.run(collect_once(settings, sources, lambda _: bar.advance(task)))


def _until_stopped(settings: Settings, sources: tuple[str, ...], *, say: bool) -> list[Round]:
    """Collect until a signal says to stop. Where each look is told at once, none is kept for the end."""
    rounds: list[Round] = []

    def told(done: Round) -> None:
        if say:
            click.echo(round_line(done))
        else:
            rounds.append(done)
            click.echo(round_line(done), err=True)

    asyncio.run(_cancel_when_told(collect_on(settings, sources, told)))
    return rounds


async def _cancel_when_told(job: Coroutine[None, None, None]) -> None:
    task = asyncio.ensure_future(job)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _json(done: Round) -> dict[str, object]:
    error = done.error and {
        "name": done.error.name,
        "says": done.error.says,
        "permanent": done.error.permanent,
    }
    pages = {"read": done.pages.read, "left": dict(sorted(done.pages.left.items()))}
    return {
        "source": done.source,
        "captures": done.captures,
        **tally_json(done.tally),
        "pages": pages,
        "error": error,
    }
