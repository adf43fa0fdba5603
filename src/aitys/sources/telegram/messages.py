"""One message block as a post."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from selectolax.lexbor import LexborNode

from aitys.sources import times
from aitys.sources.telegram import marks, names, words
from aitys.sources.telegram.blocks import Block
from aitys.sources.telegram.names import Numbered
from aitys.values.messages import Forward, Media, MediaKind, Message
from aitys.values.posts import Post, PostKind, PrintedTime

_EARLIEST = datetime(2013, 8, 14, tzinfo=UTC)  # the day Telegram began
MOST_MEDIA = 40
LONGEST_TITLE = 500
_LONGEST_ALBUM = 20  # Telegram lets ten things be one album; their numbers follow one another
_SERVICE = (
    (re.compile(r"Channel created"), "created"),
    (re.compile(r"Channel name was changed"), "renamed"),
    (re.compile(r"Channel photo|Channel video"), "photo"),
    (re.compile(r"\bpinned\b"), "pinned"),
)
_PLAYERS = {
    "tgme_widget_message_photo_wrap": MediaKind.PHOTO,
    "tgme_widget_message_video_player": MediaKind.VIDEO,
    "tgme_widget_message_roundvideo_player": MediaKind.ROUND_VIDEO,
    "tgme_widget_message_voice_player": MediaKind.VOICE,
    "tgme_widget_message_document_wrap": MediaKind.DOCUMENT,
    "tgme_widget_message_location_wrap": MediaKind.LOCATION,
    "tgme_widget_message_sticker_wrap": MediaKind.STICKER,
    "tgme_widget_message_videosticker_wrap": MediaKind.STICKER,
    "tgme_widget_message_poll": MediaKind.POLL,
}
_HASHTAG = "?q=%23"
_QUESTION = ".tgme_widget_message_poll_question"
_PLAYED = ".message_video_play,.message_video_duration"


def post(block: Block, id_: Numbered, channel_id: int | None, captured_at: datetime) -> Post:
    """The post of `block`, whose message is `id_`; `channel_id` is None where the page does not tell it.

    Service messages come too, with `message.service` set. A post may be without words: then something hangs
    on it, or nothing was found at all.
    """
    said = _said(block)
    media = tuple(_media(block))
    polls = [text for text in map(_poll_words, block.all("media")) if text]
    text = "\n\n".join((said, *polls) if said else polls)
    if not text and not media and "unsupported" in block.parts:
        media = (Media(MediaKind.UNSUPPORTED),)
    tags, links = _tags_and_links(block)
    album = tuple(_album(block, id_))
    message = Message(
        number=id_.number,
        channel_id=channel_id,
        channel_name=id_.channel,
        album=album,
        forward=_forward(block),
        reply_to=_reply_to(block, id_, channel_id),
        media=(*media, *_links(block, links))[:MOST_MEDIA],
        views=_views(block),
        reactions=tuple(_reactions(block)),
        is_edited=_is_edited(block),
        service=_service(text) if block.is_service else "",
    )
    return Post(
        addresses=addresses(id_.channel, channel_id, (id_.number, *album)),
        url=f"https://t.me/{id_.channel}/{id_.number}",
        text=text,
        tags=tuple(tags),
        posted=_posted(block, captured_at),
        kind=PostKind.MESSAGE,
        message=message,
    )


def addresses(name: str, channel_id: int | None, numbers: Iterable[int]) -> tuple[str, ...]:
    """All addresses of a post with these numbers, strongest first; `name` may be empty."""
    told = tuple(numbers)
    by_id = [names.by_id(channel_id, number) for number in told] if channel_id is not None else []
    return (*by_id, *(names.by_name(name, number) for number in told if name))


def _said(block: Block) -> str:
    """The first text that says something: a page of which parts were lost may give a message two."""
    for node in block.all("text"):
        if text := words.read(node):
            return text
    return ""


def _tags_and_links(block: Block) -> tuple[dict[str, None], dict[str, None]]:
    """What the words link to: the channel's own search for a hashtag, or a page. Each once, in order."""
    tags: dict[str, None] = {}
    links: dict[str, None] = {}
    for node in block.all("a"):
        href = node.attributes.get("href") or ""
        if not href.startswith(_HASHTAG):
            links[words.kept(href)] = None
        elif tag := words.tag(node):
            tags[tag] = None
    links.pop("", None)
    return tags, links


def _posted(block: Block, captured_at: datetime) -> PrintedTime | None:
    node = block.first("time")
    printed = (node.attributes.get("datetime") or "") if node is not None else ""
    if printed.endswith("+00:00"):  # as every page prints it; `times` knows the rest, at four times the cost
        try:
            at = datetime.fromisoformat(printed)
        except ValueError:
            return None
        if _EARLIEST <= at <= captured_at:
            return PrintedTime(at, "+00:00")
    return times.read(printed, captured_at)


def _views(block: Block) -> int | None:
    node = block.first("views")
    return marks.count(node.text()) if node is not None else None


def _is_edited(block: Block) -> bool:
    """The word stands beside the signature, never in it: a signature may say anything."""
    node = block.first("meta")
    return node is not None and "edited" in node.text(deep=False)


def _service(text: str) -> str:
    return next((act for shape, act in _SERVICE if shape.search(text)), "other")


def _forward(block: Block) -> Forward | None:
    """A link to a message is a channel's; one to a name may be a person's, and who hides has none."""
    node = block.first("forward")
    if node is None:
        return None
    named = node.css_first(".tgme_widget_message_forwarded_from_name")
    original = names.message(named.attributes.get("href") or "") if named is not None else None
    if original is None:
        return Forward(is_hidden=True)
    return Forward(words.line(named)[:LONGEST_TITLE], original.address)


def _reply_to(block: Block, id_: Numbered, channel_id: int | None) -> str:
    node = block.first("reply")
    answered = names.message(node.attributes.get("href") or "") if node is not None else None
    if answered is None:
        return ""
    is_own = answered.channel.lower() == id_.channel.lower()
    if is_own and channel_id is not None:
        return names.by_id(channel_id, answered.number)
    return answered.address


def _reactions(block: Block) -> Iterator[tuple[str, int]]:
    for row in block.all("reactions"):
        pieces = row.text(separator="\n", strip=True).split("\n")
        emoji, counts = pieces[::2], [marks.count(piece) for piece in pieces[1::2]]
        if len(emoji) == len(counts) and None not in counts and not any(map(marks.count, emoji)):
            yield from zip(emoji, filter(None, counts), strict=False)
        else:
            yield from filter(None, map(_reaction, row.css(".tgme_reaction")))


def _reaction(node: LexborNode) -> tuple[str, int] | None:
    """One of a row in which some have no emoji: stars that were paid, or a picture with a number."""
    is_paid = "tgme_reaction_paid" in (node.attributes.get("class") or "")
    emoji = node.css_first("tg-emoji")
    emoji_id = (emoji.attributes.get("emoji-id") or "") if emoji is not None else ""
    return marks.reaction(node.text(), is_paid=is_paid, emoji_id=emoji_id)


def _album(block: Block, id_: Numbered) -> Iterator[int]:
    """The numbers of the other things of an album, by their links ("…/84?single")."""
    seen = {id_.number}
    for node in block.all("media"):
        part = names.message(node.attributes.get("href") or "")
        if part is None or part.channel.lower() != id_.channel.lower() or part.number in seen:
            continue
        if "grouped_media_wrap" in (node.attributes.get("class") or "") and _is_near(part.number, id_.number):
            seen.add(part.number)
            yield part.number


def _is_near(number: int, other: int) -> bool:
    return abs(number - other) <= _LONGEST_ALBUM


def _media(block: Block) -> Iterator[Media]:
    """What hangs on the message. Addresses of pictures and videos expire, so none is kept: a thing of an
    album has its own message, a place has its map.
    """
    for node in block.all("media"):
        classes = (node.attributes.get("class") or "").split()
        kind = next(_PLAYERS[name] for name in classes if name in _PLAYERS)
        href = node.attributes.get("href") or ""
        if kind is MediaKind.VIDEO and node.css_first(_PLAYED) is None:
            yield Media(MediaKind.ANIMATION)  # a moving picture without sound starts by itself
        elif kind is MediaKind.DOCUMENT:
            yield _document(node)
        elif kind is MediaKind.POLL:
            yield Media(kind, words.line(node.css_first(_QUESTION))[:LONGEST_TITLE])
        elif kind is MediaKind.LOCATION:
            yield Media(kind, url=words.kept(href))
        else:
            yield Media(kind, url=_own_place(href, classes))


def _own_place(href: str, classes: list[str]) -> str:
    part = names.message(href) if "grouped_media_wrap" in classes else None
    return part.address if part else ""


def _document(node: LexborNode) -> Media:
    icon = node.css_first(".tgme_widget_message_document_icon")
    is_audio = icon is not None and "audio" in (icon.attributes.get("class") or "").split()
    title = words.line(node.css_first(".tgme_widget_message_document_title"))[:LONGEST_TITLE]
    return Media(MediaKind.AUDIO if is_audio else MediaKind.DOCUMENT, title)


def _poll_words(node: LexborNode) -> str:
    """Question and options: the words of a poll are the post's. Who voted for what changes, and is not."""
    if "tgme_widget_message_poll" not in (node.attributes.get("class") or "").split():
        return ""
    question = words.line(node.css_first(_QUESTION))
    options = [words.line(option) for option in node.css(".tgme_widget_message_poll_option_text")]
    return poll_text(question, options)


def poll_text(question: str, options: Iterable[str]) -> str:
    """A poll as words: the question, and below it a line for each option."""
    return "\n\n".join(part for part in (question, "\n".join(filter(None, options))) if part)


def _links(block: Block, links: Iterable[str]) -> Iterator[Media]:
    """The page that is shown below the words, with its title, then the addresses in the words."""
    titled: dict[str, str] = {}
    for node in block.all("preview"):
        if url := words.kept(node.attributes.get("href") or ""):
            titled[url] = words.line(node.css_first(".link_preview_title"))[:LONGEST_TITLE]
    for url in dict.fromkeys((*titled, *links)):
        yield Media(MediaKind.LINK, titled.get(url, ""), url)
