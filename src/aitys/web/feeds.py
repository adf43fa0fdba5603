"""What the feeds of topics and of searches share: three forms, and entries held to the limits of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from aitys.publish import feeds
from aitys.publish.articles import listed_article
from aitys.publish.feeds import Entry, Feed, article_entry, post_entry
from aitys.publish.items import shown
from aitys.settings import current
from aitys.values.articles import StoredArticle
from aitys.values.search import Order
from aitys.values.stored import StoredPost
from aitys.web import parameters
from aitys.web.context import absolute
from aitys.web.filters import FilterForm

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


def faults(asked: FilterForm) -> list[str]:
    """A sentence for each thing that a feed cannot be made of. It is kept for months, and nobody looks
    whether it holds what was asked for: so it ignores nothing.
    """
    given = asked.asked
    found = [parameters.says_unknown(name) for name in parameters.unknown(given, asked.fields)]
    if given.get("order") not in {None, "", Order.NEWEST}:
        found.append(_("A feed holds the newest: leave “order” out."))
    of_fields = (str(each) for errors in asked.errors.values() for each in errors)
    return list(dict.fromkeys([*found, *of_fields]))


def refused(says: Iterable[str], status: int = 400) -> HttpResponse:
    """Programs read feeds, and people the sentence when they look why nothing comes."""
    return HttpResponse("\n".join(says) + "\n", content_type="text/plain; charset=utf-8", status=status)


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:  # noqa: ARG001 - the same to everyone
    answer = refused([parameters.says_too_often(seconds)], 429)
    answer.headers["Retry-After"] = str(seconds)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def entries(found: Iterable[StoredPost | StoredArticle]) -> tuple[Entry, ...]:
    return tuple(_entry(each) for each in found)


def _entry(each: StoredPost | StoredArticle) -> Entry:
    if isinstance(each, StoredArticle):
        here = absolute(reverse("article", args=[each.slug]))
        return article_entry(listed_article(each, current().excerpt_words), here, current().title)
    return post_entry(shown(each, current().shared_words), absolute(reverse("post", args=[each.id])))
