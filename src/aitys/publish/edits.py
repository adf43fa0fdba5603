"""What changed from one wording of a post to the next, within what its card lets be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from aitys.publish.items import Item, shown
from aitys.text.differences import Paragraph, changed, differences
from aitys.values.stored import StoredEdit, StoredPost

EDITS_SHOWN = 5
"""A page shows the latest; a live blog is edited a hundred times."""
_CHARACTERS = 4000
"""Of one edit at most: a page has its weight."""


@dataclass(frozen=True, slots=True)
class ShownEdit:
    """`headline` is empty where it stayed; `paragraphs` are those that changed. `beyond` says that something
    changed in words that are not shown; `same` that nothing did: the post came back as it was.
    """

    number: int
    headline: Paragraph
    paragraphs: tuple[Paragraph, ...]
    beyond: bool
    same: bool
    language: str
    direction: str


def shown_edits(
    post: StoredPost, edits: Iterable[StoredEdit], excerpt_words: int, *, signed_in: bool = False
) -> tuple[ShownEdit, ...]:
    """The latest edits, newest first; limits are those of `items.shown`."""
    latest = [*edits][-EDITS_SHOWN:]
    return tuple(_shown(post, edit, excerpt_words, signed_in=signed_in) for edit in reversed(latest))


def _shown(post: StoredPost, edit: StoredEdit, words: int, *, signed_in: bool) -> ShownEdit:
    before = shown(replace(post, title=edit.title_before, text=edit.text_before), words, signed_in=signed_in)
    after = shown(replace(post, title=edit.title, text=edit.text), words, signed_in=signed_in)
    headline = _changed(before.headline, after.headline)
    fitting = tuple(_fitting(_changed(before.text, after.text)))
    same = (edit.title_before, edit.text_before) == (edit.title, edit.text)
    return ShownEdit(
        number=edit.number,
        headline=headline[0] if headline else (),
        paragraphs=fitting,
        beyond=not same and _is_beyond(before, after, found=bool(headline or fitting)),
        same=same,
        language=after.language,
        direction=after.direction,
    )


def _changed(before: str, after: str) -> tuple[Paragraph, ...]:
    return tuple(paragraph for paragraph in differences(before, after) if changed([paragraph]))


def _fitting(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    room = _CHARACTERS
    for paragraph in paragraphs:
        room -= sum(len(run.words) for run in paragraph)
        if room < 0:
            return
        yield paragraph


def _is_beyond(before: Item, after: Item, *, found: bool) -> bool:
    return before.cut or after.cut or not found
