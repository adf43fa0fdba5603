"""`aitys import`."""

from __future__ import annotations

from pathlib import Path

import click

from aitys.cli.doors import answer, as_json, bytes_bar, open_desk, tally_json, tally_line
from aitys.run import imports


@click.group("import")
def import_() -> None:
    """Bring in files: archives and collections of posts."""


@import_.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", default="", help="The source of lines that name none.")
@as_json
def posts(paths: tuple[Path, ...], source: str, *, as_json: bool) -> None:
    """JSON Lines (gz allowed): {source, id or url, date, text, title?, lang?, …} a line."""
    settings = open_desk()
    total = sum(path.stat().st_size for path in paths if path.is_file())
    with bytes_bar() as bar:
        task = bar.add_task("importing", total=total)
        tally = imports.import_posts(settings, paths, source, lambda done: bar.advance(task, done))
    answer(tally_json(tally), as_json=as_json, lines=lambda: [tally_line(tally)])
