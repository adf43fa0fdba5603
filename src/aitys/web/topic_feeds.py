"""A topic's feeds, held to the same limits as its page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from aitys.publish import feeds
from aitys.publish.articles import listed_article
from aitys.publish.feeds import Entry, Feed, article_entry, post_entry
from aitys.publish.items import shown
from aitys.settings import current
from aitys.values.articles import StoredArticle
from aitys.values.search import Filter, of_topic
from aitys.values.stored import StoredPost, Topic
from aitys.web.answers import public
from aitys.web.context import absolute
from aitys.web.listings import latest
from aitys.web.pages import find_topic

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
    return tuple(_entry(each) for each in latest(of_topic(topic, Filter()), ENTRIES))


def _entry(each: StoredPost | StoredArticle) -> Entry:
    if isinstance(each, StoredArticle):
        here = absolute(reverse("article", args=[each.slug]))
        return article_entry(listed_article(each, current().excerpt_words), here, current().title)
    return post_entry(shown(each, current().shared_words), absolute(reverse("post", args=[each.id])))
