"""`aitys import`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from aitys.cli.doors import answer, as_json, bytes_bar, day_of, open_desk, tally_json
from aitys.run.imports import import_files, import_rates
from aitys.run.pieces import Form, Progress
from aitys.run.reports import tally_line
from aitys.store import banks
from aitys.values.rounds import Imported

_paths = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.group("import")
def import_() -> None:
    """Bring in files: posts, Telegram, saved feeds, tables of rates.

    A broken file does not stop the others; then the exit code is 1.
    """


@import_.command()
@_paths
@click.option("--source", default="", help="The source of lines that name none.")
@as_json
def posts(paths: tuple[Path, ...], source: str, *, as_json: bool) -> None:
    """JSON Lines, one post a line (gz allowed).

    A line is {source, id or url, date, text, title?, lang?, …}.
    """
    _import(paths, Form.POSTS, source, as_json=as_json)


_channel = click.option(
    "--source", default="", help="The name of the source, where the channel is a new one."
)


@import_.command("telegram-export")
@_paths
@_channel
@as_json
def telegram_export(paths: tuple[Path, ...], source: str, *, as_json: bool) -> None:
    """Exports of Telegram Desktop: result.json (gz allowed).

    Any other chat is refused before a byte of it is kept. Of persons nothing is kept.
    """
    files = tuple(path / "result.json" if path.is_dir() else path for path in paths)
    _import(files, Form.TELEGRAM_EXPORT, source, as_json=as_json)


@import_.command("telegram-preview")
@_paths
@_channel
@as_json
def telegram_preview(paths: tuple[Path, ...], source: str, *, as_json: bool) -> None:
    """Saved pages of https://t.me/s/NAME (gz allowed)."""
    _import(paths, Form.TELEGRAM_PREVIEW, source, as_json=as_json)


@import_.command()
@_paths
@click.option("--source", required=True, help="The source that published the feed.")
@as_json
def feed(paths: tuple[Path, ...], source: str, *, as_json: bool) -> None:
    """Saved feeds: RSS, Atom, JSON Feed (gz allowed)."""
    _import(paths, Form.FEED, source, as_json=as_json)


@import_.command()
@click.argument("code", metavar="BANK")
@_paths
@click.option("--asked-day", metavar="D", help="The day the tables were asked for, as in 2026-11-24.")
@as_json
def rates(code: str, paths: tuple[Path, ...], asked_day: str | None, *, as_json: bool) -> None:
    """Saved tables of a central bank (gz allowed).

    BANK is its code, as in nbk. The day that a rate is kept under is the one printed in its table.
    """
    asked, settings = day_of("--asked-day", asked_day), open_desk()
    bank = banks.by_code(code)
    with _files(paths) as progress:
        done = import_rates(settings, paths, bank, asked, progress)
    _answer(done, as_json=as_json)


def _import(paths: tuple[Path, ...], form: Form, source: str, *, as_json: bool) -> None:
    settings = open_desk()
    with _files(paths) as progress:
        done = import_files(settings, paths, form, source, progress)
    _answer(done, as_json=as_json)


@contextmanager
def _files(paths: tuple[Path, ...]) -> Iterator[Progress]:
    """A bar over all files together."""
    total = sum(path.stat().st_size for path in paths if path.is_file())
    with bytes_bar() as bar:
        task = bar.add_task("importing", total=total)
        yield lambda read: bar.advance(task, read)


def _answer(done: Imported, *, as_json: bool) -> None:
    errors = [asdict(error) for error in done.errors]
    answer({**tally_json(done.tally), "errors": errors}, as_json=as_json, lines=lambda: _lines(done))
    click.get_current_context().exit(1 if errors else 0)


def _lines(done: Imported) -> list[str]:
    return [tally_line(done.tally), *(f"{error.name}: {error.says}" for error in done.errors)]
