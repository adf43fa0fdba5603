"""The same messages by preview and by export: one post each, with a common address and the same words."""

from __future__ import annotations

import json

import pytest

from aitys.sources.telegram import export, preview
from aitys.values.posts import Post
from tests.sources.cast import NOW
from tests.sources.telegram_pages import BARE_ID, BAZAAR, EMOJI, M, block, document, footer, page, text

LINK = "https://steppe-courier.example/n/1"
TAG = '<a href="?q=%23нан">#нан</a>'
NAMED = text("Channel name was changed to «<span>Базар</span>»")
PHOTOS = "".join(
    f'<a class="{M}_photo_wrap grouped_media_wrap" href="https://t.me/Bazaar_Talk/{number}?single"></a>'
    for number in (84, 85)
)
POLL = (
    f'<div class="{M}_poll"><div class="{M}_poll_question">Сенесизби?</div>'
    f'<div class="{M}_poll_option_text">Ооба</div><div class="{M}_poll_option_text">Жок</div></div>'
)
Rows = list[dict[str, object]]


def row(number: int, **more: object) -> dict[str, object]:
    return {
        "id": number,
        "type": "message",
        "date": "2026-05-12T14:14:00",
        "date_unixtime": "1778577240",
        **more,
    }


CASES: dict[str, tuple[str, Rows]] = {
    "marked words": (
        block(84, text(f'<b>Важно:</b> нан<br/><br/>{EMOJI} <a href="{LINK}">тут</a> {TAG}')),
        [
            row(
                84,
                text_entities=[
                    {"type": "bold", "text": "Важно:"},
                    {"type": "plain", "text": " нан\n\n🔥 "},
                    {"type": "text_link", "text": "тут", "href": LINK},
                    {"type": "plain", "text": " "},
                    {"type": "hashtag", "text": "#нан"},
                ],
            )
        ],
    ),
    "album": (
        block(84, PHOTOS + text("Мост")),
        [row(84, photo="p", text="Мост"), row(85, photo="p", text="")],
    ),
    "poll": (
        block(84, POLL),
        [row(84, text="", poll={"question": "Сенесизби?", "answers": [{"text": "Ооба"}, {"text": "Жок"}]})],
    ),
    "new name": (
        block(84, NAMED, footer(views=""), more="service_message"),
        [{**row(84, action="edit_group_title", title="Базар"), "type": "service"}],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_both_routes_read_one_post_alike(case: str) -> None:
    markup, rows = CASES[case]
    shown = _only(preview.parse(document(page(markup)), BAZAAR).posts)
    whole = {"name": "Bazaar Talk", "type": "public_channel", "id": BARE_ID, "messages": rows}
    kept = _only(export.parse_export(json.dumps(whole).encode(), NOW).posts)
    assert set(kept.addresses) < set(shown.addresses)
    assert (kept.text, kept.tags, kept.posted) == (shown.text, shown.tags, shown.posted)
    assert kept.message is not None
    assert shown.message is not None
    assert (kept.message.album, kept.message.service) == (shown.message.album, shown.message.service)
    assert [one.kind for one in kept.message.media] == [one.kind for one in shown.message.media]


def _only(posts: tuple[Post, ...]) -> Post:
    (post,) = posts
    return post
