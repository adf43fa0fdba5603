"""One answer of a source tried in the parsers' process, which knows neither Django nor the network."""

from __future__ import annotations

from collections import Counter

from aitys.run.parsing import Job, parse
from aitys.sources import rules
from aitys.values.captures import Purpose
from aitys.values.checks import Checked, CheckedItem
from aitys.values.posts import Post
from aitys.values.readings import Parsed
from aitys.values.sources import RouteKind


def look(job: Job) -> Checked:
    """What the answer would give, and what is wrong with it; raises UnreadableSource."""
    return _by_rules(job) if job.kind == RouteKind.RULES else _of(job, parse(job).parsed)


def _by_rules(job: Job) -> Checked:
    """What each rule finds, and what is wrong; where nothing is, what is read."""
    found = rules.preview(job.document, job.card)
    items = tuple(
        CheckedItem(one.link, one.title, one.posted, _count(one.text), one.date, one.reason)
        for one in found.items
    )
    left = Counter(one.reason for one in items if one.reason)
    pages = len(items) - left.total() if job.card.follow_pages else 0
    return Checked(job.kind, job.document.url, items, left, pages, found.next_page, found.says)


def _of(job: Job, parsed: Parsed) -> Checked:
    older = next((ask.url for ask in parsed.asks if ask.purpose is Purpose.ROUTE), "")
    pages = sum(1 for ask in parsed.asks if ask.purpose is Purpose.PAGE)
    left = Counter(one.reason for one in parsed.left)
    return Checked(job.kind, job.document.url, tuple(map(_item, parsed.posts)), left, pages, older)


def _item(post: Post) -> CheckedItem:
    return CheckedItem(post.url or post.addresses[0], post.title, post.posted, _count(post.text))


def _count(text: str) -> int:
    return len(text.split())
