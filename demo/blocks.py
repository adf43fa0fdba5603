"""One message of a channel in the markup of t.me's preview."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import UTC, timedelta
from decimal import Decimal

from demo.attached import escaped, link, media, poll
from demo.channels import HIDDEN, Channel, Message
from demo.rounds import ROUNDS

_MENTION = re.compile(r"(?<![\w/])@(\w{4,32})", re.ASCII)
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?")
_REACTION = re.compile(r"(\S+?)(\d+)")
_LONGEST_QUOTE = 120
# How much of its last views a fresh message has in each round.
_GROWTH = {1: Decimal("0.6"), 2: Decimal("0.8"), 3: Decimal(1)}
_FRESH = timedelta(days=3)


class Quotable:
    """Texts and titles of all channels in a round, for what quotes, forwards or pins them."""

    def __init__(self, channels: list[Channel], number: int) -> None:
        self._titles = {
            channel.name: (channel.name_in(number), channel.title_in(number)) for channel in channels
        }
        self._texts = {
            (channel.name, message.number): message.text_in(number)
            for channel in channels
            for message in channel.post
            if message.is_there(number)
        }

    def title(self, name: str) -> tuple[str, str]:
        """The name and the title that a channel has now."""
        return self._titles[name]

    def quote(self, name: str, number: int) -> str:
        """The beginning of a message on one line; empty for one without words."""
        line = " ".join(self._texts.get((name, number), "").split())
        return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()}…"


def printed(text: str) -> str:
    """A text with its line ends, mentions and emoji in markup."""
    linked = _MENTION.sub(r'<a href="https://t.me/\1" target="_blank">@\1</a>', escaped(text))
    return _EMOJI.sub(lambda found: _emoji(found[0]), linked).replace("\n", "<br/>")


def _emoji(sign: str) -> str:
    hex_ = sign.encode().hex().upper()
    image = f"background-image:url('//telegram.org/img/emoji/40/{hex_}.png')"
    return f'<i class="emoji" style="{image}"><b>{sign}</b></i>'


def block(channel: Channel, message: Message, number: int, texts: Quotable) -> str:
    """The whole block of one message in a round."""
    name, title = channel.name_in(number), channel.title_in(number)
    classes = "tgme_widget_message text_not_supported_wrap" + " service_message" * bool(message.service)
    inner = "\n".join(filter(None, _parts(channel, message, number, texts)))
    link = f'class="tgme_widget_message_owner_name" href="https://t.me/{name}"'
    owner = f'<a {link}><span dir="auto">{escaped(title)}</span></a>'
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f'<div class="{classes} js-widget_message" data-post="{name}/{message.number}" '
        f'data-view="{_view(channel, message, number)}">'
        '<div class="tgme_widget_message_bubble">\n'
        f'<div class="tgme_widget_message_author accent_color">{owner}</div>\n'
        f"{inner}\n</div></div></div>\n"
    )


def _view(channel: Channel, message: Message, number: int) -> str:
    """Base64url JSON; `t` is the moment at which the page was made, `p` of an album ends in "g"."""
    shown = f"{message.number}g" if message.album else message.number
    mark = hashlib.sha256(f"{channel.id}/{message.number}".encode()).hexdigest()[:18]
    told = {"c": -channel.id, "p": shown, "t": int(ROUNDS[number].timestamp()), "h": mark}
    return urlsafe_b64encode(json.dumps(told, separators=(",", ":")).encode()).decode().rstrip("=")


def _parts(channel: Channel, message: Message, number: int, texts: Quotable) -> Iterator[str]:
    name = channel.name_in(number)
    yield _forward(message, texts)
    yield "" if message.service else _reply(channel, message, name, texts)
    yield from media(message, name)
    yield _service(channel, message, number, texts) if message.service else _text(message.text_in(number))
    yield poll(message, name)
    yield link(message)
    yield _reactions(message)
    yield _footer(message, name, number)


def _text(text: str) -> str:
    return (
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{printed(text)}</div>'
        if text
        else ""
    )


def _forward(message: Message, texts: Quotable) -> str:
    if not message.forward_of:
        return ""
    of = message.forward_of
    classes = 'class="tgme_widget_message_forwarded_from_name"'
    if of in HIDDEN:
        # A person's name is the platform's to print; ours has none to give away.
        tag = f'<a {classes} href="https://t.me/somebody_here">' if of == "user" else f"<span {classes}>"
        named = f'{tag}<span dir="auto">Somebody</span>{"</a>" if of == "user" else "</span>"}'
    else:
        name, _, original = of.partition("/")
        now, title = texts.title(name)
        named = (
            f'<a {classes} href="https://t.me/{now}/{original}"><span dir="auto">{escaped(title)}</span></a>'
        )
    return f'<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;{named}</div>'


def _reply(channel: Channel, message: Message, name: str, texts: Quotable) -> str:
    if not message.reply_to:
        return ""
    quote = texts.quote(channel.name, message.reply_to)
    kind = "text" if quote else "metatext"
    title = escaped(texts.title(channel.name)[1])
    author = f'<span class="tgme_widget_message_author_name" dir="auto">{title}</span>'
    return (
        f'<a class="tgme_widget_message_reply" href="https://t.me/{name}/{message.reply_to}">'
        f'<div class="tgme_widget_message_author accent_color">{author}</div>'
        f'<div class="tgme_widget_message_{kind} js-message_reply_text" dir="auto">'
        f"{printed(quote or 'Photo')}</div></a>"
    )


def _service(channel: Channel, message: Message, number: int, texts: Quotable) -> str:
    title = escaped(channel.title_in(number))
    author = f'<span class="tgme_widget_message_author_name" dir="auto">{title}</span>'
    strong = '<span class="tgme_widget_service_strong_text" dir="auto">'
    pinned = escaped(texts.quote(channel.name, message.reply_to))
    said = {
        "created": "Channel created",
        "photo": "Channel photo updated",
        "renamed": f"Channel name was changed to «{strong}{title}</span>»",
        "pinned": f"{author} pinned «{strong}{pinned}</span>»",
    }[message.service]
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{said}</div>'


def _reactions(message: Message) -> str:
    found = "".join(
        f'<span class="tgme_reaction">{_emoji(sign)}{count}</span>'
        for sign, count in _REACTION.findall(message.reactions)
    )
    return f'<div class="tgme_widget_message_reactions js-message_reactions">{found}</div>' if found else ""


def _footer(message: Message, name: str, number: int) -> str:
    shown = views(message, number)
    seen = (
        f'<span class="tgme_widget_message_views">{shown}</span><span class="copyonly"> views</span>'
        if shown
        else ""
    )
    edited = "edited &nbsp;" if message.is_edited_in(number) else ""
    at = message.date.astimezone(UTC)
    date = (
        f'<a class="tgme_widget_message_date" href="https://t.me/{name}/{message.number}">'
        f'<time datetime="{at.isoformat()}" class="time">{at:%H:%M}</time></a>'
    )
    return (
        '<div class="tgme_widget_message_footer compact js-message_footer">'
        f'<div class="tgme_widget_message_info short js-message_info">{seen}'
        f'<span class="tgme_widget_message_meta">{edited}{date}</span></div></div>'
    )


def views(message: Message, number: int) -> str:
    """What is printed in a round: a fresh message is still being read."""
    if not message.views or ROUNDS[1] - message.date > _FRESH:
        return message.views
    whole = Decimal(message.views.removesuffix("K")) * (1000 if message.views.endswith("K") else 1)
    count = int(whole * _GROWTH[number])
    return f"{count / 1000:.3g}K" if count >= 1000 else str(count)
