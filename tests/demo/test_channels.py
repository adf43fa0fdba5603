"""The pages of t.me that the demo prints are read by the program as what was written."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from aitys.errors import UnreadableSource
from aitys.sources.telegram import preview
from aitys.values.captures import Document
from aitys.values.messages import MediaKind
from aitys.values.posts import Post
from aitys.values.sources import Card
from demo.channels import Channel, Message, read_channels
from demo.replay import Answers, find_answer, load_round
from demo.rounds import LAST_ROUND, ROUNDS

CHANNELS = read_channels()
CARD = Card("channel", "A channel")
READABLE = [channel for channel in CHANNELS if not channel.preview_off]


@pytest.fixture(scope="module")
def rounds() -> dict[int, Answers]:
    return {number: load_round(number) for number in range(1, LAST_ROUND + 1)}


def page(answers: Answers, url: str, number: int) -> Document:
    """An answer of t.me, after the redirect that it may be."""
    found = find_answer(answers, "t.me", url.removeprefix("https://t.me"))
    if goal := found.header("Location"):
        return page(answers, goal, number)
    return Document(url, found.body, found.header("Content-Type"), ROUNDS[number] + timedelta(minutes=1))


def read_all(answers: Answers, name: str, number: int) -> list[Post]:
    """Every post from the newest page back to where no more are shown."""
    url, posts = f"https://t.me/s/{name}", list[Post]()
    while True:
        try:
            parsed = preview.parse(page(answers, url, number), CARD)
        except UnreadableSource as error:
            if error.name == "no-posts-shown" and posts:
                return posts
            raise
        posts += parsed.posts
        (older,) = parsed.asks
        url = older.url


def kept(channel: Channel, number: int) -> list[Message]:
    """Messages that the program keeps: those of service only where the channel was renamed."""
    return [each for each in channel.messages(number) if each.service in ("", "renamed")]


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("channel", READABLE, ids=lambda channel: channel.name)
def test_every_message_is_read_once_with_its_words(
    channel: Channel, number: int, rounds: dict[int, Answers]
) -> None:
    if number in channel.throttled_in:
        return
    posts = {
        post.message.number: post
        for post in read_all(rounds[number], channel.name_in(number), number)
        if post.message
    }
    wanted = kept(channel, number)
    assert sorted(posts) == [each.number for each in wanted]
    for each in wanted:
        post = posts[each.number]
        assert post.addresses[0] == f"tg:{channel.id}/{each.number}"
        assert post.posted is not None
        assert post.posted.at == each.date
        if not each.service and not each.poll:
            assert post.text.split() == each.text_in(number).split()


def test_what_hangs_on_messages_is_read(rounds: dict[int, Answers]) -> None:
    found = {
        f"{channel.name}/{post.message.number}": post.message
        for channel in READABLE
        for post in read_all(rounds[1], channel.name, 1)
        if post.message
    }
    assert found["bazaar_talk/302"].album == (303, 304)
    assert [each.kind for each in found["bazaar_talk/302"].media] == [MediaKind.PHOTO] * 3
    assert found["bazaar_talk/307"].media[0].kind is MediaKind.POLL
    assert found["bazaar_talk/312"].reply_to == "tg:1400210311/311"
    assert found["bazaar_talk/311"].reactions == (("😱", 412), ("🤔", 131), ("👍", 77))
    assert found["bazaar_talk/311"].views == 96_000
    forward = found["bazaar_talk/320"].forward
    assert forward is not None
    assert forward.address == "https://t.me/valley_wire/204"
    kinds = {name: found[name].media[0].kind.value for name in ("valley_wire/206", "kol_boyu/137")}
    assert kinds == {"valley_wire/206": "voice", "kol_boyu/137": "video"}
    assert found["tian_mincomm/232"].media[0].title == "Проект правил.pdf"
    unsupported = found["mill_street_kerege/53"]
    assert ([each.kind for each in unsupported.media], unsupported.views) == ([MediaKind.UNSUPPORTED], None)
    hidden = {found[name].forward for name in ("mill_street_kerege/49", "valley_wire/206")}
    assert all(each is not None and each.is_hidden and not each.name for each in hidden)


def test_an_edited_message_says_so_from_its_round_on(rounds: dict[int, Answers]) -> None:
    for number, is_edited in ((1, False), (2, True), (3, True)):
        posts = read_all(rounds[number], "bazaar_talk", number)
        (message,) = (post.message for post in posts if post.message and post.message.number == 305)
        assert message.is_edited is is_edited


@pytest.mark.parametrize(
    ("name", "number", "error"),
    [
        ("night_caravan", 1, "preview-off"),
        ("zarrud_mahalla", 2, "no-posts-shown"),
        ("aksuran_now", 2, "preview-off"),
        ("aksuran_today", 1, "preview-off"),
    ],
)
def test_a_page_without_posts_says_why(
    name: str, number: int, error: str, rounds: dict[int, Answers]
) -> None:
    with pytest.raises(UnreadableSource) as raised:
        preview.parse(page(rounds[number], f"https://t.me/s/{name}", number), CARD)
    assert raised.value.name == error


def test_a_renamed_channel_keeps_its_id(rounds: dict[int, Answers]) -> None:
    before = preview.channel(page(rounds[1], "https://t.me/s/aksuran_now", 1))
    after = preview.channel(page(rounds[2], "https://t.me/s/aksuran_today", 2))
    assert before is not None
    assert after is not None
    assert before.id == after.id == 1401957567
    assert (before.name, after.name) == ("aksuran_now", "aksuran_today")


def test_the_newest_page_of_one_channel_does_not_link_to_the_older(rounds: dict[int, Answers]) -> None:
    for name, links in (("valley_wire", False), ("bazaar_talk", True)):
        body = find_answer(rounds[1], "t.me", f"/s/{name}").body
        assert (b'rel="prev"' in body) is links


def test_views_grow_from_round_to_round_and_words_do_not(rounds: dict[int, Answers]) -> None:
    seen = []
    for number, answers in rounds.items():
        posts = read_all(answers, "kol_boyu", number)
        seen.append(next(post for post in posts if post.message and post.message.number == 148))
    views = [post.message.views for post in seen if post.message]
    assert views == [780, 1040, 1300]
    assert len({post.text for post in seen}) == 1


def test_there_are_as_many_channels_as_a_region_needs_and_none_is_real() -> None:
    assert len(READABLE) >= 12
    assert len({channel.id for channel in CHANNELS}) == len(CHANNELS)
    assert [channel.name for channel in CHANNELS if channel.verified] == ["tian_emergency", "tian_mincomm"]
    assert all(re.fullmatch(r"[a-z]\w{4,31}", channel.name, re.ASCII) for channel in CHANNELS)
