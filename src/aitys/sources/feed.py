"""The kind `feed`: one document, many posts. What it was and how it is read: feed_entries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from aitys.sources import addresses, feed_entries, limits, markup, times
from aitys.sources.feed_entries import Entry, Feed
from aitys.sources.once import sort_out
from aitys.values.captures import Ask, Document, Purpose
from aitys.values.posts import Left, Post
from aitys.values.readings import Parsed
from aitys.values.sources import Card, Route, RouteState

READER = "feed@2"
_MAIL = re.compile(r"[(<]?(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}[)>]?|[()]")


def plan(route: Route, state: RouteState) -> tuple[Ask, ...]:
    """The feed itself, with the marks of its last answer, so that an unchanged one costs nothing."""
    return (state.ask(route.address),)


def parse(document: Document, card: Card) -> Parsed:
    """Every item of the feed as a post or as left; raises UnreadableSource when `document` is no feed."""
    return posts(feed_entries.read(document, card.slug), document, card)


def posts(feed: Feed, document: Document, card: Card) -> Parsed:
    """Every entry of `feed`, which is what `document` says, as a post or as left."""
    kept, left = sort_out(_items(feed, document, card))
    return Parsed(READER, tuple(kept), tuple(left), tuple(_pages(kept)) if card.follow_pages else ())


def _items(feed: Feed, document: Document, card: Card) -> Iterator[Post | Left]:
    links = [addresses.canonical(entry.link, document.url) for entry in feed.entries]
    shared = _shared_links(feed, links, document, card)
    for number, (entry, link) in enumerate(zip(feed.entries, links, strict=True), 1):
        names = tuple(_addresses(entry, "" if link in shared else link, card.slug, shared))
        yield _post(entry, names, feed.language, document, number)


def _shared_links(feed: Feed, links: list[str], document: Document, card: Card) -> set[str]:
    """Links that name no post: the site's own, and those that stand in entries which differ."""
    entries: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for entry, link in zip(feed.entries, links, strict=True):
        entries[link].add((entry.id, entry.title))
    shared = {link for link, named in entries.items() if len(named) > 1}
    return shared | {
        addresses.canonical(own, document.url) for own in (feed.homepage, card.homepage, document.url)
    }


def _addresses(entry: Entry, link: str, slug: str, shared: set[str]) -> Iterator[str]:
    """The link, if it is the entry's own, and what its id says."""
    if link:
        yield link
    guid = markup.line(entry.id)
    if not guid:
        return
    yield f"guid:{slug}/{guid}"
    as_link = addresses.canonical(guid) if entry.id_is_link else ""
    if as_link and as_link != link and as_link not in shared:
        yield as_link


def _post(
    entry: Entry, names: tuple[str, ...], language: str, document: Document, number: int
) -> Post | Left:
    title = _title(entry)
    if not names:
        return Left(title or f"item {number}", "no-address")
    text = max(_text(entry, "summary", entry.summary), _text(entry, "content", entry.content), key=len)
    if not title and not text:
        return Left(names[0], "no-text")
    posted = times.read(entry.published, document.captured_at)
    updated = times.read(entry.updated, document.captured_at)
    post = Post(
        addresses=names,
        url=addresses.absolute(entry.link, document.url)
        or (addresses.absolute(entry.id) if entry.id_is_link else ""),
        title=title,
        text=text,
        byline=byline(entry.author),
        tags=tuple(tag for term in entry.tags if (tag := markup.line(term))),
        language=markup.line(entry.language or language),
        posted=posted or updated,
        edited=updated if posted and updated and updated.at != posted.at else None,
    )
    return limits.bounded(post)


def _title(entry: Entry) -> str:
    """RSS has titles of text by its word and of HTML by habit; Atom and JSON Feed say what theirs are."""
    return " ".join(markup.words(entry.title).split()) if "title" in entry.plain else markup.line(entry.title)


def _text(entry: Entry, part: str, written: str) -> str:
    """Longer texts are often HTML though nobody declares it, as text is what Atom takes for granted."""
    is_text = part in entry.plain and not markup.is_html(written)
    return markup.words(written) if is_text else markup.text(written)


def byline(author: str) -> str:
    """The name of "me@outlet.example (Name)" and its likes; the mail address only where there is no more."""
    written = markup.line(author)
    if not any(mark in written for mark in "@()"):
        return written
    return " ".join(_MAIL.sub(" ", written).split()) or written


def _pages(posts: list[Post]) -> Iterator[Ask]:
    """The article behind each post, where its link is its own."""
    for post in posts:
        if post.url and limits.address(addresses.canonical(post.url)) in post.addresses:
            yield Ask(post.url, Purpose.PAGE, about=post.addresses[0])
