"""`aitys collect`."""

from __future__ import annotations

import asyncio
import contextlib

import click

from aitys.cli.doors import answer, as_json, open_desk, progress_bar, tally_json, tally_line
from aitys.run.collecting import collect_on, collect_once
from aitys.settings import Settings
from aitys.values.rounds import Round


@click.command()
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option("--once", is_flag=True, help="One round, then stop. Without it, go on until stopped.")
@as_json
def collect(sources: tuple[str, ...], *, once: bool, as_json: bool) -> None:
    """Ask the sources named, or all, and keep what they published."""
    settings = open_desk()
    if once:
        rounds = _once(settings, sources)
        answer(
            {"rounds": [_json(done) for done in rounds]},
            as_json=as_json,
            lines=lambda: [_line(done) for done in rounds] or ["no sources yet; aitys source add URL"],
        )
        return
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(collect_on(settings, sources, lambda done: click.echo(_line(done), err=as_json)))


def _once(settings: Settings, sources: tuple[str, ...]) -> tuple[Round, ...]:
    with progress_bar() as bar:
        task = bar.add_task("collecting", total=None)
        return asyncio.run(collect_once(settings, sources, lambda _: bar.advance(task)))


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


def _line(done: Round) -> str:
    if done.error:
        return f"{done.source}: {done.error.name}: {done.error.says}"
    left = "".join(f", {count} {reason}" for reason, count in sorted(done.pages.left.items()))
    pages = f"; pages: {done.pages.read} read{left}" if done.pages.read or left else ""
    return f"{done.source}: {tally_line(done.tally)}{pages}"
