"""A topic's feeds, held to the same limits as its page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from aitys.publish import feeds
from aitys.publish.feeds import Entry, Feed
from aitys.publish.items import shown
from aitys.settings import current
from aitys.values.search import Filter
from aitys.values.stored import Topic
from aitys.web.answers import public
from aitys.web.context import absolute
from aitys.web.listings import latest
from aitys.web.pages import find_topic, has_rules

ENTRIES = 30


@public
def rss(request: HttpRequest, slug: str) -> HttpResponse:
    return _answer(request, slug, feeds.rss, "application/rss+xml; charset=utf-8")


@public
def atom(request: HttpRequest, slug: str) -> HttpResponse:
    return _answer(request, slug, feeds.atom, "application/atom+xml; charset=utf-8")


@public
def json_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return _answer(request, slug, feeds.json_feed, "application/feed+json; charset=utf-8")


def _answer(
    request: HttpRequest, slug: str, write: Callable[[Feed], bytes], content_type: str
) -> HttpResponse:
    body = write(_feed(find_topic(slug), absolute(request.path)))
    return HttpResponse(body, content_type=content_type)


def _feed(topic: Topic, itself: str) -> Feed:
    title = f"{topic.title} · {current().title}"
    return Feed(
        title=title,
        about=topic.summary or _("The newest posts under “%(topic)s”") % {"topic": topic.title},
        page=absolute(reverse("topic", args=[topic.slug])),
        itself=itself,
        entries=_entries(topic),
    )


def _entries(topic: Topic) -> tuple[Entry, ...]:
    if not has_rules(topic):
        return ()
    found = latest(Filter(tags=topic.tags, queries=topic.queries), ENTRIES)
    return tuple(
        Entry(shown(post, current().shared_words), absolute(reverse("post", args=[post.id])))
        for post in found
    )
