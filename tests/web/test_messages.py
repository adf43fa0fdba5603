"""A channel's message on its page and in lists."""

from __future__ import annotations

import pytest
from django.test import Client

from aitys.values.messages import Forward, Media, MediaKind, Message
from aitys.values.posts import Post, PostKind
from tests.builders import add_source, keep
from tests.web.world import BAZAAR, Page, index, post_id

pytestmark = pytest.mark.django_db

PHOTOS = Message(
    41,
    channel_id=1234,
    channel_name="bazaar_talk",
    forward=Forward("Valley Wire", "https://t.me/valley_wire/55"),
    media=(Media(MediaKind.PHOTO), Media(MediaKind.PHOTO)),
    views=31200,
    reactions=(("👍", 12),),
    is_edited=True,
)
ADDRESS = "https://t.me/bazaar_talk/41"


def test_a_message_without_words_says_what_it_holds_and_where_it_is_from(client: Client) -> None:
    post = Post((ADDRESS,), ADDRESS, kind=PostKind.MESSAGE, message=PHOTOS)
    keep(add_source(BAZAAR), post)
    index()
    page = Page(client, f"/posts/{post_id(post)}/")
    assert page.texts("//h1") == ["Photo × 2"]
    (record,) = page.texts("//dl")
    for told in ("Valley Wire", "31,200 as of", "👍 12", "yes, without a time"):
        assert told in record
    assert page.values("//dd/a/@href") == ["https://t.me/valley_wire/55"]
    assert "Photo × 2" in Page(client, "/").headlines
