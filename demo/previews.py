"""Prints the invented channels as t.me shows public ones: pages of /s/<name>, doors, and what is no page.

The markup is the platform's own, without its drawings; every name, text and number is ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from demo import blocks
from demo.attached import escaped
from demo.channels import Channel, Message
from demo.rendered import Rendered
from demo.rounds import LAST_ROUND

HOST = "t.me"
_HTML = "text/html; charset=utf-8"
_NO_CACHE = (("Cache-control", "no-store"), ("X-Frame-Options", "ALLOW-FROM https://web.telegram.org"))


def render_channels(channels: list[Channel], number: int) -> Iterator[Rendered]:
    """Every answer of t.me in a round: a renamed channel's other name leads to a door."""
    texts = blocks.Quotable(channels, number)
    for channel in channels:
        yield from (_single(channel, each, number, texts) for each in channel.post if each.gone_in)
        names = {channel.name, channel.renamed_to} - {""}
        for name in sorted(names):
            yield _door(name)
            if channel.preview_off or name != channel.name_in(number):
                yield from (_to_the_door(name, path) for path in (f"/s/{name}", f"/s/{name}?else"))
            elif number in channel.throttled_in:
                yield from (
                    _page(channel, number, path, _no_posts()) for path in (f"/s/{name}", f"/s/{name}?else")
                )
            else:
                yield from _pages(channel, number, texts)


def _door(name: str) -> Rendered:
    """What https://t.me/<name> says of a name that nobody may have."""
    body = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Telegram: Contact @{name}</title>'
        f'<meta property="og:title" content="Telegram: Contact @{name}"></head>\n'
        f'<body class="no_transition"><div class="tgme_page"><div class="tgme_page_extra">@{name}</div>'
        '<div class="tgme_page_description">'
        f'If you have <strong>Telegram</strong>, you can contact <a class="tgme_username_link" '
        f'href="tg://resolve?domain={name}">@{name}</a> right away.</div></div></body></html>\n'
    )
    return Rendered(f"/{name}", body.encode(), _HTML, extra=_NO_CACHE)


def _to_the_door(name: str, path: str) -> Rendered:
    extra = (("Location", f"https://{HOST}/{name}"), *_NO_CACHE)
    return Rendered(path, b"", _HTML, status="302 Found", extra=extra)


def _pages(channel: Channel, number: int, texts: blocks.Quotable) -> Iterator[Rendered]:
    """The newest page, and every older one that the newest of some round leads to.

    A page is asked by the number before which its messages stand: as messages come, that number moves.
    """
    path = f"/s/{channel.name_in(number)}"
    there = channel.messages(number)
    yield _listed(channel, number, path, there, texts)
    for before in sorted(_boundaries(channel)):
        older = [message for message in there if message.number < before]
        if older:
            yield _listed(channel, number, f"{path}?before={before}", older, texts)
    yield _page(channel, number, f"{path}?else", _no_posts())


def _single(channel: Channel, message: Message, number: int, texts: blocks.Quotable) -> Rendered:
    """The form that shows one message alone; of the others nobody asks for it."""
    is_there = message.is_there(number)
    error = '<div class="tgme_widget_message_error">Post not found</div>\n'
    shown = blocks.block(channel, message, number, texts) if is_there else error
    path = f"/{channel.name_in(number)}/{message.number}?embed=1&mode=tme"
    body = (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Telegram Widget</title></head>'
        f'<body class="widget_frame_base body_widget_post">\n{shown}</body></html>\n'
    )
    return Rendered(path, body.encode(), _HTML, extra=_NO_CACHE)


def _boundaries(channel: Channel) -> set[int]:
    found = set()
    for number in range(1, LAST_ROUND + 1):
        there = channel.messages(number)
        while len(there) > channel.page_size:
            found.add(there[-channel.page_size].number)
            there = there[: -channel.page_size]
    return found


def _listed(
    channel: Channel, number: int, path: str, there: list[Message], texts: blocks.Quotable
) -> Rendered:
    shown = there[-channel.page_size :]
    parts = [blocks.block(channel, message, number, texts) for message in shown]
    links = ""
    if len(there) > len(shown) and not (channel.no_prev and "?" not in path):
        before = shown[0].number
        link = f"/s/{channel.name_in(number)}?before={before}"
        links = f'<link rel="prev" href="{link}">'
        more = f'<a href="{link}" class="tme_messages_more js-messages_more" data-before="{before}"></a>'
        parts = [f'<div class="tgme_widget_message_centered js-messages_more_wrap">{more}</div>\n', *parts]
    return _page(channel, number, path, "".join(parts), links)


def _no_posts() -> str:
    found = '<div class="tme_no_messages_found">No posts found</div>'
    return f'<div class="tgme_widget_message_centered">{found}</div>\n'


def _page(channel: Channel, number: int, path: str, history: str, links: str = "") -> Rendered:
    name, title = channel.name_in(number), escaped(channel.title_in(number))
    body = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title} – Telegram</title>\n'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="Telegram">'
        f'<meta property="og:description" content="{escaped(channel.about)}">\n'
        f'<link rel="canonical" href="/s/{name}">{links}'
        '<link href="//telegram.org/css/widget-frame.css?75" rel="stylesheet">'
        '</head><body class="widget_frame_base tgme_webpreview emoji_image">\n'
        f'{_header(channel, name, title)}<section class="tgme_channel_history js-message_history">\n'
        f"{history}</section></body></html>\n"
    )
    return Rendered(path, body.encode(), _HTML, extra=_NO_CACHE)


def _header(channel: Channel, name: str, title: str) -> str:
    verified = '<i class="verified-icon"> ✔</i>' if channel.verified else ""
    return (
        '<div class="tgme_channel_info"><div class="tgme_channel_info_header">'
        f'<div class="tgme_channel_info_header_title"><span dir="auto">{title}</span>{verified}</div>'
        f'<div class="tgme_channel_info_header_username"><a href="https://{HOST}/{name}">@{name}</a></div></div>\n'
        '<div class="tgme_channel_info_counters"><div class="tgme_channel_info_counter">'
        f'<span class="counter_value">{channel.subscribers}</span> '
        '<span class="counter_type">subscribers</span>'
        f'</div></div><div class="tgme_channel_info_description">{escaped(channel.about)}</div></div>\n'
    )
