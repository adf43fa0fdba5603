"""`aitys topic add`."""

from __future__ import annotations

import click

from aitys.cli.doors import answer, as_json, open_desk
from aitys.desk.topics import add_topic
from aitys.values.stored import Topic


@click.group()
def topic() -> None:
    """Pages the desk keeps."""


@topic.command()
@click.argument("slug")
@click.option("--title", "-t", required=True)
@click.option("--tag", multiple=True, help="Posts whose source or author gave this tag.")
@click.option("--query", multiple=True, help="Posts that a search finds.")
@as_json
def add(slug: str, title: str, tag: tuple[str, ...], query: tuple[str, ...], *, as_json: bool) -> None:
    """Open a topic page at /topics/SLUG/; a post belongs to it when any tag or query fits."""
    open_desk()
    kept = add_topic(Topic(slug, title, "", tag, query))
    answer({"slug": kept.slug}, as_json=as_json, lines=lambda: [f"/topics/{kept.slug}/ is open"])
