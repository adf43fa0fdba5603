"""`aitys topic add`, `list` and `remove`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from aitys.cli.doors import answer, as_json, open_desk
from aitys.desk import topics as desk
from aitys.store import topics
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
    """Open a topic page at /topics/SLUG/, or add rules to it.

    A post belongs to it when any tag or query fits. Without either it holds the articles that name it.
    """
    open_desk()
    before = topics.by_slug(slug)
    kept = desk.add_topic(Topic(slug, title, "", tag, query))
    answer({"slug": slug}, as_json=as_json, lines=lambda: [_added(before, kept)])


def _added(before: Topic | None, kept: Topic) -> str:
    if before is None:
        by_hand = (
            "" if kept.tags or kept.queries else "; articles that name it among their topics stand on it"
        )
        return f"/topics/{kept.slug}/ is open{by_hand}"
    tags = [tag for tag in kept.tags if tag not in before.tags]
    queries = [query for query in kept.queries if query not in before.queries]
    new = _rules(tags, queries)
    new += f"; its title is “{kept.title}” now" if kept.title != before.title else ""
    return f"/topics/{kept.slug}/ was open already; added: {new}"


@topic.command("list")
@as_json
def list_(*, as_json: bool) -> None:
    """Every topic with its rules."""
    open_desk()
    found = topics.every()
    answer(
        [_json(each) for each in found],
        as_json=as_json,
        lines=lambda: (
            [_line(each) for each in found] or ["no topics yet; aitys topic add SLUG --title T --tag TAG"]
        ),
    )


@topic.command()
@click.argument("slug")
@click.option("--tag", multiple=True, help="Only this rule; the topic stays.")
@click.option("--query", multiple=True, help="Only this rule; the topic stays.")
@as_json
def remove(slug: str, tag: tuple[str, ...], query: tuple[str, ...], *, as_json: bool) -> None:
    """Take a topic away, or rules of it; posts stay."""
    open_desk()
    if not tag and not query:
        desk.remove_topic(slug)
        answer({"slug": slug}, as_json=as_json, lines=lambda: [f"/topics/{slug}/ is closed"])
        return
    left = desk.remove_rules(slug, tag, query)
    answer(_json(left), as_json=as_json, lines=lambda: [f"what is left: {_line(left)}"])


def _json(found: Topic) -> dict[str, object]:
    tags = _spelled(found.tags)
    return {"slug": found.slug, "title": found.title, "tags": tags, "queries": found.queries}


def _line(found: Topic) -> str:
    rules = _rules(found.tags, found.queries) if found.tags or found.queries else "picked by hand"
    return f"{found.slug}: “{found.title}”: {rules}"


def _rules(tags: Sequence[str], queries: Sequence[str]) -> str:
    """ "tag Water, query «old notes»"."""
    words = [*(f"tag {tag}" for tag in _spelled(tags)), *(f"query «{query}»" for query in queries)]
    return ", ".join(words) or "no rule"


def _spelled(tags: Sequence[str]) -> list[str]:
    """Kept is the folded form, by which tags are compared and which reads badly: "wатер" for "Water"."""
    written = topics.spellings(tags)
    return [written.get(tag, tag) for tag in tags]
