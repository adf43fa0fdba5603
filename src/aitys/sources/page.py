"""The kind `page`: one article, with what its page says of it.

Method: trafilatura (fast) for the body; the date from JSON-LD, `article:published_time`, `itemprop`,
`<time>`, then what trafilatura finds in text and URL.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import html

from aitys.errors import UnreadableSource
from aitys.sources import addresses, charsets, feed_entries, limits, markup, times
from aitys.values.captures import Ask, Document
from aitys.values.posts import Post, PrintedTime
from aitys.values.readings import Parsed
from aitys.values.sources import Card, Route, RouteState

READER = "page@2"

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datePublished",
    "pubdate",
)
_MODIFIED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "dateModified")
_KEYWORDS = ("news_keywords", "keywords")
_ARTICLE_TYPES = ("Article", "Posting", "Report")
_DEEPEST = 8
_MOST_TAGS = 40
# trafilatura and htmldate let these through on pages made to break them.
_EXTRACTION_FAILS = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    ArithmeticError,
)


class _Body(NamedTuple):
    title: str
    text: str
    author: str
    day: str


def plan(route: Route, state: RouteState) -> tuple[Ask, ...]:
    """The page itself: a source may be one page that changes."""
    return (state.ask(route.address),)


def parse(document: Document, card: Card) -> Parsed:
    """The one post of an article's page; raises UnreadableSource where there is no article on it."""
    asked = addresses.canonical(document.url)
    if document.about and asked == addresses.home(asked):
        raise UnreadableSource(
            card.slug, "the article's address leads to the front page now", name="moved-home"
        )
    text = charsets.decode(document.content, document.content_type)
    root = markup.tree(markup.clean(text)[0]) if text.strip() else None
    if root is None or feed_entries.looks_like_feed(text):
        raise UnreadableSource(card.slug, "not an HTML page")
    body = _body(text, document)
    if not body.text:
        raise UnreadableSource(card.slug, "a page without an article")
    return Parsed(READER, (limits.bounded(_post(root, body, document)),))


def _post(root: html.HtmlElement, body: _Body, document: Document) -> Post:
    said = _json_ld(root)
    posted = _first_time(
        [*_said(said, "datePublished"), *_printed(root, _PUBLISHED), *_clocks(root), body.day], document
    )
    edited = _first_time([*_said(said, "dateModified"), *_printed(root, _MODIFIED)], document)
    return Post(
        addresses=tuple(_addresses(root, document)),
        url=document.url,
        title=body.title,
        text=body.text,
        byline=body.author,
        tags=tuple(_tags(root, said))[:_MOST_TAGS],
        language=(root.get("lang") or next(_said(said, "inLanguage"), "")).strip().replace("_", "-"),
        posted=posted,
        edited=edited if edited and posted and edited.at != posted.at else None,
    )


def _body(text: str, document: Document) -> _Body:
    dates = {"original_date": True, "extensive_search": False, "max_date": f"{document.captured_at:%Y-%m-%d}"}
    # A tenth of the time in which a command starts, and most read no page.
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Document as TrafilaturaDocument  # noqa: PLC0415

    try:
        found = bare_extraction(
            text,
            url=document.url,
            fast=True,
            with_metadata=True,
            include_comments=False,
            date_extraction_params=dates,
        )
    except _EXTRACTION_FAILS:
        found = None
    if not isinstance(found, TrafilaturaDocument):
        return _Body("", "", "", "")
    title = markup.line(found.title or "")
    lines = [line for line in markup.plain(found.text or "").splitlines() if line]
    if lines and lines[0] == title:
        del lines[0]
    return _Body(title, "\n\n".join(lines), markup.line(found.author or ""), found.date or "")


def _addresses(root: html.HtmlElement, document: Document) -> Iterator[str]:
    """The feed's name of the post, the page's own, then where it was found."""
    if document.about:
        yield document.about
    asked = addresses.canonical(document.url)
    named = next(
        (addresses.canonical(link, document.url) for link in root.xpath("//link[@rel='canonical']/@href")), ""
    )
    # Some sites name their home page, or another site's copy, as the canonical form of every article.
    if named and addresses.site(named) == addresses.site(asked) and named != addresses.home(named):
        yield named
    if asked:
        yield asked


def _printed(root: html.HtmlElement, names: Iterable[str]) -> Iterator[str]:
    """What `<meta>` and `itemprop` say under one of `names`, in the order of the names."""
    for name in names:
        for element in root.xpath("//*[@property=$name or @name=$name or @itemprop=$name]", name=name):
            yield element.get("content") or element.get("datetime") or element.text or ""


def _clocks(root: html.HtmlElement) -> Iterator[str]:
    yield from root.xpath("//article//time/@datetime | //main//time/@datetime")
    yield from root.xpath("//time/@datetime")


def _first_time(printed: Iterable[str], document: Document) -> PrintedTime | None:
    found = (times.read(one, document.captured_at) for one in printed)
    return next((time for time in found if time is not None), None)


def _tags(root: html.HtmlElement, said: list[dict[str, object]]) -> Iterator[str]:
    """Tags a reader can see, else keywords meant for machines."""
    seen = [
        *_printed(root, ["article:tag"]),
        *(link.text_content() for link in root.xpath("//a[@rel='tag']")),
    ]
    seen = [markup.line(tag) for tag in seen]
    machine = [*_said(said, "keywords"), *_printed(root, _KEYWORDS)]
    split = [markup.line(tag) for keywords in machine for tag in keywords.split(",")]
    yield from dict.fromkeys(tag for tag in (seen if any(seen) else split) if tag)


def _said(said: list[dict[str, object]], name: str) -> Iterator[str]:
    """The texts that the page's JSON-LD gives under `name`."""
    for thing in said:
        value = thing.get(name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, str))


def _json_ld(root: html.HtmlElement) -> list[dict[str, object]]:
    """The things that the page's JSON-LD describes: articles first, other dated ones after them."""
    things: list[dict[str, object]] = []
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        try:
            things += _things(json.loads(script), _DEEPEST)
        except (
            ValueError,
            RecursionError,
        ):  # broken JSON in a script is common, and costs nothing but itself
            continue
    articles = [
        thing for thing in things if str(thing.get("@type", "")).strip("[]'").endswith(_ARTICLE_TYPES)
    ]
    return articles or [thing for thing in things if "datePublished" in thing]


def _things(found: object, deeper: int) -> Iterator[dict[str, object]]:
    if isinstance(found, dict):
        yield found
        children = list(found.values())
    else:
        children = found if isinstance(found, list) else []
    if deeper:
        for child in children:
            yield from _things(child, deeper - 1)
