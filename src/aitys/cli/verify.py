"""`aitys verify`."""

from __future__ import annotations

from dataclasses import asdict

import click

from aitys.cli.doors import answer, as_json, counted, open_desk, progress_bar
from aitys.run.rereading import not_reread, reread
from aitys.settings import Settings
from aitys.store import captures
from aitys.store.evidence.problems import Problem
from aitys.store.verify import verify as check


@click.command()
@click.option("--reread", "again", is_flag=True, help="Parse all evidence once more and compare.")
@as_json
@click.pass_context
def verify(context: click.Context, *, again: bool, as_json: bool) -> None:
    """Hold all that is kept against the evidence chain.

    Exit code 1 when anything is wrong.
    """
    settings = open_desk()
    settled = captures.recover()
    with progress_bar() as bar:
        task = bar.add_task("verifying", total=None)
        found = check(lambda done, total: bar.update(task, completed=done, total=total))
    problems = [*found.problems, *_reread(settings, banks_only=not again)]
    report: dict[str, object] = {
        "ok": not problems,
        "captures": found.captures,
        "problems": [asdict(problem) for problem in problems],
    }
    notes = _notes(settled.adopted, settled.cut)
    if notes:
        report["notes"] = notes
    older = not_reread() if again else None
    if older is not None:
        report["not_reread"] = older
    answer(report, as_json=as_json, lines=lambda: [*notes, *_lines(found.captures, problems, older)])
    context.exit(1 if problems else 0)


def _notes(adopted: int, cut: int) -> list[str]:
    """What was put right before the check: a crash leaves it, and it is no problem."""
    notes = []
    if adopted:
        notes.append(f"{counted(adopted, 'capture')} that a crash left without a row: taken up")
    if cut:
        torn = f"the torn end of a file ({counted(cut, 'byte')})"
        notes.append(f"{torn} was moved beside it, into evidence/*.torn: a crash, or somebody wrote into it")
    return notes


def _reread(settings: Settings, *, banks_only: bool) -> list[Problem]:
    """Tables of rates are read again always: a rate has no digest that would give an edit away."""
    with progress_bar() as bar:
        task = bar.add_task("reading again", total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        return list(reread(settings, tell, banks_only=banks_only))


def _lines(kept: int, problems: list[Problem], older: int | None) -> list[str]:
    also = "" if older is None else f", {counted(older, 'reading')} by earlier readers"
    head = f"{counted(kept, 'capture')}, {counted(len(problems), 'problem')}{also}"
    return [head, *(f"{each.name}: {each.subject}: {each.says}" for each in problems)]
