"""`aitys article`: what the desk itself writes, from files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from aitys.cli.doors import answer, as_json, counted, open_desk
from aitys.desk import articles as desk
from aitys.desk.article_files import add_article_file
from aitys.desk.articles import Kept, Outcome
from aitys.errors import AitysError, NotFound, WrongUse
from aitys.run.indexer import wait_until_findable
from aitys.settings import Settings
from aitys.store import articles
from aitys.values.articles import StoredArticle
from aitys.values.times import as_written

_WORDS = {Outcome.NEW: "kept", Outcome.CHANGED: "changed", Outcome.UNCHANGED: "unchanged"}
_slug = click.argument("slug")


@dataclass(frozen=True, slots=True)
class _Added:
    """What came of the files: an article or an error for each, in their order."""

    kept: tuple[Kept, ...]
    errors: tuple[AitysError, ...]


@click.group()
def article() -> None:
    """What the desk itself writes."""


@article.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@as_json
def add(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Keep articles written in Markdown, with the pictures beside them.

    The same file again changes nothing; a changed one changes the article of its slug.
    """
    settings = open_desk()
    added = _add(files, settings)
    wait_until_findable()
    for kept in added.kept:
        for sentence in kept.said:
            click.echo(f"aitys: {kept.slug}: {sentence}", err=True)
    if len(files) == 1 and added.errors:
        raise added.errors[0]
    for error in added.errors:
        click.echo(f"aitys: {error}", err=True)
    slugs = [{"slug": kept.slug} for kept in added.kept]
    answer(slugs[0] if len(files) == 1 else slugs, as_json=as_json, lines=lambda: _added_lines(added.kept))
    click.get_current_context().exit(max(map(_code, added.errors), default=0))


def _add(files: Sequence[Path], settings: Settings) -> _Added:
    """A translation may stand before its original: what names an article that is not there is tried again
    once another one was kept.
    """
    kept: dict[Path, Kept] = {}
    errors: dict[Path, AitysError] = {}
    waiting = list(files)
    while waiting:
        errors = {path: error for path, error in errors.items() if path not in waiting}
        before = len(kept)
        for path in waiting:
            try:
                kept[path] = add_article_file(path, settings.languages, settings.language)
            except AitysError as error:
                errors[path] = error
        again = [path for path in waiting if isinstance(errors.get(path), NotFound)]
        waiting = again if len(kept) > before else []
    _link(kept, settings)
    in_order = dict.fromkeys(files)
    return _Added(
        tuple(kept[path] for path in in_order if path in kept),
        tuple(errors[path] for path in in_order if path in errors),
    )


def _link(kept: dict[Path, Kept], settings: Settings) -> None:
    """What relates to an article that stood after it in the line is handed in once more."""
    slugs = {each.slug for each in kept.values()}
    for path, each in kept.items():
        if slugs.intersection(each.unlinked):
            again = add_article_file(path, settings.languages, settings.language)
            kept[path] = replace(again, outcome=each.outcome)


def _code(error: AitysError) -> int:
    return 2 if isinstance(error, WrongUse) else 1


def _added_lines(kept: Sequence[Kept]) -> list[str]:
    return [f"/articles/{each.slug}/ {_WORDS[each.outcome]}" for each in kept]


@article.command("list")
@as_json
def list_(*, as_json: bool) -> None:
    """Every article, drafts first, then newest first."""
    open_desk()
    found = articles.every()
    answer(
        [_json(each) for each in found],
        as_json=as_json,
        lines=lambda: [_line(each) for each in found] or ["no articles yet; aitys article add FILE.md"],
    )


def _json(found: StoredArticle) -> dict[str, object]:
    return {
        "slug": found.slug,
        "title": found.title,
        "lang": found.language,
        "author": found.byline,
        "state": found.state,
        "date": _date(found),
        "tags": [tag.written for tag in found.tags],
    }


def _date(found: StoredArticle) -> str | None:
    return as_written(found.published_at, found.published_offset) if found.published_at else None


def _line(found: StoredArticle) -> str:
    return f"{_date(found) or '-'}  {found.state}  {found.slug}  [{found.language}]  {found.title}"


@article.command()
@_slug
@as_json
def publish(slug: str, *, as_json: bool) -> None:
    """Show an article to everyone."""
    open_desk()
    is_new = desk.publish_article(slug)
    wait_until_findable()
    said = f"/articles/{slug}/ is public" + ("" if is_new else " already")
    answer({"slug": slug, "state": "published"}, as_json=as_json, lines=lambda: [said])


@article.command()
@_slug
@as_json
def unpublish(slug: str, *, as_json: bool) -> None:
    """Take an article out of the public pages; it stays here as a draft."""
    open_desk()
    is_new = desk.unpublish_article(slug)
    wait_until_findable()
    said = f"/articles/{slug}/ is not public" + ("" if is_new else ", and was not before")
    answer({"slug": slug, "state": "draft"}, as_json=as_json, lines=lambda: [said])


@article.command()
@_slug
@as_json
def remove(slug: str, *, as_json: bool) -> None:
    """Take an article away, with the pictures that no other one names; the audit trail keeps its words."""
    open_desk()
    gone = desk.remove_article(slug)
    wait_until_findable()
    said = f"/articles/{slug}/ is gone" + (f", and {counted(len(gone), 'picture')} with it" if gone else "")
    answer({"slug": slug, "pictures": gone}, as_json=as_json, lines=lambda: [said])
