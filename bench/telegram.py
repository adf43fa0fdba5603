"""Pages of the preview, in posts a second: our parse against a bare walk with selectolax over the same page.

`python -m bench.telegram` makes pages of 20 invented posts in the true form and prints the median of rounds
in which all take turns, in seconds of the processor. Ours ends in posts. The walk reads the same parts of
each message as strings, a selector each, and makes nothing of them; the short walk reads number, words, time
and views only.
"""

from __future__ import annotations

import base64
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode

from aitys.sources.telegram import preview
from aitys.values.captures import Document
from aitys.values.sources import Card

ROUNDS = 151
POSTS = 20
BAR = 0.5
NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
CARD = Card("bazaar-talk", "Bazaar Talk")
SENTENCES = (
    "Мост через реку открыли в полдень, и первыми по нему проехали дорожники.",
    "Нан бағасы екі теңгеге көтерілді, деді базардағы сатушылар.",
    "Narx oshdi, dedi sotuvchilar, ammo do&#39;konlarda un yetarli.",
    "The Bank of Tian said that the rate would stay where it is&#33;",
)
TAIL = (  # the drawing of the bubble's corner, as long as the true one
    '<i class="tgme_widget_message_bubble_tail"><svg class="bubble_icon" width="9px" height="20px" '
    'viewBox="0 0 9 20"><g fill="none">'
    + "".join(
        f'<path class="{name}" fill="#d7e3ec" d="M9,1 {"L2,1 C1.72,1 1.45,1.11 1.26,1.32 " * 12}Z"></path>'
        for name in ("background", "border_1x", "border_2x", "border_3x")
    )
    + "</g></svg></i>"
)
PICTURE = "background-image:url('//telegram.org/img/emoji/40/F09F94A5.png')"
EMOJI = f'<i class="emoji" style="{PICTURE}"><b>🔥</b></i>'


def made(lines: int) -> bytes:
    """A page of posts of so many lines each; every fourth has a picture, every fifth is a forward."""
    blocks = "".join(_block(number, lines) for number in range(101, 101 + POSTS))
    head = '<div class="tgme_channel_info"><div class="tgme_channel_info_header_username">'
    return (
        f"<!DOCTYPE html><html><body>{head}<a href='https://t.me/bazaar_talk'>@bazaar_talk</a></div></div>"
        f'<section class="tgme_channel_history js-message_history">{blocks}</section></body></html>'
    ).encode()


def _block(number: int, lines: int) -> str:
    place = f"https://t.me/bazaar_talk/{number}"
    view = json.dumps({"c": -1234567890, "p": number, "t": 1778587200, "h": "00"}, separators=(",", ":"))
    words = "<br/>".join(f"{SENTENCES[(number + line) % 4]} {EMOJI}" for line in range(lines))
    picture = (
        f'<a class="tgme_widget_message_photo_wrap" href="{place}" style="width:800px;background-image:'
        f"url('https://cdn.bazaar-talk.example/file/{'x' * 300}.jpg')\"></a>"
    )
    forward = (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;<a class='
        '"tgme_widget_message_forwarded_from_name" href="https://t.me/valley_wire/7"><span dir="auto">'
        "Valley Wire</span></a></div>"
    )
    reactions = "".join(f'<span class="tgme_reaction">{EMOJI}{number}</span>' for _ in range(2))
    posted = (NOW - timedelta(minutes=200 - number)).isoformat()
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message '
        f'text_not_supported_wrap js-widget_message" data-post="bazaar_talk/{number}" '
        f'data-view="{base64.urlsafe_b64encode(view.encode()).decode().rstrip("=")}">'
        '<div class="tgme_widget_message_user"><a href="https://t.me/bazaar_talk"><i class='
        '"tgme_widget_message_user_photo bgcolor6" data-content="B"></i></a></div>'
        f'<div class="tgme_widget_message_bubble">{TAIL}<div class="tgme_widget_message_author accent_color">'
        '<a class="tgme_widget_message_owner_name" href="https://t.me/bazaar_talk"><span dir="auto">Bazaar '
        f"Talk</span></a></div>{forward if number % 5 == 0 else ''}{picture if number % 4 == 0 else ''}"
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{words} '
        f'<a href="?q=%23bazaar">#bazaar</a> <a href="https://steppe-courier.example/n/{number}">here</a></div>'
        f'<div class="tgme_widget_message_reactions js-message_reactions">{reactions}</div>'
        '<div class="tgme_widget_message_footer compact js-message_footer"><div class='
        '"tgme_widget_message_info short js-message_info"><span class="tgme_widget_message_views">'
        "3.12K</span>"
        '<span class="copyonly"> views</span><span class="tgme_widget_message_meta"><a class='
        f'"tgme_widget_message_date" href="{place}"><time datetime="{posted}" class="time">10:13</time></a>'
        "</span></div></div></div></div></div>"
    )


ONE = (
    ".tgme_widget_message_meta",
    ".tgme_widget_message_forwarded_from_name",
    ".tgme_widget_message_reply",
    ".tgme_widget_message_link_preview",
    ".message_media_not_supported_label",
)
MANY = (
    ".tgme_widget_message_text a",
    ".tgme_reaction",
    ".tgme_widget_message_photo_wrap,.tgme_widget_message_video_player,.tgme_widget_message_roundvideo_player,"
    ".tgme_widget_message_voice_player,.tgme_widget_message_document_wrap,.tgme_widget_message_location_wrap,"
    ".tgme_widget_message_sticker_wrap,.tgme_widget_message_poll",
)


def short_walk(content: bytes) -> list[object]:
    return [_first(message) for message in LexborHTMLParser(content).css("div.tgme_widget_message")]


def walk(content: bytes) -> list[object]:
    found: list[object] = []
    for message in LexborHTMLParser(content).css("div.tgme_widget_message"):
        single = [message.css_first(selector) for selector in ONE]
        many = [message.css(selector) for selector in MANY]
        found.append(
            (
                _first(message),
                message.attributes.get("data-view"),
                [node and (node.text(), node.attributes.get("href")) for node in single],
                [[(node.text(), node.attributes.get("href")) for node in nodes] for nodes in many],
            )
        )
    return found


def _first(message: LexborNode) -> tuple[str | None, ...]:
    text, views = message.css_first(".js-message_text"), message.css_first(".tgme_widget_message_views")
    posted = message.css_first("time[datetime]")
    return (
        message.attributes.get("data-post"),
        text.text() if text else None,
        posted.attributes.get("datetime") if posted else None,
        views.text() if views else None,
    )


def taken(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def compare(content: bytes) -> tuple[float, float, float]:
    """Posts a second by the median of rounds: ours, the walk's and the short walk's."""
    document = Document("https://t.me/s/bazaar_talk", content, "text/html; charset=utf-8", NOW)
    works = (
        partial(preview.parse, document, CARD),
        partial(walk, content),
        partial(short_walk, content),
    )
    rounds = [[taken(work) for work in works] for _ in range(ROUNDS)]
    ours, bare, short = (POSTS / statistics.median(times) for times in zip(*rounds, strict=True))
    return ours, bare, short


def main() -> int:
    worst = 1.0
    for lines in (1, 6, 24):
        content = made(lines)
        ours, bare, short = compare(content)
        worst = min(worst, ours / bare)
        print(
            f"{lines:3} lines a post, {len(content) // 1024:4} kB a page   "
            f"aitys {ours:7,.0f} posts/s   walk {bare:7,.0f} ({ours / bare:.2f})   "
            f"short walk {short:7,.0f} ({ours / short:.2f})"
        )
    return 0 if worst >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
