"""What the feeds of topics and of searches share: three forms, and entries held to the limits of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from aitys.publish import feeds
from aitys.publish.articles import listed_article
from aitys.publish.feeds import Entry, Feed, article_entry, post_entry
from aitys.publish.items import shown
from aitys.settings import current
from aitys.values.articles import StoredArticle
from aitys.values.stored import StoredPost
from aitys.web.context import absolute

ENTRIES = 30


@dataclass(frozen=True, slots=True)
class Form:
    """How a feed is written, and what that is called."""

    write: Callable[[Feed], bytes]
    content_type: str

    def answer(self, feed: Feed) -> HttpResponse:
        return HttpResponse(self.write(feed), content_type=f"{self.content_type}; charset=utf-8")


RSS = Form(feeds.rss, "application/rss+xml")
ATOM = Form(feeds.atom, "application/atom+xml")
JSON_FEED = Form(feeds.json_feed, "application/feed+json")


def entries(found: Iterable[StoredPost | StoredArticle]) -> tuple[Entry, ...]:
    return tuple(_entry(each) for each in found)


def _entry(each: StoredPost | StoredArticle) -> Entry:
    if isinstance(each, StoredArticle):
        here = absolute(reverse("article", args=[each.slug]))
        return article_entry(listed_article(each, current().excerpt_words), here, current().title)
    return post_entry(shown(each, current().shared_words), absolute(reverse("post", args=[each.id])))
