"""The test kit for kinds of source, ours and anybody's: what is wrong with one, in sentences.

from aitys.sources import contract
assert contract.problems(MY_KIND, contract.Sample(document, card, items=20)) == []
for damaged in contract.damaged(document):
    assert contract.problems(MY_KIND, contract.Sample(damaged, card)) == []
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC

from aitys.errors import UnreadableSource
from aitys.sources.kinds import Kind
from aitys.values.captures import Ask, Document
from aitys.values.posts import Left, Post, PrintedTime
from aitys.values.readings import Parsed
from aitys.values.sources import Card, Route, RouteState

_READER = re.compile(r"[a-z][a-z0-9_-]*@\d+")
_REASON = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sample:
    """A document to try a kind on; `items` is how many it holds, None where nobody knows."""

    document: Document
    card: Card
    items: int | None = None


def problems(kind: Kind, sample: Sample) -> list[str]:
    """Where `kind` breaks the contract on this sample; a refusal by UnreadableSource is no problem."""
    try:
        first = kind.parse(sample.document, sample.card)
        second = kind.parse(sample.document, sample.card)
    except UnreadableSource:
        return [] if sample.items is None else ["refuses a document that it must read"]
    except Exception as error:  # noqa: BLE001 - whatever a kind raises is what is looked for
        return [f"raises {type(error).__name__}: {error}"]
    found = [] if first == second else ["reads one document in two ways"]
    return [*found, *_of_parsed(kind, first, sample.items)]


def plan_problems(kind: Kind, route: Route, state: RouteState) -> list[str]:
    """Where the plan of `kind` breaks the contract for this route."""
    first, second = kind.plan(route, state), kind.plan(route, state)
    found = [] if first == second else ["plans one route in two ways"]
    found += [] if first else ["plans nothing"]
    return [*found, *(problem for ask in first for problem in _of_ask(ask))]


def damaged(document: Document, seed: int = 1) -> Iterator[Document]:
    """The document cut off, doubled, with flipped, lost and foreign bytes, and none of it: forty in all."""
    chance = random.Random(seed)  # noqa: S311 - the same damage every time is the point
    content = document.content
    yield from (replace(document, content=body) for body in (b"", b"\0", content + content, content.upper()))
    for _ in range(12):
        at, to = sorted(chance.randrange(len(content) + 1) for _ in range(2))
        noise = chance.randbytes(to - at)
        for body in (content[:at], content[:at] + noise + content[to:], content[:at] + content[to:]):
            yield replace(document, content=body)


def _of_parsed(kind: Kind, parsed: Parsed, items: int | None) -> Iterator[str]:
    if not _READER.fullmatch(kind.reader):
        yield f"its reader {kind.reader!r} is not name@version"
    if parsed.reader != kind.reader:
        yield f"signs as {parsed.reader!r}, not as {kind.reader!r}"
    if items is not None and len(parsed.posts) + len(parsed.left) != items:
        yield f"accounts for {len(parsed.posts)} posts and {len(parsed.left)} left of {items} items"
    seen: set[str] = set()
    for post in parsed.posts:
        yield from _of_post(post)
        if seen.intersection(post.addresses):
            yield f"gives {post.addresses[0]} twice"
        seen.update(post.addresses)
    yield from (problem for left in parsed.left for problem in _of_left(left))
    yield from (problem for ask in parsed.asks for problem in _of_ask(ask))


def _of_post(post: Post) -> Iterator[str]:
    if not post.addresses or not all(post.addresses):
        yield f"gives a post without an address: {post.title!r}"
    if not post.title and not post.text and not (post.message and post.message.media):
        yield f"gives a post without words: {post.addresses}"
    for words in (*post.addresses, post.url, post.title, post.text, post.byline, *post.tags, post.language):
        if _FORBIDDEN.search(words):
            yield f"lets NUL or lone surrogates through in {post.addresses}"
    for time in (post.posted, post.edited):
        yield from _of_time(time)


def _of_time(time: PrintedTime | None) -> Iterator[str]:
    if time is not None and time.at.tzinfo is not UTC:
        yield f"gives a time that is not in UTC: {time.at!r}"
    if time is not None and not time.offset and not time.guessed:
        yield f"gives a time without a printed zone that it does not call guessed: {time.at!r}"


def _of_left(left: Left) -> Iterator[str]:
    if not left.subject or not _REASON.fullmatch(left.reason):
        yield f"leaves {left.subject!r} under {left.reason!r}, which is no reason to count"


def _of_ask(ask: Ask) -> Iterator[str]:
    if not ask.url.startswith(("http://", "https://")):
        yield f"asks {ask.url!r}"
