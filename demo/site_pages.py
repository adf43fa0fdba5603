"""Renders every answer of one invented site as it is in a round."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from demo import feeds, listings
from demo.rendered import Rendered
from demo.rounds import ROUNDS
from demo.sites import Section, Site, WorldPost, as_html, page_path

_HTML = "text/html; charset=utf-8"


def _filled(folder: Path, name: str, words: dict[str, str], *, charset: str = "utf-8") -> bytes:
    # A letter that the old charset lacks is written as a reference, as such sites do.
    return Template((folder / name).read_text("utf-8")).substitute(words).encode(charset, "xmlcharrefreplace")


def _home(site: Site, folder: Path, number: int) -> Rendered:
    items = site.items(number)
    shown = "\n".join(
        f'<li><a href="{escape(item.link)}">{escape(item.title)}</a></li>'
        for item in items[:12]
        if not item.link.startswith("javascript:")
    )
    words = {
        "title": site.title,
        "about": site.about,
        "lang": site.lang,
        "items": shown,
        "boilerplate": site.boilerplate[number - 1],
    }
    return Rendered("/", _filled(folder, "home.html", words), _HTML, _last_change(site, number))


def missing(path: str) -> Rendered:
    body = b"<!doctype html><title>Not found</title><h1>There is no such page</h1>\n"
    return Rendered(path, body, _HTML, status="404 Not Found")


def _page(site: Site, folder: Path, section: Section, post: WorldPost, number: int) -> Rendered:
    path, manner = page_path(site, section, post), post.page
    if manner.status == 404 or not post.is_there(number):
        return missing(path)
    words = {
        "site": escape(site.title),
        "lang": section.lang,
        "charset": manner.charset,
        "title": escape(post.title),
        "author": escape(post.author),
        "date": post.date.isoformat(),
        "url": f"http://{site.host}{quote(path)}",
        "body": as_html(post.text_in(number)).rstrip(),
        "tags": " ".join(f"<a>{escape(tag)}</a>" for tag in post.tags),
        "boilerplate": site.boilerplate[number - 1],
    }
    body = _filled(folder, "page.html", words, charset=manner.charset)
    extra = (("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")) if manner.gzip else ()
    return Rendered(
        path, body, f"text/html; charset={manner.charset}", _page_changed(site, post, number), extra=extra
    )


def _page_changed(site: Site, post: WorldPost, number: int) -> datetime:
    """What stands around a post is printed anew with every round, and its Last-Modified says so."""
    return post.changed_in(number) if number == 1 or not site.boilerplate[0] else ROUNDS[number]


def _last_change(site: Site, number: int) -> datetime:
    if number > 1 and site.boilerplate[0]:
        return ROUNDS[number]
    return listings.newest_change(site.published(number))


def _feed(site: Site, number: int) -> Iterator[Rendered]:
    posts = site.published(number)
    head = feeds.Head(site.title, site.about, site.lang, f"http://{site.host}", site.feed_path)
    body, content_type = feeds.WRITERS[site.feed](head, [each.item for each in posts])
    gone = any(0 < post.gone_in <= number for section in site.sections for post in section.post)
    # A post that was taken out is a change of the feed too.
    changed = max(listings.newest_change(posts), ROUNDS[number]) if gone else listings.newest_change(posts)
    yield Rendered(site.feed_path, body, content_type, changed)


_LISTINGS: dict[str, Callable[[Site, int], Iterator[Rendered]]] = {
    "rss": _feed,
    "atom": _feed,
    "json": _feed,
    "sitemap": listings.render_sitemaps,
    "cards": listings.render_cards,
    "json-list": listings.render_json_list,
}


def _redirect(path: str, goal: str) -> Rendered:
    return Rendered(
        path,
        f"Moved to {goal}\n".encode(),
        "text/plain; charset=utf-8",
        status="301 Moved Permanently",
        extra=(("Location", goal),),
    )


def render_site(site: Site, folder: Path, number: int = 1) -> Iterator[Rendered]:
    """Every answer that the site has in a round. A post that is to come has none."""
    yield _home(site, folder, number)
    yield from _LISTINGS[site.feed](site, number)
    if site.wordpress:
        yield from listings.render_wordpress(site, number)
    yield from (_redirect(path, goal) for path, goal in site.redirects.items())
    if (folder / "robots.txt").exists():
        yield Rendered("/robots.txt", (folder / "robots.txt").read_bytes(), "text/plain", ROUNDS[1])
    for section in site.sections:
        # A post whose feed link leads nowhere on the site has no page there.
        there = (post for post in section.post if not post.link and post.date <= ROUNDS[number])
        yield from (_page(site, folder, section, post, number) for post in there)
