"""Topics and their rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from django.db import transaction
from django.db.models import Q

from aitys.store import models
from aitys.store.indexing import ARTICLES
from aitys.text.tags import fold_tag
from aitys.values.stored import Topic


def every() -> tuple[Topic, ...]:
    """All topics, by title."""
    rows = models.Topic.objects.prefetch_related("rules").order_by("title", "slug")
    return tuple(_topic(row) for row in rows)


def by_slug(slug: str) -> Topic | None:
    row = models.Topic.objects.prefetch_related("rules").filter(slug=slug).first()
    return _topic(row) if row else None


def add(topic: Topic, now: datetime) -> None:
    """Keep a topic with its rules; one that exists gains the rules it lacks and takes the new title."""
    with transaction.atomic():
        row, _ = models.Topic.objects.update_or_create(
            slug=topic.slug,
            defaults={"title": topic.title, "summary": topic.summary},
            create_defaults={"title": topic.title, "summary": topic.summary, "added_at": now},
        )
        rules = [("tag", value) for value in topic.tags] + [("query", value) for value in topic.queries]
        for kind, value in rules:
            models.TopicRule.objects.get_or_create(topic=row, kind=kind, value=value)


def remove(slug: str) -> None:
    """Take a topic away with its rules; its posts stay, and articles put on it by hand leave it."""
    with transaction.atomic():
        ARTICLES.mark(models.Article.objects.filter(topics__slug=slug).values_list("id", flat=True))
        models.Topic.objects.filter(slug=slug).delete()


def remove_rules(slug: str, tags: Sequence[str], queries: Sequence[str]) -> int:
    """Take rules of a topic away; returns how many it had of those named."""
    named = Q(kind="tag", value__in=tags) | Q(kind="query", value__in=queries)
    rows = models.TopicRule.objects.filter(named, topic__slug=slug)
    return rows.delete()[0]


def spellings(tags: Iterable[str]) -> dict[str, str]:
    """Folded tags as some source or article writes them; those that nothing has are missing."""
    wanted = set(tags)
    rows = models.PostTag.objects.filter(key__in=wanted).order_by("-id")
    found = dict(rows.values_list("key", "written"))
    if wanted - found.keys():
        own = chain.from_iterable(models.Article.objects.values_list("tags", flat=True))
        found = {key: tag for tag in own if (key := fold_tag(tag)) in wanted} | found
    return found


def _topic(row: models.Topic) -> Topic:
    rules = sorted(row.rules.all(), key=lambda rule: rule.id)
    return Topic(
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        tags=tuple(rule.value for rule in rules if rule.kind == "tag"),
        queries=tuple(rule.value for rule in rules if rule.kind == "query"),
    )
