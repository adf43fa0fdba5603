"""`aitys import`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from aitys.cli.doors import answer, as_json, bytes_bar, open_desk, tally_json
from aitys.run.imports import import_files
from aitys.run.pieces import Form
from aitys.run.reports import tally_line
from aitys.values.rounds import Imported

_paths = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.group("import")
def import_() -> None:
    """Bring in files of posts, or saved feeds.

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


@import_.command()
@_paths
@click.option("--source", required=True, help="The source that published the feed.")
@as_json
def feed(paths: tuple[Path, ...], source: str, *, as_json: bool) -> None:
    """Saved feeds: RSS, Atom, JSON Feed (gz allowed)."""
    _import(paths, Form.FEED, source, as_json=as_json)


def _import(paths: tuple[Path, ...], form: Form, source: str, *, as_json: bool) -> None:
    settings = open_desk()
    total = sum(path.stat().st_size for path in paths if path.is_file())
    with bytes_bar() as bar:
        task = bar.add_task("importing", total=total)
        done = import_files(settings, paths, form, source, lambda read: bar.advance(task, read))
    errors = [asdict(error) for error in done.errors]
    answer({**tally_json(done.tally), "errors": errors}, as_json=as_json, lines=lambda: _lines(done))
    click.get_current_context().exit(1 if errors else 0)


def _lines(done: Imported) -> list[str]:
    return [tally_line(done.tally), *(f"{error.name}: {error.says}" for error in done.errors)]
