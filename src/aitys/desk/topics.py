"""A person opens a topic."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from aitys.desk.names import check_slug, check_title
from aitys.errors import WrongUse
from aitys.store import audit, topics
from aitys.text.tags import fold_tag
from aitys.values.stored import Topic

_RULE = 300


def add_topic(topic: Topic) -> Topic:
    """Keep a topic; its tags are folded here. Raises WrongUse where no rule is left to fill the page,
    and for a slug, a title or a rule that cannot be kept.
    """
    check_slug(topic.slug)
    check_title(topic.title)
    tags = tuple(filter(None, (fold_tag(tag) for tag in topic.tags)))
    queries = tuple(query.strip() for query in topic.queries if query.strip())
    if not tags and not queries:
        raise WrongUse(topic.slug, "a topic needs a tag or a query with at least one word")
    for rule in (*tags, *queries):
        if len(rule) > _RULE:
            raise WrongUse(rule[:80], f"a tag or a query has at most {_RULE} characters")
    kept = Topic(topic.slug, topic.title, topic.summary, tags, queries)
    with transaction.atomic():
        topics.add(kept, datetime.now(UTC))
        audit.note("topic add", kept.slug, {"title": kept.title, "tags": tags, "queries": queries})
    return kept
