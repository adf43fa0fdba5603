"""The desk's own articles as kept, and the queue that makes them findable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from aitys.store import models
from aitys.store.indexing import ARTICLES
from aitys.text.blocks import plain_text
from aitys.text.tags import fold_tag
from aitys.values.articles import (
    ArticleDraft,
    ArticleLink,
    ArticleNote,
    ArticleState,
    NoteKind,
    StoredArticle,
)
from aitys.values.search import IndexedPost, has, picked_tag
from aitys.values.sources import SourceKind
from aitys.values.stored import Tag
from aitys.values.times import DAY_ALONE

_PUBLISHED = ArticleState.PUBLISHED.value
# Any number, as long as nothing else locks by it.
_NAMES = 20_260_512
_ROOT = Coalesce("translation_of_id", "id")
"""The article that all translations of it name."""


def by_slug(slug: str) -> StoredArticle | None:
    """The article with all that belongs to it; drafts too."""
    row = models.Article.objects.filter(slug=slug).first()
    return _whole(row) if row else None


def by_ids(ids: Sequence[int]) -> tuple[StoredArticle, ...]:
    """The published ones in the order asked, with their translations, without notes, topics and related."""
    rows = _published().in_bulk([*ids]) if ids else {}
    return _with_languages([rows[id_] for id_ in ids if id_ in rows])


def published(limit: int, offset: int = 0) -> tuple[StoredArticle, ...]:
    """The published ones, newest first, with their translations, without notes, topics and related."""
    rows = _published().order_by("-published_at", "-id")[offset : offset + limit]
    return _with_languages(rows)


def in_language(language: str, limit: int, offset: int = 0) -> tuple[StoredArticle, ...]:
    """As `published`, but of the translations of an article one: in `language`, else the original."""
    dates = _published().annotate(root=_ROOT).values("root").annotate(last=Max("published_at"))
    roots = [each["root"] for each in dates.order_by("-last", "-root")[offset : offset + limit]]
    found: dict[int, models.Article] = {}
    wanted = language.partition("-")[0]
    for row in _published().filter(Q(id__in=roots) | Q(translation_of__in=roots)).order_by("id"):
        root = row.translation_of_id or row.id
        best = found.get(root)
        if best is None or _nearness(row, wanted) > _nearness(best, wanted):
            found[root] = row
    return _with_languages([found[root] for root in roots])


def _nearness(row: models.Article, language: str) -> tuple[bool, bool]:
    return row.language.partition("-")[0] == language, row.translation_of_id is None


def count_apart() -> int:
    """How many are published, all translations of one article counted once."""
    return _published().annotate(root=_ROOT).values("root").distinct().count()


def count() -> int:
    """How many are published."""
    return _published().count()


def every(limit: int | None = None, offset: int = 0) -> tuple[StoredArticle, ...]:
    """Drafts first, then the published ones, newest first; without notes, topics and links to others."""
    rows = models.Article.objects.order_by("state", F("published_at").desc(nulls_first=True), "-id")
    return tuple(_bare(row) for row in rows[offset : None if limit is None else offset + limit])


def count_every() -> int:
    """How many are kept, drafts too."""
    return models.Article.objects.count()


def newest(limit: int, also: Collection[str] = ()) -> tuple[ArticleLink, ...]:
    """Links to the articles written last, drafts too, and behind them to those of the slugs `also`."""
    rows = models.Article.objects.order_by("-id").defer("body")
    last = list(rows[:limit])
    return _links([*last, *rows.filter(slug__in=also).exclude(id__in=[row.id for row in last])])


def links(ids: Collection[int]) -> dict[int, ArticleLink]:
    """The published ones by their id."""
    return {row.id: _link(row) for row in _published().filter(id__in=ids).defer("body")}


def draft_of(slug: str) -> ArticleDraft | None:
    """The article as it would be handed in again to change nothing."""
    row = models.Article.objects.select_related("translation_of").filter(slug=slug).first()
    if row is None:
        return None
    return ArticleDraft(
        title=row.title,
        body=row.body,
        language=row.language,
        slug=row.slug,
        byline=row.byline,
        state=ArticleState(row.state),
        published_at=row.published_at,
        published_offset=row.published_offset,
        tags=tuple(row.tags),
        topics=_topics(row),
        notes=_notes(row),
        translation_of=row.translation_of.slug if row.translation_of else "",
        related=tuple(row.related.order_by("slug").values_list("slug", flat=True)),
    )


def last_offset() -> str | None:
    """The offset of the article that a person saved last and that has a time; None where there is none."""
    rows = models.Article.objects.exclude(published_offset=DAY_ALONE).order_by("-changed_at", "-id")
    return rows.values_list("published_offset", flat=True).first()


def known(slugs: Collection[str]) -> frozenset[str]:
    """Those of the slugs under which an article is kept."""
    return frozenset(models.Article.objects.filter(slug__in=slugs).values_list("slug", flat=True))


def titles(slugs: Collection[str]) -> dict[str, str]:
    """Those of the slugs under which an article is kept, and its title."""
    return dict(models.Article.objects.filter(slug__in=slugs).values_list("slug", "title"))


def group(slug: str) -> tuple[ArticleLink, ...]:
    """All languages of an article, drafts too; the first is the one that the others name. Empty where there
    is no such article.
    """
    row = models.Article.objects.filter(slug=slug).first()
    if row is None:
        return ()
    root = row.translation_of_id or row.id
    return _links(sorted(_group(row), key=lambda each: each.id != root))


def lock(slug: str) -> None:
    """Let nobody else save the article until this transaction ends."""
    list(models.Article.objects.select_for_update().filter(slug=slug).values_list("id"))


def lock_names() -> None:
    """Let nobody else choose an address for a new article until this transaction ends; SQLite has one writer
    anyhow.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NAMES])


def keep(draft: ArticleDraft, now: datetime) -> None:
    """Keep an article under its slug, or put it in the place of the one that is there.

    Everything that `draft` names (topics, related, `translation_of`) must be on the desk; what is not is left
    out. `now` is when a person saved it.
    """
    with transaction.atomic():
        row, _ = models.Article.objects.update_or_create(slug=draft.slug, defaults=_columns(draft, now))
        row.topics.set(models.Topic.objects.filter(slug__in=draft.topics))
        row.related.set(models.Article.objects.filter(slug__in=draft.related).exclude(id=row.id))
        row.notes.all().delete()
        models.ArticleNote.objects.bulk_create(
            models.ArticleNote(article=row, kind=note.kind, at=note.at, offset=note.offset, words=note.words)
            for note in draft.notes
        )
        _join_group(row, models.Article.objects.filter(slug=draft.translation_of).first())
        ARTICLES.mark([row.id])


def set_state(slug: str, state: ArticleState, now: datetime) -> None:
    """Publish it or take it back; one that was never published is dated `now`."""
    with transaction.atomic():
        row = models.Article.objects.get(slug=slug)
        row.state = state
        row.changed_at = now
        if state is ArticleState.PUBLISHED:
            row.published_at = row.published_at or now
        row.save()
        ARTICLES.mark([row.id])


def remove(slug: str) -> None:
    """Take it away; its translations stay, linked to each other, and its pictures (`pictures.remove`)."""
    with transaction.atomic():
        row = models.Article.objects.get(slug=slug)
        ARTICLES.mark([row.id])
        heir = row.translations.order_by("id").first()
        if heir is not None:
            row.translations.exclude(id=heir.id).update(translation_of=heir)
        row.delete()


def document_id(article_id: int) -> int:
    """Under which id the index holds an article: below 0, where no post is."""
    return -article_id


def article_id(document: int) -> int:
    """The article that the index holds under this id."""
    return -document


def to_index(ids: Sequence[int]) -> tuple[IndexedPost, ...]:
    """What the index should hold of these articles; drafts and those that are gone are missing."""
    rows = _published().filter(id__in=ids).prefetch_related("topics")
    return tuple(_indexed(row) for row in rows)


def _indexed(row: models.Article) -> IndexedPost:
    picked = (picked_tag(topic.slug) for topic in row.topics.all())
    return IndexedPost(
        id=document_id(row.id),
        title=row.title,
        text=plain_text(row.body),
        language=row.language.partition("-")[0],
        source="",
        kind=SourceKind.OWN,
        listed_at=int(row.published_at.timestamp()) if row.published_at else 0,
        tags=(*(tag.key for tag in _tags(row)), *picked),
        has=has(row.body, None),
    )


def _columns(draft: ArticleDraft, now: datetime) -> dict[str, object]:
    return {
        "title": draft.title,
        "body": draft.body,
        "byline": draft.byline,
        "language": draft.language,
        "state": draft.state,
        "published_at": draft.published_at,
        "published_offset": draft.published_offset,
        "tags": list(draft.tags),
        "changed_at": now,
    }


def _join_group(row: models.Article, named: models.Article | None) -> None:
    """All languages of an article name the same one of them, however they were handed in."""
    root = (named.translation_of or named) if named else None
    if root is not None and root.id == row.id:
        root = None
    if root is not None:
        row.translations.update(translation_of=root)
    models.Article.objects.filter(id=row.id).update(translation_of=root)


def _published() -> QuerySet[models.Article]:
    return models.Article.objects.filter(state=_PUBLISHED)


def _group(row: models.Article) -> QuerySet[models.Article]:
    root = row.translation_of_id or row.id
    return models.Article.objects.filter(Q(id=root) | Q(translation_of=root)).order_by("language", "id")


def _whole(row: models.Article) -> StoredArticle:
    chosen = Q(id__in=row.related.values("id")) | Q(id__in=row.chosen_by.values("id"))
    return _bare(
        row,
        topics=_topics(row),
        notes=_notes(row),
        translations=_links(_group(row).filter(state=_PUBLISHED).exclude(id=row.id)),
        related=_links(_published().filter(chosen).order_by("-published_at", "-id")),
    )


def _bare(
    row: models.Article,
    topics: tuple[str, ...] = (),
    notes: tuple[ArticleNote, ...] = (),
    translations: tuple[ArticleLink, ...] = (),
    related: tuple[ArticleLink, ...] = (),
) -> StoredArticle:
    return StoredArticle(
        id=row.id,
        slug=row.slug,
        title=row.title,
        body=row.body,
        byline=row.byline,
        language=row.language,
        state=ArticleState(row.state),
        published_at=row.published_at,
        published_offset=row.published_offset,
        tags=_tags(row),
        topics=topics,
        notes=notes,
        translations=translations,
        related=related,
    )


def _with_languages(rows: Iterable[models.Article]) -> tuple[StoredArticle, ...]:
    """Articles with the other published languages of each."""
    kept = [*rows]
    roots = {row.translation_of_id or row.id for row in kept}
    groups: dict[int, list[models.Article]] = defaultdict(list)
    every = _published().filter(Q(id__in=roots) | Q(translation_of__in=roots)).defer("body")
    for each in every.order_by("language", "id") if roots else ():
        groups[each.translation_of_id or each.id].append(each)
    return tuple(_beside(row, groups[row.translation_of_id or row.id]) for row in kept)


def _beside(row: models.Article, group: Sequence[models.Article]) -> StoredArticle:
    others = [each for each in group if each.id != row.id]
    original = next((each for each in others if each.id == row.translation_of_id), None)
    return replace(_bare(row, translations=_links(others)), original=_link(original) if original else None)


def _tags(row: models.Article) -> tuple[Tag, ...]:
    return tuple(Tag(key, tag) for tag in row.tags if (key := fold_tag(tag)))


def _topics(row: models.Article) -> tuple[str, ...]:
    return tuple(row.topics.order_by("slug").values_list("slug", flat=True))


def _notes(row: models.Article) -> tuple[ArticleNote, ...]:
    """Oldest first."""
    rows = row.notes.order_by("at", "id")
    return tuple(ArticleNote(NoteKind(note.kind), note.at, note.words, note.offset) for note in rows)


def _links(rows: Iterable[models.Article]) -> tuple[ArticleLink, ...]:
    return tuple(_link(row) for row in rows)


def _link(row: models.Article) -> ArticleLink:
    return ArticleLink(row.slug, row.title, row.language, row.published_at, row.published_offset)
