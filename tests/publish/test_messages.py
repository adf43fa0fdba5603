from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from aitys.publish.messages import Origin, ShownMessage, shown_message
from aitys.values.messages import Forward, Media, MediaKind, Message
from aitys.values.stored import Reach
from tests.publish.cast import ARTICLE, MESSAGE

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


def show(message: Message, reach: Reach | None = None) -> ShownMessage:
    shown = shown_message(replace(MESSAGE, message=message, reach=reach or Reach()))
    assert shown is not None
    return shown


def test_an_article_has_nothing_of_a_message() -> None:
    assert shown_message(ARTICLE) is None


def test_it_counts_what_hangs_on_a_message_and_leaves_its_links_apart() -> None:
    photo, link = Media(MediaKind.PHOTO), Media(MediaKind.LINK, url="https://steppe-courier.example/n/1")
    shown = show(Message(41, media=(photo, photo, link, Media(MediaKind.POLL))))
    assert shown.holds == ((MediaKind.PHOTO, 2), (MediaKind.POLL, 1))


def test_views_that_nobody_told_are_not_nought() -> None:
    assert show(Message(41)).views == ""
    told = show(Message(41), Reach(views=31200, views_at=NOON))
    assert (told.views, told.views_at is None) == ("31,200", False)


def test_a_forward_names_a_channel_and_its_message_or_nobody() -> None:
    other = Forward("Valley Wire", "https://t.me/valley_wire/55")
    assert show(Message(41, forward=other)).origin == Origin("Valley Wire", other.address)
    assert show(Message(41, forward=Forward(is_hidden=True))).origin == Origin("", "")


def test_a_reply_within_the_channel_is_linked_by_its_name() -> None:
    reply = Message(41, channel_id=1234, channel_name="bazaar_talk", reply_to="tg:1234/40")
    assert show(reply).reply_link == "https://t.me/bazaar_talk/40"
    assert show(replace(reply, channel_name="")).reply_link == "", "no page can be named"
