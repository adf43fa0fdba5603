"""What the desk itself writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aitys.values.stored import Tag
from aitys.values.times import IN_UTC


class ArticleState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class NoteKind(StrEnum):
    """An update adds what happened since; a correction says what was wrong. They are never mixed."""

    UPDATE = "updated"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """What was changed after publication, in words for readers; `at` is UTC, `offset` that in which it was
    written ("+05:00"), or `values.times.DAY_ALONE`.
    """

    kind: NoteKind
    at: datetime
    words: str
    offset: str = IN_UTC


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as a person hands it in: from a file's front matter or from the desk's form.

    `body` is Markdown whose pictures are files named by the writer; `slug` is empty where it is to be made
    from the title; `published_at` (UTC) None means now, once it is published, and `published_offset` is that
    in which it was written ("+05:00"), or `values.times.DAY_ALONE`. `topics` are what a person wrote:
    slugs of topic pages or names to be kept as tags. `translation_of` and `related` are slugs of articles.
    """

    title: str
    body: str
    language: str
    slug: str = ""
    byline: str = ""
    state: ArticleState = ArticleState.PUBLISHED
    published_at: datetime | None = None
    published_offset: str = IN_UTC
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    notes: tuple[ArticleNote, ...] = ()
    translation_of: str = ""
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """Enough of an article to link to it."""

    slug: str
    title: str
    language: str
    published_at: datetime | None = None
    published_offset: str = IN_UTC


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as kept. `body` is Markdown whose pictures are names in the desk's `media` folder.

    `topics` are slugs of topic pages it was put on by hand; `translations` are the published other languages
    of the same article, `original` the one of them that it is a translation of, `related` the published
    ones a person chose.
    """

    id: int
    slug: str
    title: str
    body: str
    byline: str
    language: str
    state: ArticleState
    published_at: datetime | None
    tags: tuple[Tag, ...] = ()
    topics: tuple[str, ...] = ()
    notes: tuple[ArticleNote, ...] = ()
    translations: tuple[ArticleLink, ...] = ()
    related: tuple[ArticleLink, ...] = ()
    published_offset: str = IN_UTC
    original: ArticleLink | None = None

    @property
    def is_public(self) -> bool:
        return self.state is ArticleState.PUBLISHED


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the desk's `media` folder: its widest file is `name` (WebP), `width` × `height` pixels.

    `widths` are the widths it is kept in; the file of width w is `<stem>-<w>.webp`, all made from one
    original without its metadata (place, camera, owner).
    """

    name: str
    width: int
    height: int
    widths: tuple[int, ...]
