"""The public pages."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from aitys.publish.articles import ArticleItem, front_article
from aitys.publish.coverage import read_source
from aitys.publish.edits import ShownEdit, shown_edits
from aitys.publish.items import shown
from aitys.publish.links import safe_link
from aitys.publish.paging import Page
from aitys.publish.wordings import wordings
from aitys.settings import current
from aitys.store import articles, edited, posts, sources, topics
from aitys.store.posts import Moved
from aitys.values.search import Filter
from aitys.values.stored import StoredPost, Topic
from aitys.web import counts, schema
from aitys.web.answers import public
from aitys.web.filters import FilterForm
from aitys.web.listings import Listing, latest, list_posts, page_number
from aitys.web.media import pictures_of
from aitys.web.own_words import own_words

SOURCES_A_PAGE = 30
_MAIL = re.compile(r"[^\s@?&]+@[^\s@?&]+")
HOME_ARTICLES = 3
LEAD_WORDS = 120
HOME_WORDS = 60


@public
def home(request: HttpRequest) -> HttpResponse:
    words = current().shared_words
    found = {
        "articles": _front_articles(),
        "items": [shown(post, words) for post in _latest_posts()],
        "topics": topics.every(),
        "sources": counts.listed_sources(),
        "posts": counts.posts(),
        "site": schema.site(),
    }
    return render(request, "pages/home.html", found)


def _front_articles() -> list[ArticleItem]:
    """Each once, in the reader's language; the newest has the most room, and its picture."""
    newest = articles.in_language(get_language() or "", HOME_ARTICLES)
    lead = [front_article(each, LEAD_WORDS, pictures_of(each.body)) for each in newest[:1]]
    return lead + [front_article(each, HOME_WORDS) for each in newest[1:]]


def _latest_posts() -> tuple[StoredPost, ...]:
    """The newest that others published: articles stand apart on the front page."""
    found = latest(Filter(posts_only=True), current().page_size)
    return tuple(each for each in found if isinstance(each, StoredPost))


@public
def topic_list(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/topics.html", {"topics": topics.every()})


@public
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = find_topic(slug)
    form = FilterForm(request.GET)
    number = page_number(request)
    if not form.is_valid():
        return render(request, "pages/topic.html", {"topic": found, "form": form}, status=400)
    listing = list_posts(form.filter(found), number, form.query)
    return render(request, "pages/topic.html", {"topic": found, "form": form, "listing": listing})


def find_topic(slug: str) -> Topic:
    found = topics.by_slug(slug)
    if found is None:
        raise Http404("no such topic")
    return found


@public
def post(request: HttpRequest, post_id: int) -> HttpResponse:
    found = posts.by_id(post_id)
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(reverse("post", args=[found.to]))
    if found is None:
        raise Http404("no such post")
    shaped = {
        "item": shown(found, current().shared_words),
        "addresses": posts.addresses(post_id),
        "wordings": wordings(posts.versions(post_id)),
        "edits": _edits(found),
    }
    return render(request, "pages/post.html", shaped)


def _edits(post: StoredPost) -> tuple[ShownEdit, ...]:
    if post.versions < 2:
        return ()
    return shown_edits(post, edited.edits(post.id), current().shared_words)


@public
def source_list(request: HttpRequest) -> HttpResponse:
    page = Page(page_number(request), SOURCES_A_PAGE, sources.count())
    window = sources.statuses(page.skipped, SOURCES_A_PAGE)
    shaped = {"sources": [read_source(status) for status in window], "listing": Listing(page, ())}
    return render(request, "pages/sources.html", shaped)


@public
def about(request: HttpRequest) -> HttpResponse:
    settings = current()
    shaped = {
        "words": settings.shared_words,
        "pace": settings.network.pace,
        "own_words": own_words(),
        "contact": settings.contact,
        "contact_link": contact_link(settings.contact),
    }
    return render(request, "pages/about.html", shaped)


def contact_link(contact: str) -> str:
    """Where a contact leads: to a mail address or a page; empty where it is words alone."""
    if _MAIL.fullmatch(contact):
        return f"mailto:{contact}"
    return safe_link(contact)
