"""`aitys reindex`."""

from __future__ import annotations

import click

from aitys.cli.doors import answer, as_json, counted, open_desk, progress_bar
from aitys.run import indexer
from aitys.store import desk


@click.command()
@as_json
def reindex(*, as_json: bool) -> None:
    """Make the search index anew from the rows.

    Searches go on in the old one meanwhile.
    """
    open_desk()
    with progress_bar() as bar:
        task = bar.add_task("indexing", total=desk.posts_kept())
        count = indexer.reindex(lambda done: bar.advance(task, done))
    answer({"posts": count}, as_json=as_json, lines=lambda: [f"the new index has {counted(count, 'post')}"])
