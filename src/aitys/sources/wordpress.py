"""The kind `wordpress`: whole posts by the REST interface that WordPress has since 4.7.

The interface takes tags and categories by number only. A route that names one by its slug is planned as a
look-up, and the answer to that asks for the posts. Authors are not asked for: their records are accounts of
persons, with a digest of their mail address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from lxml import html

from aitys.errors import UnreadableSource
from aitys.sources import addresses, charsets, limits, markup, times
from aitys.sources.once import sort_out
from aitys.values.captures import Ask, Document, Purpose
from aitys.values.posts import Left, Post, PrintedTime
from aitys.values.readings import CoveredTimes, Parsed
from aitys.values.sources import Card, Route, RouteState

READER = "wordpress@1"

REST_CLOSED = "rest-closed"
NO_REST = "no-rest"
NO_SUCH_TERM = "no-such-term"
FALL_BACK = frozenset(
    (REST_CLOSED, NO_REST, "robots", "http-401", "http-403", "http-404", "http-405", "http-410")
)
"""Errors after which the site's feed is worth asking instead: `feed_of` says where."""

PER_PAGE = 50
_PER_PAGE_OF_WORDPRESS = 10
_FIELDS = (
    "id,link,guid,date,date_gmt,modified,modified_gmt,status,title,content,excerpt,lang,_links,_embedded"
)
_TERM_FIELDS = "id,slug,name,link"
_TERMS = ("tags", "categories")
_IDS = re.compile(r"\d+(,\d+)*")
_IN_PATH = re.compile(r"/(tag|category)/(.+?)(?:/page/\d+)?/*$")
_OF_PATH = {"tag": "tags", "category": "categories"}
_REST = re.compile(r"/wp/v2/(posts|tags|categories)(?:/(\d+))?/*$")
_FEED_BY_ID = {"tags": "tag_id", "categories": "cat"}
_FEED_BY_SLUG = {"tags": "tag", "categories": "category_name"}
_MORE = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…)\s*$")
_JSON_START = re.compile(r'\[\s*\{\s*"|\{\s*"code"')
# A PHP notice before the answer is this long at most.
_JUNK_BEFORE = 8192
_FARTHEST = timedelta(hours=14)
_QUARTER = timedelta(minutes=15)

_Row = dict[str, object]


def plan(route: Route, state: RouteState) -> tuple[Ask, ...]:
    """The newest posts; where the route's address names a tag or a category by its slug, its number first.

    The address is the site's, that of one of its `/tag/…/` or `/category/…/` pages, or one of the interface.
    """
    return (state.ask(_first(route.address)),)


def parse(document: Document, card: Card) -> Parsed:
    """A page of posts, or the look-up of a tag; `asks` are the next older page, or the posts of the tag.

    Raises UnreadableSource, under one of the names in `FALL_BACK` where the site does not let itself be read
    in this way.
    """
    found = _json(document, card.slug)
    if isinstance(found, dict):
        return _of_error(found, document, card.slug)
    if not isinstance(found, list):
        raise UnreadableSource(card.slug, "JSON, but no list of WordPress posts", name=NO_REST)
    if _resource(document.url) in _TERMS:
        return _looked_up(found, document, card.slug)
    return _posts(found, document, card)


def find(document: Document) -> str:
    """The address by which the interface gives what a WordPress page shows; empty if the page names none.

    A page of a tag or a category names it by its number.
    """
    root = markup.page(document)
    if root is None:
        return ""
    for link in _links(root, "alternate", document.url):
        name, number = _named(link)
        if number and name in _TERMS:
            return _with(link, "posts", {name: number})
    # The interface may be "https://…/wp-json/" or, where addresses are plain, "https://…/?rest_route=/".
    api = next(_links(root, "https://api.w.org/", document.url), "")
    return f"{api.rstrip('/')}/wp/v2/posts" if api else ""


def feed_of(address: str) -> str:
    """Where WordPress has the feed of the same posts, for when its interface is closed."""
    asked = _first(address)
    parts = urlsplit(asked)
    home = urlunsplit((parts.scheme, parts.netloc, parts.path.partition("wp-json/")[0], "", ""))
    query = _query(asked)
    name = _resource(asked)
    if name in _TERMS:
        return f"{home}?{urlencode({_FEED_BY_SLUG[name]: query['slug'], 'feed': 'rss2'})}"
    chosen = {_FEED_BY_ID[term]: query[term] for term in _TERMS if term in query}
    return f"{home}?{urlencode({**chosen, 'feed': 'rss2'})}" if chosen else f"{home}feed/"


def _first(address: str) -> str:
    """What is asked first for a route of this address."""
    name, number = _named(address)
    if not name:
        address = _of_site(address)
    query = _query(address)
    if name in _TERMS and (one := number or query.pop("slug", "")):
        query[name] = one
    for term in _TERMS:
        if term in query and not _IDS.fullmatch(query[term]):
            slug = query.pop(term)
            return _with(address, term, {"slug": slug, "_fields": _TERM_FIELDS, **query})
    query = {"per_page": str(PER_PAGE), "orderby": "date", **query}
    return _with(address, "posts", {**query, "_fields": _FIELDS, "_embed": "wp:term"})


def _of_site(address: str) -> str:
    """The interface's address for a site, or for the page of one of its tags or categories."""
    parts = urlsplit(address)
    page = _IN_PATH.search(parts.path)
    folder = parts.path[: page.start()] if page else parts.path
    posts = urlunsplit((parts.scheme, parts.netloc, f"{folder.rstrip('/')}/wp-json/wp/v2/posts", "", ""))
    if page is None:
        return posts
    # A category below another is known by its own, last name.
    slug = unquote(page[2].rpartition("/")[2])
    return f"{posts}?{urlencode({_OF_PATH[page[1]]: slug})}"


def _named(url: str) -> tuple[str, str]:
    """What of the interface `url` names, with its number where it has one: ("tags", "77"), ("posts", "")."""
    found = _REST.search(_query(url).get("rest_route") or urlsplit(url).path)
    return (found[1], found[2] or "") if found else ("", "")


def _resource(url: str) -> str:
    return _named(url)[0]


def _query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def _with(url: str, name: str, query: dict[str, str]) -> str:
    """The address of another part of the same interface, with this query."""
    parts = urlsplit(url)
    here = _query(url).get("rest_route")
    asked = {key: value for key, value in query.items() if key != "rest_route"}
    if here is not None:
        asked = {"rest_route": _REST.sub(f"/wp/v2/{name}", here), **asked}
    path = parts.path if here is not None else _REST.sub(f"/wp/v2/{name}", parts.path)
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(asked, safe=",:/"), ""))


def _links(root: html.HtmlElement, rel: str, base: str) -> Iterator[str]:
    """Links of this kind to addresses of the page's own site."""
    for href in root.xpath("//link[@rel=$rel]/@href", rel=rel):
        link = addresses.absolute(href, base)
        if link and addresses.site(link) == addresses.site(base):
            yield link


def _json(document: Document, subject: str) -> object:
    text = charsets.decode(document.content, document.content_type).lstrip("\ufeff \t\r\n\0")
    if not text.startswith(("[", "{")):
        start = _JSON_START.search(text, 0, _JUNK_BEFORE)
        if start is None:
            what = "an HTML page" if "<" in text[:200] else "plain text" if text else "an empty answer"
            raise UnreadableSource(subject, f"{what}, not the REST interface of WordPress", name=NO_REST)
        text = text[start.start() :]
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(subject, "JSON that is broken or cut off") from error


def _of_error(found: _Row, document: Document, subject: str) -> Parsed:
    """An error of the interface, which some shields send with status 200."""
    code = _text(found, "code")
    if not code:
        raise UnreadableSource(subject, "JSON, but no list of WordPress posts", name=NO_REST)
    if code == "rest_post_invalid_page_number":
        return Parsed(READER, left=(Left(document.url, "past-the-end"),))
    data = found.get("data")
    status = data.get("status") if isinstance(data, dict) else None
    says = f"WordPress answers {code[:80]}: {markup.line(_text(found, 'message'))[:200]}"
    if code == "rest_no_route" or status == 404:
        raise UnreadableSource(subject, says, name=NO_REST)
    if status in (401, 403) or code in ("rest_cannot_access", "rest_forbidden", "rest_disabled"):
        raise UnreadableSource(subject, says, name=REST_CLOSED)
    raise UnreadableSource(subject, says)


def _looked_up(found: list[object], document: Document, subject: str) -> Parsed:
    """The number of a tag or a category, and with it the ask for its posts."""
    query, name = _query(document.url), _resource(document.url)
    slug = query.pop("slug", "")
    terms = [row for row in found if isinstance(row, dict) and isinstance(row.get("id"), int)]
    if not terms:
        says = f"WordPress has no «{slug[:80]}» among its {name}; correct the route's address"
        raise UnreadableSource(subject, says, name=NO_SUCH_TERM)
    numbers = ",".join(str(row["id"]) for row in terms[:10])
    kept = {key: value for key, value in query.items() if key not in ("_fields", "rest_route")}
    posts = _with(document.url, "posts", {**kept, name: numbers})
    left = tuple(Left(_line(row, "slug") or str(row["id"]), "looked-up") for row in terms)
    return Parsed(READER, left=left, asks=(Ask(_first(posts)),))


def _posts(found: list[object], document: Document, card: Card) -> Parsed:
    posts, left = sort_out(
        _item(row, document, card.slug) if isinstance(row, dict) else Left(f"item {number}", "no-post")
        for number, row in enumerate(found, 1)
    )
    if not found and _page(document.url) > 1:
        left.append(Left(document.url, "past-the-end"))
    pages = _pages(posts, found) if card.follow_pages else ()
    asks = (*pages, *_older(document.url, len(found)))
    return Parsed(READER, tuple(posts), tuple(left), asks, covers=_covers(posts, left, document.url))


def _covers(posts: list[Post], left: list[Left], url: str) -> tuple[CoveredTimes, ...]:
    """Between its first and its last post a page sorted by date leaves nothing out.

    An item that could not be read might be any of them.
    """
    times = sorted(post.posted.at for post in posts if post.posted)
    is_by_date = _query(url).get("orderby", "date") == "date"
    is_whole = len(times) == len(posts) and all(item.reason == "repeated" for item in left)
    return (CoveredTimes(times[0], times[-1]),) if is_by_date and is_whole and len(times) > 1 else ()


def _older(url: str, count: int) -> Iterator[Ask]:
    """The page after this one, if this one is full. A full last page is followed by one past the end."""
    written = _query(url).get("per_page", "")
    per_page = int(written) if written.isdecimal() and len(written) < 4 else _PER_PAGE_OF_WORDPRESS
    if 0 < per_page <= count:
        yield Ask(_with(url, "posts", {**_query(url), "page": str(_page(url) + 1)}))


def _page(url: str) -> int:
    written = _query(url).get("page", "")
    return int(written) if written.isdecimal() and len(written) < 7 else 1


def _pages(posts: list[Post], found: list[object]) -> Iterator[Ask]:
    """The article behind a post of which the interface gives an excerpt only."""
    cut = {
        addresses.canonical(_text(row, "link"))
        for row in found
        if isinstance(row, dict) and not _rendered(row, "content")
    }
    for post in posts:
        if post.url and addresses.canonical(post.url) in cut:
            yield Ask(post.url, Purpose.PAGE, about=post.addresses[0])


def _item(row: _Row, document: Document, slug: str) -> Post | Left:
    title = markup.line(_rendered(row, "title"))
    names = tuple(_addresses(row, document.url, slug))
    if not names:
        return Left(title or f"post {_text(row, 'id') or '?'}", "no-address")
    if _text(row, "status") not in ("publish", ""):
        return Left(names[0], "not-published")
    content = row.get("content")
    if isinstance(content, dict) and content.get("protected") is True:
        return Left(names[0], "protected")
    text = markup.text(_rendered(row, "content")) or _MORE.sub("", markup.text(_rendered(row, "excerpt")))
    if not title and not text:
        return Left(names[0], "no-text")
    return limits.bounded(_post(row, names, title, text, document))


def _post(row: _Row, names: tuple[str, ...], title: str, text: str, document: Document) -> Post:
    posted = _time(row, "date", document.captured_at)
    edited = _time(row, "modified", document.captured_at)
    return Post(
        addresses=names,
        url=addresses.absolute(_text(row, "link"), document.url),
        title=title,
        text=text,
        tags=tuple(dict.fromkeys(_terms(row))),
        language=_line(row, "lang"),
        posted=posted,
        # A post that waited for its hour was last changed before it was published.
        edited=edited if posted and edited and edited.at > posted.at else None,
    )


def _addresses(row: _Row, base: str, slug: str) -> Iterator[str]:
    """Its link, and the guid under which the site's feed names it."""
    link = addresses.canonical(_text(row, "link"), base)
    if link and link != addresses.home(link):
        yield link
    if guid := markup.line(_rendered(row, "guid")):
        yield f"guid:{slug}/{guid}"


def _terms(row: _Row) -> Iterator[str]:
    """Names of categories and tags, which only the embedded records give."""
    embedded = row.get("_embedded")
    groups = embedded.get("wp:term") if isinstance(embedded, dict) else None
    for group in groups if isinstance(groups, list) else []:
        for term in group if isinstance(group, list) else []:
            known = isinstance(term, dict) and term.get("taxonomy") in ("category", "post_tag")
            if known and (name := markup.line(_text(term, "name"))):
                yield name


def _time(row: _Row, name: str, captured_at: datetime) -> PrintedTime | None:
    """`date_gmt` is the moment; beside the site's own clock in `date` it prints the site's offset too.

    Without it `date` has no zone, and is a guess.
    """
    local, gmt = _clock(row, name), _clock(row, f"{name}_gmt")
    if gmt is None:
        return times.read(_text(row, name), captured_at)
    away = local - gmt if local is not None else timedelta()
    if abs(away) > _FARTHEST or away % _QUARTER:
        away = timedelta()
    try:
        return times.read((gmt + away).replace(tzinfo=timezone(away)).isoformat(), captured_at)
    except OverflowError:  # the year 1 or 9999
        return None


def _clock(row: _Row, name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_text(row, name)).replace(tzinfo=None)
    except ValueError:  # "0000-00-00T00:00:00" is how WordPress writes a date it does not have
        return None


def _rendered(row: _Row, name: str) -> str:
    part = row.get(name)
    return _text(part, "rendered") if isinstance(part, dict) else ""


def _line(row: _Row, name: str) -> str:
    return markup.single(_text(row, name))


def _text(row: _Row, name: str) -> str:
    value = row.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
