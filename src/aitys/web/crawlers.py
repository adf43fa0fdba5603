"""What search engines ask for: robots.txt and sitemaps, posts and articles in chunks."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from aitys.store import articles, search, topics
from aitys.values.search import Filter, Order
from aitys.web.answers import public
from aitys.web.context import absolute
from aitys.web.rates_shown import here

# The protocol allows 50,000 addresses a file; smaller ones are made quickly and read by everything.
CHUNK = 5000
_XML = "application/xml; charset=utf-8"


@public
def robots(request: HttpRequest) -> HttpResponse:
    lines = {
        "search": reverse("search"),
        "api": reverse("api-1:search"),
        "metrics": reverse("metrics"),
        "sitemap": absolute(reverse("sitemap")),
    }
    return render(request, "crawlers/robots.txt", lines, content_type="text/plain; charset=utf-8")


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index over the pages' map and the posts' chunks."""
    total = search.search(Filter(), Order.NEWEST, 1, 0).total
    chunks = [reverse("sitemap-posts", args=[number]) for number in range(1, -(-total // CHUNK) + 1)]
    return _map(request, "crawlers/index.xml", [reverse("sitemap-pages"), *chunks])


@public
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    pages = [reverse(name) for name in ("home", "articles", "topics", "rates", "sources", "about")]
    pages += [reverse("topic", args=[topic.slug]) for topic in topics.every()]
    pages += [reverse("rate", args=[bank.currency.lower()]) for bank in here()]
    return _map(request, "crawlers/map.xml", pages)


@public
def sitemap_posts(request: HttpRequest, number: int) -> HttpResponse:
    """Chunk `number` of posts and articles, newest first, counted from 1."""
    if number < 1:
        raise Http404("chunks are counted from 1")
    hits = search.search(Filter(), Order.NEWEST, CHUNK, (number - 1) * CHUNK)
    if not hits.ids:
        raise Http404("no such chunk")
    return _map(request, "crawlers/map.xml", _pages_of(hits.ids))


def _pages_of(ids: Sequence[int]) -> list[str]:
    """The pages of what a search found, in its order."""
    own = articles.links([articles.article_id(id_) for id_ in ids if id_ < 0])
    pages = {articles.document_id(id_): reverse("article", args=[link.slug]) for id_, link in own.items()}
    pages |= {id_: reverse("post", args=[id_]) for id_ in ids if id_ > 0}
    return [pages[id_] for id_ in ids if id_ in pages]


def _map(request: HttpRequest, template: str, paths: list[str]) -> HttpResponse:
    places = {"addresses": [absolute(path) for path in paths]}
    return render(request, template, places, content_type=_XML)
