"""The kind `telegram-preview`: https://t.me/s/<channel>, about twenty posts a page, oldest first.

Older posts stand at `?before=<number>`. The page's own link to them may be missing in mid-history, deleted
posts leave holes, and albums and service messages use up numbers: a page of fewer posts is no end. `parse`
therefore always names the page before the lowest number it saw; who asks decides whether it is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from aitys.errors import UnreadableSource
from aitys.sources.once import sort_out
from aitys.sources.telegram import blocks, marks, messages, names, words
from aitys.sources.telegram.blocks import Block
from aitys.sources.telegram.names import Numbered
from aitys.values.captures import Ask, Document, Purpose
from aitys.values.messages import ChannelSeen
from aitys.values.posts import Left, Post
from aitys.values.readings import CoveredNumbers, Parsed
from aitys.values.sources import Card, Route, RouteState

READER = "telegram-preview@1"
KEPT_SERVICE = ("renamed",)
"""Acts of a channel that are kept as posts; the others are left under "service"."""
_WHOLE = re.compile(rb"\s*(?:<!doctype|<html)", re.IGNORECASE)
_TAIL = 2000  # a comment of the server follows the end


def plan(route: Route, state: RouteState) -> tuple[Ask, ...]:
    """The newest page; older ones are named by `parse`."""
    return (state.ask(route.address),)


def parse(document: Document, card: Card) -> Parsed:
    """Every message of a page, or of the form that shows one (`?embed=1`), as a post or as left.

    Raises UnreadableSource: "preview-off", "not-a-channel", "no-posts-shown", "post-not-found", "cut-off", or
    "unreadable" for a page whose shape is not known.
    """
    tree = _tree(document, card.slug)
    _refuse_a_part(document.content, card.slug)
    found = blocks.read(tree)
    if not found:
        raise _nothing(tree, card.slug)
    posts, left = sort_out(_items(found, document))
    _refuse_a_changed_shape(posts, left, card.slug)
    return Parsed(
        READER, tuple(posts), tuple(left), older(found), covers=_covers(found), channel=_channel(tree, found)
    )


def channel(document: Document) -> ChannelSeen | None:
    """The channel that the page shows, under the name it has now; None where it shows none.

    Raises UnreadableSource where the address leads to the page of a channel without preview.
    """
    tree = _tree(document, document.url)
    return _channel(tree, blocks.read(tree))


def _channel(tree: LexborHTMLParser, read: list[Block]) -> ChannelSeen | None:
    found = [block for block in read if block.id]
    header = tree.css_first(".tgme_channel_info_header_username a")
    name = names.channel(header.attributes.get("href") or "") if header is not None else ""
    name = name or next((block.id.channel for block in found if block.id), "")
    if not name:
        return None
    title = tree.css_first(".tgme_channel_info_header_title")
    written = words.line(title) or _meta(tree, "og:title")
    return ChannelSeen(_channel_ids(found).get(name.lower()), name, written, _subscribers(tree))


def messages_of(document: Document) -> tuple[Post, ...]:
    """Every message of a page as read, those of service too; what `parse` chooses from."""
    found = blocks.read(_tree(document, document.url))
    ids = _channel_ids(found)
    return tuple(_post(block, block.id, ids, document) for block in found if block.id)


def older(found: list[Block]) -> tuple[Ask, ...]:
    """The page of the messages before the lowest of these; none before the first message."""
    told = [block.id for block in found if block.id]
    lowest = min(told, key=lambda id_: id_.number, default=None)
    if lowest is None or lowest.number <= 1 or lowest.channel.startswith("c/"):
        return ()
    return (Ask(names.page(lowest.channel, lowest.number), Purpose.ROUTE),)


def _covers(found: list[Block]) -> tuple[CoveredNumbers, ...]:
    """From the lowest to the highest number of a page nothing is left out, but for what is gone or hidden.

    The albums' own numbers lie between; one block that could not be read might be any.
    """
    told = [block.id for block in found if block.id]
    channels = {id_.channel.lower() for id_ in told}
    if len(told) < len(found) or len(channels) != 1 or told[0].channel.startswith("c/"):
        return ()
    numbers = [id_.number for id_ in told]
    prefix = names.by_name(channels.pop(), 0).removesuffix("0")
    return (CoveredNumbers(prefix, min(numbers), max(numbers)),)


def _tree(document: Document, subject: str) -> LexborHTMLParser:
    parts = urlsplit(document.url)
    if (parts.hostname or "") in names.HOSTS and parts.path.strip("/") and "/" not in parts.path.strip("/"):
        says = "its preview is switched off, restricted, or the channel is gone: t.me shows its door only"
        raise UnreadableSource(subject, says, name="preview-off")
    return words.tree(document.content, document.content_type)


def _refuse_a_part(content: bytes, subject: str) -> None:
    """The last post of a page that broke off may be half a post, and would be kept as an edit."""
    if not content.strip():
        raise UnreadableSource(subject, "an empty answer")
    if _WHOLE.match(content) and b"</html>" not in content[-_TAIL:].lower():
        raise UnreadableSource(subject, "the page breaks off in the middle", name="cut-off")


def _nothing(tree: LexborHTMLParser, subject: str) -> UnreadableSource:
    """Why a page shows no message."""
    if error := tree.css_first(".tgme_widget_message_error"):
        return UnreadableSource(subject, f"there is no such post: {words.line(error)}", name="post-not-found")
    if tree.css_first(".tme_no_messages_found"):
        says = "no posts are shown: there are none here, or t.me holds them back for a while"
        return UnreadableSource(subject, says, name="no-posts-shown")
    if tree.css_first(".tgme_channel_info"):
        says = "a channel's page with no post, and no word that there are none"
        return UnreadableSource(subject, says)
    says = "not a channel's page: a group, a person, a bot, a name that nobody has, or not from t.me at all"
    return UnreadableSource(subject, says, name="not-a-channel")


def _items(found: list[Block], document: Document) -> Iterator[Post | Left]:
    ids = _channel_ids(found)
    seen: set[str] = set()
    for block in sorted(found, key=_number):
        if block.id is None:
            yield Left(block.subject, "no-address")
            continue
        post = _post(block, block.id, ids, document)
        if seen.intersection(post.addresses):
            yield Left(post.addresses[0], "repeated")
            continue
        seen.update(post.addresses)
        yield _kept(post)


def _number(block: Block) -> int:
    return block.id.number if block.id else 0


def _post(block: Block, id_: Numbered, ids: dict[str, int], document: Document) -> Post:
    return messages.post(block, id_, ids.get(id_.channel.lower()), document.captured_at)


def _kept(post: Post) -> Post | Left:
    """A post without words is kept where something hangs on it: it may get words, or vanish."""
    message = post.message
    if message and message.service and message.service not in KEPT_SERVICE:
        return Left(post.addresses[0], "service")
    if not post.text and not (message and message.media):
        return Left(post.addresses[0], "no-text")
    return post


def _channel_ids(found: list[Block]) -> dict[str, int]:
    """The bare id of each channel on the page, by its name in lower case; not every block tells it."""
    told: dict[str, int] = {}
    for block in found:
        name = block.id.channel.lower() if block.id else ""
        if block.id and name not in told and (bare := marks.channel_id(block.view, block.id.number)):
            told[name] = bare
    return told


def _refuse_a_changed_shape(posts: list[Post], left: list[Left], subject: str) -> None:
    """Blocks of which not one can be read are a page that was rearranged, never a day without posts."""
    reasons = {item.reason for item in left}
    if not posts and reasons and reasons <= {"no-address", "no-text"}:
        says = f"{len(left)} posts on the page and not one with words or anything else: its shape has changed"
        raise UnreadableSource(subject, says)


def _subscribers(tree: LexborHTMLParser) -> int | None:
    for counter in tree.css(".tgme_channel_info_counter"):
        kind, value = counter.css_first(".counter_type"), counter.css_first(".counter_value")
        if value is not None and words.line(kind).startswith("subscriber"):
            return marks.count(words.line(value))
    return None


def _meta(tree: LexborHTMLParser, property_: str) -> str:
    node = tree.css_first(f'meta[property="{property_}"]')
    return " ".join((node.attributes.get("content") or "").split()) if node is not None else ""
