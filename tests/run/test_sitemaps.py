"""An index of sitemaps leads to lists, and those to pages that nothing else tells of."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from aitys.run.pipeline import look
from aitys.run.toolbox import Tools
from aitys.store import models, sources
from aitys.store.sources import DueRoute
from aitys.values.rounds import Round
from aitys.values.sources import Card, RouteKind, RouteState
from tests.run.answers import Net

pytestmark = pytest.mark.django_db

SITE = "https://issyk-herald.example"
HERALD = Card("issyk-herald", "Issyk Herald", homepage=f"{SITE}/")
INDEX = f"{SITE}/sitemap.xml"
NOW = datetime.now(UTC)


def _listed(element: str, *paths: str) -> bytes:
    day = (NOW - timedelta(hours=5)).isoformat(timespec="seconds")
    found = "".join(
        f"<{element}><loc>{SITE}{path}</loc><lastmod>{day}</lastmod></{element}>" for path in paths
    )
    return f'<?xml version="1.0"?><list xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{found}</list>'.encode()


def _sitemap(*paths: str) -> bytes:
    return _listed("url", *paths).replace(b"list xmlns", b"urlset xmlns").replace(b"/list>", b"/urlset>")


def _article(number: int) -> bytes:
    words = " ".join(
        f"The lake is calm on day {number}, and the ferry makes {each} crossings." for each in range(9)
    )
    body = f"<article><h1>Bulletin {number}</h1><p>{words}</p></article>"
    head = f"<head><title>Bulletin {number}</title></head>"
    return f"<!doctype html><html lang=en>{head}<body>{body}</body></html>".encode()


def _look(tools: Tools) -> Round:
    if sources.card(HERALD.slug) is None:
        sources.add(HERALD, NOW)
    route = sources.add_route(HERALD.slug, RouteKind.SITEMAP, INDEX)
    return asyncio.run(look(DueRoute(route, HERALD, RouteState(), "issyk-herald.example"), tools))


def test_new_pages_are_found_though_the_index_stays_as_it_is(net: Net, tools: Tools) -> None:
    index = _listed("sitemap", "/posts-1.xml").replace(b"list xmlns", b"sitemapindex xmlns")
    net.pages = {
        INDEX: index.replace(b"/list>", b"/sitemapindex>"),
        f"{SITE}/posts-1.xml": _sitemap("/n/1", "/n/2"),
        **{f"{SITE}/n/{number}": _article(number) for number in (1, 2, 3)},
    }
    done = _look(tools)
    assert (done.error, done.pages.read, models.Post.objects.count()) == (None, 2, 2)
    net.pages[f"{SITE}/posts-1.xml"] = _sitemap("/n/1", "/n/2", "/n/3")
    net.asked.clear()
    _look(tools)
    assert net.asked == [INDEX, f"{SITE}/posts-1.xml", f"{SITE}/n/3"], "and no page twice"
    assert models.Post.objects.count() == 3
