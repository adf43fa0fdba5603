"""`aitys reindex`."""

from __future__ import annotations

import click

from aitys.cli.doors import answer, as_json, open_desk, progress_bar
from aitys.run import indexer
from aitys.store import desk


@click.command()
@as_json
def reindex(*, as_json: bool) -> None:
    """Make the search index anew from the rows; searches go on meanwhile."""
    open_desk()
    with progress_bar() as bar:
        task = bar.add_task("indexing", total=desk.posts_kept())
        count = indexer.reindex(lambda done: bar.advance(task, done))
    answer({"posts": count}, as_json=as_json, lines=lambda: [f"{count} posts are in the new index"])
