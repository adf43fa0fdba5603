"""A person opens a topic, or takes it or a rule of it away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import transaction

from aitys.desk.names import check_slug, check_title
from aitys.errors import NotFound, WrongUse
from aitys.publish.queries import problem_sentence
from aitys.store import audit, finding, topics
from aitys.text.tags import fold_tag
from aitys.values.stored import Topic

_RULE = 300


def add_topic(topic: Topic) -> Topic:
    """Keep a topic; its tags are folded here. Without a rule it holds what is put on it by hand.

    Raises WrongUse for a slug, a title or a rule that cannot be kept.
    """
    check_slug(topic.slug)
    check_title(topic.title)
    tags, queries = _rules(topic.tags, topic.queries)
    if len(tags) + len(queries) < len(topic.tags) + len(topic.queries):
        raise WrongUse(topic.slug, "a tag or a query has at least one word")
    for rule in (*tags, *queries):
        if len(rule) > _RULE:
            raise WrongUse(rule[:80], f"a tag or a query has at most {_RULE} characters")
    for query in queries:
        _check(query)
    kept = Topic(topic.slug, topic.title, topic.summary, tags, queries)
    with transaction.atomic():
        topics.add(kept, datetime.now(UTC))
        audit.note("topic add", kept.slug, {"title": kept.title, "tags": tags, "queries": queries})
    return kept


def remove_topic(slug: str) -> None:
    """Close the topic's page; the posts stay. Raises NotFound."""
    topic = _find(slug)
    with transaction.atomic():
        topics.remove(slug)
        audit.note("topic remove", slug, {"title": topic.title, "tags": topic.tags, "queries": topic.queries})


def remove_rules(slug: str, tags: Sequence[str], queries: Sequence[str]) -> Topic:
    """Take rules away, and return what is left of the topic. Raises NotFound where the topic or one of the
    rules is not there, and WrongUse where no rule would be left.
    """
    topic = _find(slug)
    tags, queries = _rules(tags, queries)
    if not tags and not queries:
        raise WrongUse(slug, "name a tag or a query with at least one word")
    for rule, own in [*((tag, topic.tags) for tag in tags), *((query, topic.queries) for query in queries)]:
        if rule not in own:
            raise NotFound(rule[:80], f"{slug} has no such rule; `aitys topic list` shows its rules")
    left = Topic(
        slug,
        topic.title,
        topic.summary,
        tuple(tag for tag in topic.tags if tag not in tags),
        tuple(query for query in topic.queries if query not in queries),
    )
    if not left.tags and not left.queries:
        raise WrongUse(
            slug, f"no rule would be left; `aitys topic remove {slug}` takes the topic itself away"
        )
    with transaction.atomic():
        topics.remove_rules(slug, tags, queries)
        audit.note("topic rules remove", slug, {"tags": tags, "queries": queries})
    return left


def _check(query: str) -> None:
    """Raises WrongUse, with a sentence, for a query that a search would refuse."""
    for problem in finding.read_query(query).problems:
        if problem.stops:
            raise WrongUse(query[:80], problem_sentence(problem))


def _find(slug: str) -> Topic:
    topic = topics.by_slug(slug)
    if topic is None:
        raise NotFound(slug, "there is no such topic; `aitys topic list` shows them")
    return topic


def _rules(tags: Sequence[str], queries: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tags folded and queries stripped, without those of which nothing is left."""
    return (
        tuple(filter(None, (fold_tag(tag) for tag in tags))),
        tuple(query.strip() for query in queries if query.strip()),
    )
