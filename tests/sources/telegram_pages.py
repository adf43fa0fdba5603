"""Pages of the preview in their true form, with invented channels: @bazaar_talk and @valley_wire."""

from __future__ import annotations

import base64
import json

from aitys.values.captures import Document
from aitys.values.sources import Card, SourceKind
from tests.sources.cast import NOW

BAZAAR = Card("bazaar-talk", "Bazaar Talk", SourceKind.CHANNEL)
PAGE = "https://t.me/s/bazaar_talk"
BARE_ID = 1234567890
M = "tgme_widget_message"
EMOJI = '<i class="emoji" style="background-image:url(\'//telegram.org/img/40/F09F94A5.png\')"><b>🔥</b></i>'


def view(number: object, channel_id: int = BARE_ID) -> str:
    """What `data-view` says of a message ("84g": an album)."""
    told = json.dumps({"c": -channel_id, "p": number, "t": 1778587200, "h": "00"}, separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def text(words: str) -> str:
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{words}</div>'


def footer(views: str = "3.12K", meta: str = "", time: str = "2026-05-12T09:14:00+00:00") -> str:
    shown = f'<span class="tgme_widget_message_views">{views}</span>' if views else ""
    clock = f'<a class="{M}_date" href="#"><time datetime="{time}" class="time">09:14</time></a>'
    return (
        f'<div class="{M}_footer compact js-message_footer"><div class="{M}_info short js-message_info">'
        f'{shown}<span class="{M}_meta">{meta}{clock}</span></div></div>'
    )


def block(
    number: int, inside: str, foot: str | None = None, data_view: str | None = None, more: str = ""
) -> str:
    """The block of one message; `more` is put among its classes."""
    seen = view(number) if data_view is None else data_view
    classes = f"{M} text_not_supported_wrap {more} js-widget_message"
    return (
        f'<div class="{M}_wrap js-widget_message_wrap"><div class="{classes}" '
        f'data-post="Bazaar_Talk/{number}" data-view="{seen}"><div class="{M}_bubble"><div class='
        f'"{M}_author accent_color"><a class="{M}_owner_name" href="https://t.me/Bazaar_Talk">'
        '<span dir="auto">Bazaar Talk</span></a></div>'
        f"{inside}{footer() if foot is None else foot}</div></div></div>"
    )


def head(name: str = "Bazaar_Talk", title: str = "Bazaar Talk", subscribers: str = "110K") -> str:
    return (
        '<div class="tgme_channel_info"><div class="tgme_channel_info_header"><div class='
        f'"tgme_channel_info_header_title"><span dir="auto">{title}</span></div><div class='
        f'"tgme_channel_info_header_username"><a href="https://t.me/{name}">@{name}</a></div></div>'
        '<div class="tgme_channel_info_counters"><div class="tgme_channel_info_counter"><span class='
        f'"counter_value">{subscribers}</span> <span class="counter_type">subscribers</span></div></div>'
        "</div>"
    )


def page(*blocks: str, above: str | None = None) -> bytes:
    inside = (head() if above is None else above) + "".join(blocks)
    return f"<!DOCTYPE html><html><body><section>{inside}</section></body></html>".encode()


def document(content: bytes, url: str = PAGE) -> Document:
    return Document(url, content, "text/html; charset=utf-8", NOW)
