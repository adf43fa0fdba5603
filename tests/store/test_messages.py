"""What a message has beside words: kept with its reading, put together from several, counted apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from aitys.store import models, posts, reach
from aitys.store.messages import as_json, joined, of_json
from aitys.values.messages import Forward, Media, MediaKind, Message
from aitys.values.posts import Post, PostKind
from aitys.values.stored import StoredPost
from tests.builders import NOON, add_source, keep

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
FULL = Message(
    41,
    channel_id=1234,
    channel_name="bazaar_talk",
    album=(42, 43),
    forward=Forward("Valley Wire", "https://t.me/valley_wire/55"),
    reply_to="tg:1234/40",
    media=(Media(MediaKind.DOCUMENT, "list.pdf"),),
    views=3120,
    reactions=(("👍", 12),),
    is_edited=True,
)


def said(message: Message, text: str = "The ferry is late.") -> Post:
    names = ("tg:1234/41", "https://t.me/bazaar_talk/41")
    return Post(names, names[1], text=text, kind=PostKind.MESSAGE, message=message)


def stored() -> StoredPost:
    (post_id,) = models.Post.objects.filter(merged_into=None).values_list("id", flat=True)
    found = posts.by_id(post_id)
    assert isinstance(found, StoredPost)
    return found


def test_a_message_comes_back_as_it_was_kept_with_its_counts_apart() -> None:
    keep(add_source(), said(FULL))
    found = stored()
    assert found.message == replace(FULL, views=None, reactions=())
    assert (found.reach.views, found.reach.views_at, found.reach.reactions) == (3120, NOON, (("👍", 12),))


def test_a_column_gives_the_very_message_that_made_it() -> None:
    assert of_json(as_json(FULL)) == replace(FULL, views=None, reactions=())
    assert as_json(None) is None
    assert of_json(None) is None


def test_counts_change_without_an_edit_and_the_youngest_stand() -> None:
    route = add_source()
    keep(route, said(FULL))
    keep(route, said(replace(FULL, views=5000, reactions=())), at=NOON + HOUR)
    keep(route, said(replace(FULL, views=90)), at=NOON - HOUR)
    found = stored()
    assert (found.versions, found.reach.views, found.reach.views_at) == (1, 5000, NOON + HOUR)
    assert (found.reach.reactions, found.reach.reactions_at) == ((("👍", 12),), NOON)


def test_a_changed_message_has_another_digest_and_other_counts_have_not() -> None:
    keep(add_source(), said(FULL))
    reading = models.Reading.objects.get()
    assert posts.reading_digest(reading) == reading.digest
    reading.message = as_json(replace(FULL, reply_to="tg:1234/39"))
    assert posts.reading_digest(reading) != reading.digest


def test_two_routes_complete_each_other() -> None:
    exported = Message(41, channel_id=1234, forward=Forward("Valley Wire"), media=(), is_edited=True)
    shown = replace(FULL, forward=Forward(address="https://t.me/valley_wire/55"), is_edited=False)
    whole = joined([as_json(shown), None, as_json(exported)])
    assert whole is not None
    assert whole.forward == shown.forward
    assert (whole.is_edited, whole.media, whole.album) == (True, FULL.media, (42, 43))


def test_posts_that_turn_out_to_be_one_keep_the_youngest_counts() -> None:
    route = add_source()
    by_number = Post(("tg:1234/41",), text="One.", kind=PostKind.MESSAGE, message=Message(41, views=10))
    by_name = replace(by_number, addresses=("https://t.me/bazaar_talk/41",), message=Message(41, views=20))
    keep(route, by_number, at=NOON)
    keep(route, by_name, at=NOON + HOUR)
    keep(route, said(Message(41), text="One."), at=NOON + 2 * HOUR)
    assert (stored().reach.views, models.Reach.objects.count()) == (20, 1)


def test_a_text_that_one_route_cuts_is_shown_whole_and_found_whole() -> None:
    route = add_source()
    whole = "The ferry is late, and nobody at the pier knows when it comes."
    keep(route, said(FULL, "The ferry is late, and…"), name="telegram-preview@1")
    keep(route, said(FULL, whole), name="telegram-export@1")
    assert stored().text == whole
    (indexed,) = posts.to_index([stored().id])
    assert indexed.text == whole


def test_an_old_export_does_not_change_what_the_channel_is_shown_to_say() -> None:
    route = add_source()
    keep(route, said(FULL, "The ferry is on time."), name="telegram-preview@1")
    keep(route, said(FULL, "The ferry is late."), name="telegram-export@1")
    assert (stored().text, stored().versions) == ("The ferry is on time.", 1)


def test_nothing_is_counted_of_a_message_without_counts() -> None:
    keep(add_source(), said(Message(41)))
    assert reach.of_posts([stored().id]) == {}
