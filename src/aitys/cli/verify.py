"""`aitys verify`."""

from __future__ import annotations

from dataclasses import asdict

import click

from aitys.cli.doors import answer, as_json, open_desk, progress_bar
from aitys.store import captures
from aitys.store.verify import verify as check


@click.command()
@as_json
@click.pass_context
def verify(context: click.Context, *, as_json: bool) -> None:
    """Hold every kept byte and row against the evidence chain; exit code 1 when anything is wrong."""
    open_desk()
    captures.recover()
    with progress_bar() as bar:
        task = bar.add_task("verifying", total=None)
        found = check(lambda done, total: bar.update(task, completed=done, total=total))
    problems = [asdict(problem) for problem in found.problems]
    answer(
        {"ok": found.ok, "captures": found.captures, "problems": problems},
        as_json=as_json,
        lines=lambda: (
            [f"{found.captures} captures, {len(problems)} problems"]
            + [f"{each['name']}: {each['subject']}: {each['says']}" for each in problems]
        ),
    )
    context.exit(0 if found.ok else 1)
