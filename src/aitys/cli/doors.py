"""What every command shares: its desk, how it answers, how it shows progress."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)

from aitys.errors import WrongUse
from aitys.settings import FILE_NAME, Settings, current
from aitys.store import desk
from aitys.values.rounds import Tally
from aitys.values.sources import SourceKind
from aitys.values.stored import SourceStatus

_stderr = Console(stderr=True)

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON value on standard output.")


def open_desk() -> Settings:
    """The settings of this desk; raises WrongUse where there is none, DeskMismatch for another schema."""
    settings = current()
    if not (settings.desk / FILE_NAME).exists():
        raise WrongUse(
            str(settings.desk),
            f"no {FILE_NAME} here; make a desk with `aitys init DIR`, or name one with --desk",
        )
    desk.check_schema()
    return settings


def answer(value: object, *, as_json: bool, lines: Callable[[], list[str]]) -> None:
    """Print one JSON value and nothing else, or `lines` for a person."""
    if as_json:
        click.echo(json.dumps(value, ensure_ascii=False))
        return
    for line in lines():
        click.echo(line)


def day_of(option: str, written: str | None) -> date | None:
    """The day that was given with `option`, if any; raises WrongUse for what is no day."""
    if written is None:
        return None
    try:
        return datetime.strptime(written, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise WrongUse(option, f"{written!r} is no day; write it as in 2026-11-24") from error


def progress_bar() -> Progress:
    """A bar on standard error, so that standard output stays the answer's."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=_stderr,
        transient=True,
        disable=not _stderr.is_terminal,
    )


def bytes_bar() -> Progress:
    """The same for files: how much of them is read, and how fast."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeElapsedColumn(),
        console=_stderr,
        transient=True,
        disable=not _stderr.is_terminal,
    )


def counted(number: int, noun: str) -> str:
    """ "1 problem", "2 problems"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def given(status: SourceStatus) -> str:
    """What a source gave: "12 posts", or "640 official rates, the latest of 2026-11-24"."""
    posts = counted(status.posts, "post")
    if status.card.kind is not SourceKind.BANK:
        return posts
    rates = counted(status.rates, "official rate")
    rates += f", the latest of {status.latest_rate_day}" if status.latest_rate_day else ""
    return f"{posts}, {rates}" if status.posts else rates


def tally_json(tally: Tally) -> dict[str, object]:
    return {
        "read": tally.read,
        "stored": tally.stored,
        "unchanged": tally.unchanged,
        "left": dict(sorted(tally.left.items())),
    }
