"""`aitys post`: everything that is kept of one post, its earlier words too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime

import click

from aitys.cli.doors import answer, as_json, open_desk
from aitys.errors import NotFound
from aitys.store import edited, posts
from aitys.store.posts import Moved, Wording
from aitys.text.differences import Fate, Paragraph, changed, differences
from aitys.values.posts import PrintedTime
from aitys.values.stored import StoredEdit, StoredPost


@click.command()
@click.argument("number", metavar="ID", type=click.IntRange(1, 2**63 - 1))
@as_json
def post(number: int, *, as_json: bool) -> None:
    """Show all that is kept of a post: each version's words.

    ID is the number that `aitys search` and the post's page give.
    """
    open_desk()
    found = _find(number)
    addresses, wordings = posts.addresses(found.id), posts.wordings(found.id)
    changes = {edit.number: _changes(edit) for edit in edited.edits(found.id)}
    answer(
        _json(found, addresses, wordings)
        | {"changes": {str(key): _marked_json(changes[key]) for key in changes}},
        as_json=as_json,
        lines=lambda: list(_lines(found, addresses, wordings, changes)),
    )


def _changes(edit: StoredEdit) -> tuple[Paragraph, ...]:
    """The paragraphs that an edit changed, the title as one of them."""
    before = f"{edit.title_before}\n\n{edit.text_before}"
    found = differences(before, f"{edit.title}\n\n{edit.text}")
    return tuple(each for each in found if changed([each]))


def _marked_json(paragraphs: tuple[Paragraph, ...]) -> list[list[dict[str, str]]]:
    return [[{str(run.fate): run.words} for run in paragraph] for paragraph in paragraphs]


def _find(number: int) -> StoredPost:
    """The post, or the one that it turned out to be."""
    found = posts.by_id(number)
    while isinstance(found, Moved):
        click.echo(f"aitys: post {number} turned out to be post {found.to}", err=True)
        number = found.to
        found = posts.by_id(number)
    if found is None:
        raise NotFound(str(number), "there is no such post")
    return found


def _json(found: StoredPost, addresses: tuple[str, ...], wordings: tuple[Wording, ...]) -> dict[str, object]:
    return {
        "id": found.id,
        "source": found.card.slug,
        "kind": found.kind,
        "url": found.url,
        "addresses": addresses,
        "tags": [tag.written for tag in found.tags],
        "byline": found.byline,
        "message": _message_json(found),
        "found_at": found.found_at.isoformat(),
        "versions": [_version_json(wording) for wording in wordings],
    }


def _message_json(found: StoredPost) -> dict[str, object] | None:
    """What a message has beside words; its counts with the time of the look that told them."""
    message, reach = found.message, found.reach
    if message is None:
        return None
    told = asdict(message) | {"views": reach.views, "reactions": reach.reactions}
    for name, at in (("views_at", reach.views_at), ("reactions_at", reach.reactions_at)):
        told[name] = at.isoformat() if at else None
    return told


def _version_json(wording: Wording) -> dict[str, object]:
    version = wording.version
    return {
        "number": version.number,
        "title": wording.title,
        "text": wording.text,
        "lang": wording.language,
        "reader": wording.reader,
        "posted": _printed(wording.posted),
        "edited": _printed(wording.edited),
        "last_seen_without": version.last_without_at.isoformat() if version.last_without_at else None,
        "first_seen_with": version.first_with_at.isoformat(),
        "last_seen_with": version.last_with_at.isoformat(),
        "gone": version.gone,
    }


def _printed(time: PrintedTime | None) -> dict[str, object] | None:
    if time is None:
        return None
    return {"at": time.at.isoformat(), "offset": time.offset, "guessed": time.guessed}


def _lines(
    found: StoredPost,
    addresses: tuple[str, ...],
    wordings: tuple[Wording, ...],
    changes: Mapping[int, tuple[Paragraph, ...]],
) -> Iterator[str]:
    yield f"post {found.id} of {found.card.title} ({found.card.slug})"
    yield from (f"  {address}" for address in addresses)
    if found.tags:
        yield f"tags: {', '.join(tag.written for tag in found.tags)}"
    if found.byline:
        yield f"by-line: {found.byline}"
    yield f"found: {_moment(found.found_at)}"
    for wording in wordings:
        yield ""
        yield from _version_lines(wording)
        if paragraphs := changes.get(wording.version.number):
            yield "changed: [-taken out-] {+added+}"
            yield from (f"  {_marked(paragraph)}" for paragraph in paragraphs)


_MARKS = {Fate.KEPT: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "{{+{}+}}"}


def _marked(paragraph: Paragraph) -> str:
    """As `wdiff` marks changes: without colours, and safe to paste."""
    return "".join(_MARKS[run.fate].format(run.words) for run in paragraph)


def _version_lines(wording: Wording) -> Iterator[str]:
    version = wording.version
    if version.gone:
        yield f"version {version.number}: no longer at its address"
    else:
        yield f"version {version.number} of language {wording.language}, as {wording.reader} read it"
    for name, time in (("posted", wording.posted), ("edited", wording.edited)):
        if time:
            yield f"{name}: {_moment(time.at)}{_how_printed(time)}"
    if version.last_without_at:
        yield f"last seen without: {_moment(version.last_without_at)}"
    yield f"first seen with: {_moment(version.first_with_at)}"
    yield f"last seen with: {_moment(version.last_with_at)}"
    yield from (
        f"  {line}".rstrip() for words in (wording.title, wording.text) for line in words.splitlines()
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _how_printed(time: PrintedTime) -> str:
    zone = f", printed with {time.offset}" if time.offset else ""
    return zone + (", guessed" if time.guessed else "")
