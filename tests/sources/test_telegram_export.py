from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import BinaryIO, cast

import pytest

from aitys.errors import UnreadableSource
from aitys.sources import limits
from aitys.sources.telegram import export
from aitys.values.messages import Forward, Media, MediaKind, Message
from aitys.values.posts import Left, Post
from tests.sources.cast import NOW

ID = 1234567890
Row = dict[str, object]


def row(number: int, **more: object) -> Row:
    """A message as Telegram Desktop writes it, signed and from a person's hand."""
    return {
        "id": number,
        "type": "message",
        "date": "2026-05-12T14:14:00",
        "date_unixtime": "1778577240",
        "from": "Bazaar Talk",
        "from_id": f"channel{ID}",
        "author": "Айгүл Т.",
        "text": "",
        "text_entities": [],
        **more,
    }


def written(*rows: Row, type_: str = "public_channel", id_: int = ID) -> bytes:
    whole = {"name": "Bazaar Talk", "type": type_, "id": id_, "messages": list(rows)}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def read(*rows: Row, known: tuple[str, ...] = ()) -> tuple[Post, ...]:
    return export.parse_export(written(*rows), NOW, known=known).posts


def one(**more: object) -> Post:
    (post,) = read(row(84, **more))
    return post


def message(**more: object) -> Message:
    found = one(**more).message
    assert found is not None
    return found


def test_it_reads_a_post_by_the_channels_lasting_id_and_the_true_time() -> None:
    post = one(text="Мост закроют")
    assert post.addresses == (f"tg:{ID}/84",)
    assert post.text == "Мост закроют"
    assert post.posted is not None
    assert (post.posted.at.isoformat(), post.posted.guessed) == ("2026-05-12T09:14:00+00:00", False)
    assert limits.bounded(post) == post
    assert post.message is not None
    assert post.message.views is None


PIECES = [
    {"type": "bold", "text": "Важно: "},
    "нан\n\nкымбаттады ",
    {"type": "text_link", "text": "тут", "href": "https://steppe-courier.example/n/1"},
    {"type": "link", "text": "steppe-courier.example/n/2"},
    {"type": "mention_name", "text": "Айгүл", "user_id": 77},
    {"type": "hashtag", "text": "#нан"},
]


@pytest.mark.parametrize("shape", ["text", "text_entities"])
def test_it_reads_both_shapes_of_text_with_tags_and_links(shape: str) -> None:
    post = one(**{shape: PIECES})
    assert post.text == "Важно: нан\n\nкымбаттады тутsteppe-courier.example/n/2Айгүл#нан"
    assert post.tags == ("нан",)
    assert post.message is not None
    assert [media.url for media in post.message.media] == [
        "https://steppe-courier.example/n/1",
        "http://steppe-courier.example/n/2",
    ]


@pytest.mark.parametrize(
    "type_",
    ["private_channel", "public_supergroup", "private_supergroup", "private_group", "personal_chat",
     "bot_chat", "saved_messages", "replies", "", "PUBLIC_CHANNEL"],
)  # fmt: skip
def test_it_refuses_all_but_public_channels_before_it_reads_a_message(type_: str) -> None:
    head = f'{{"name":"x","type":"{type_}","id":1,"messages":['.encode()
    with pytest.raises(UnreadableSource, match="nothing was kept") as refused:
        next(export.lines(cast("BinaryIO", _Untouched(head)), "result.json"))
    assert refused.value.name == "not-a-public-channel"


class _Untouched:
    """A file whose messages may not be read."""

    def __init__(self, head: bytes) -> None:
        self._pieces = iter([head])

    def read(self, _size: int) -> bytes:
        return next(self._pieces)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'{"about":"x","personal_information":{"user_id":7},"chats":{"list":[]}}', "not-a-public-channel"),
        (b'{"chats":{"list":[{"type":"public_channel","id":1,"messages":[]}]}}', "not-a-public-channel"),
        (b'{"name":"x","id":1,"messages":[],"type":"public_channel"}', "not-a-public-channel"),
        (b'{"name":"x","type":"public_channel","id":"1","messages":[]}', "unreadable"),
        (b'{"name":"x","type":"public_channel","id":1,"messages":[7]}', "unreadable"),
        (b'{"name":"x","type":"public_channel","id":1}', "unreadable"),
        (b"[]", "unreadable"),
        (b"", "unreadable"),
        (b"<html>", "unreadable"),
    ],
)
def test_it_refuses_whole_accounts_and_what_is_no_export(content: bytes, name: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        export.parse_export(content, NOW)
    assert refused.value.name == name


def test_it_leaves_all_persons_outside() -> None:
    person = "Айгүл Т."
    rows = (
        row(1, text="a", forwarded_from=person),
        row(2, text="b", forwarded_from=person, forwarded_from_id="user4711"),
        row(
            3, text="c", saved_from=person, via_bot="@bot", reply_to_message_id=5, reply_to_peer_id="user4711"
        ),
        row(4, contact_information={"first_name": person, "phone_number": "+996"}),
        row(
            5,
            text="d",
            reactions=[{"type": "emoji", "emoji": "🔥", "count": 2, "recent": [{"from": person}]}],
        ),
        row(6, type="service", action="pin_message", actor=person, actor_id="user4711", message_id=1),
        row(
            7,
            poll={"question": "?", "answers": [{"text": "a", "voters": 1, "chosen": True}], "voter": person},
        ),
        row(8, text_entities=[{"type": "mention_name", "text": "x", "user_id": 4711}]),
    )
    kept = b"".join(export.lines(io.BytesIO(written(*rows)), "result.json")).decode()
    assert kept.count("\n") == 8
    for trace in (person, "4711", "996", "@bot", "voters"):
        assert trace not in kept
    assert person not in repr(export.parse_export(written(*rows), NOW))


def test_it_names_a_forward_only_where_it_surely_is_a_channels() -> None:
    forward = {"forwarded_from": "Valley Wire"}
    assert message(text="x").forward is None
    assert message(text="x", forwarded_from=None).forward == Forward(is_hidden=True)
    assert message(text="x", **forward).forward == Forward(is_hidden=True)
    assert message(text="x", **forward, forwarded_from_id="channel9").forward == Forward("Valley Wire")
    assert message(text="x", forwarded_from="Bazaar Talk").forward == Forward("Bazaar Talk")
    (post,) = read(row(84, text="x", **forward), known=("Valley Wire",))
    assert post.message is not None
    assert post.message.forward == Forward("Valley Wire")


NOTICE = "(File not included. Change data exporting settings to download.)"


@pytest.mark.parametrize(
    ("more", "media"),
    [
        ({"photo": NOTICE}, Media(MediaKind.PHOTO)),
        ({"photo": "photos/photo_1@12-05-2026.jpg"}, Media(MediaKind.PHOTO)),
        ({"file": NOTICE, "media_type": "video_file"}, Media(MediaKind.VIDEO)),
        ({"file": NOTICE, "media_type": "video_message"}, Media(MediaKind.ROUND_VIDEO)),
        ({"file": NOTICE, "media_type": "voice_message"}, Media(MediaKind.VOICE)),
        ({"file": NOTICE, "media_type": "animation"}, Media(MediaKind.ANIMATION)),
        ({"file": NOTICE, "media_type": "sticker", "sticker_emoji": "🔥"}, Media(MediaKind.STICKER)),
        ({"file": NOTICE, "media_type": "audio_file", "title": "Ыр"}, Media(MediaKind.AUDIO, "Ыр")),
        ({"file": NOTICE, "file_name": "(1) Отчёт.pdf"}, Media(MediaKind.DOCUMENT, "(1) Отчёт.pdf")),
        ({"contact_information": {"phone_number": "1"}}, Media(MediaKind.UNSUPPORTED)),
        (
            {"location_information": {"latitude": 42.8, "longitude": 74.6}},
            Media(MediaKind.LOCATION, url="https://maps.google.com/maps?q=42.8,74.6&ll=42.8,74.6&z=16"),
        ),
    ],
)
def test_it_reads_what_hangs_on_a_post_and_no_notice_is_words(more: Row, media: Media) -> None:
    post = one(**more)
    assert post.text == ""
    assert post.message is not None
    assert post.message.media == (media,)


def test_the_words_of_a_poll_are_those_of_the_preview() -> None:
    poll = {
        "question": "Сенесизби?",
        "answers": [{"text": "Ооба", "voters": 4}, {"text": "Жок", "voters": 6}],
    }
    assert one(poll=poll).text == "Сенесизби?\n\nОоба\nЖок"


def test_the_parts_of_an_album_are_one_post_wherever_its_words_stand() -> None:
    photo, other_second = {"photo": NOTICE}, {"date_unixtime": "1778577241"}
    posts = read(
        row(84, **photo), row(85, **photo, text="Мост"), row(86, file=NOTICE, media_type="video_file"),
        row(87, **photo, text="Другое"), row(88, **photo, **other_second), row(90, **photo, **other_second),
    )  # fmt: skip
    assert [(post.addresses, post.text) for post in posts] == [
        ((f"tg:{ID}/84", f"tg:{ID}/85", f"tg:{ID}/86"), "Мост"),
        ((f"tg:{ID}/87",), "Другое"),
        ((f"tg:{ID}/88",), ""),
        ((f"tg:{ID}/90",), ""),
    ]
    album = posts[0].message
    assert album is not None
    assert (album.album, [media.kind for media in album.media]) == (
        (85, 86), [MediaKind.PHOTO, MediaKind.PHOTO, MediaKind.VIDEO],
    )  # fmt: skip


def test_it_counts_what_it_leaves_and_keeps_a_change_of_name() -> None:
    found = export.parse_export(
        written(
            row(1, type="service", action="create_channel", title="Bazaar"),
            row(2, type="service", action="edit_group_title", title="Bazaar Talk"),
            {"id": 3, "type": "unsupported"},
            row(4),
            row(5, text="x", date_unixtime=None, date=None),
            row(0, text="x"),
        ),
        NOW,
    )
    assert [post.text for post in found.posts] == ["Channel name was changed to «Bazaar Talk»"]
    assert [(left.subject.rpartition("/")[2], left.reason) for left in found.left] == [
        ("1", "service"), ("3", "unsupported"), ("4", "no-text"), ("5", "no-date"), ("0", "no-address"),
    ]  # fmt: skip


def test_it_reads_edits_replies_and_reactions() -> None:
    post = one(
        text="x",
        edited="2026-05-12T14:20:00",
        edited_unixtime="1778577600",
        reply_to_message_id=19,
        reactions=[
            {"type": "emoji", "emoji": "🔥", "count": 7},
            {"type": "custom_emoji", "count": 2, "document_id": NOTICE},
            {"type": "paid", "count": 3},
        ],
    )
    assert post.edited is not None
    assert post.edited.at.isoformat() == "2026-05-12T09:20:00+00:00"
    assert post.message is not None
    assert post.message.is_edited
    assert post.message.reply_to == f"tg:{ID}/19"
    assert post.message.reactions == (("🔥", 7), ("custom", 2), ("⭐", 3))
    assert message(text="x", reply_to_message_id=3, reply_to_peer_id="channel9").reply_to == "tg:9/3"


def test_an_old_export_has_guessed_times_no_edits_from_1970_and_another_kind_of_id() -> None:
    old = {"id": 7, "type": "message", "date": "2021-01-31T21:02:29", "edited": "1970-01-01T01:00:00",
           "from_id": 2**33 + ID, "text": "old"}  # fmt: skip
    found = export.parse_export(written(old, id_=2**33 + ID), NOW)
    (post,) = found.posts
    assert found.channel.id == ID
    assert post.addresses == (f"tg:{ID}/7",)
    assert post.posted is not None
    assert post.posted.guessed
    assert post.edited is None
    new = export.parse_export(written(row(7, text="new"), id_=2**33 + ID), NOW)
    assert new.channel.id == 2**33 + ID


@pytest.mark.parametrize("indent", [None, 1])
def test_it_mends_what_is_not_json_and_counts_what_it_cannot(indent: int | None) -> None:
    sticker = {"type": "custom_emoji", "text": "🙂", "document_id": "UNQUOTED"}
    rows = [
        row(1, text="aCONTROLb \\\\x01"),
        row(2, text=[sticker, " x"]),
        row(3, text="LOST"),
        row(4, text="d"),
    ]
    whole = {"name": "x", "type": "public_channel", "id": ID, "messages": rows}
    content = json.dumps(whole, indent=indent, ensure_ascii=False)
    content = content.replace("CONTROL", "\\x01").replace('"UNQUOTED"', "video_files/sticker (2).webm")
    content = content.replace('"LOST"', '"lost "quotes"')
    found = export.parse_export(content.encode(), NOW)
    assert [post.text for post in found.posts] == ["ab \\\\x01", "🙂 x", "d"]
    assert found.left == (Left("line 3", "not-json"),)


def test_the_last_message_of_a_file_is_mended_too() -> None:
    content = written(row(1, text="aCONTROLb")).replace(b"CONTROL", b"\\x01")
    assert [post.text for post in export.parse_export(content, NOW).posts] == ["ab"]


def test_a_file_that_breaks_off_gives_what_was_whole_and_says_so() -> None:
    content = written(row(1, text="a"), row(2, text="b"))
    cut = export.lines(io.BytesIO(content[: content.rindex(b'"id"')]), "result.json")
    assert b'"text":"a"' in next(cut)
    with pytest.raises(UnreadableSource) as refused:
        list(cut)
    assert refused.value.name == "broken-off"


def test_no_damage_raises_anything_else() -> None:
    content = written(
        row(1, text=PIECES), row(2, photo=NOTICE), row(3, poll={"question": "?", "answers": []})
    )
    for at in range(0, len(content), 7):
        for damaged in (
            content[:at],
            content[:at] + content[at + 5 :],
            content[:at] + b'"}]\\x' + content[at:],
        ):
            try:
                found = export.parse_export(damaged, NOW)
            except UnreadableSource:
                continue
            assert all(post.addresses for post in found.posts)


def test_a_large_file_is_read_in_little_memory() -> None:
    def generated() -> Iterator[bytes]:
        yield written()[: -len(b"[]\n}")] + b"["
        yield json.dumps(row(1, text="Мост " * 200)).encode()
        for number in range(3, 20_000, 2):
            yield b"," + json.dumps(row(number, text="Мост " * 200)).encode()
        yield b"]}"

    tracemalloc.start()
    count = sum(1 for _ in export.lines(cast("BinaryIO", _Pieces(generated())), "result.json"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 9_999 + 1
    assert peak < 20_000_000


class _Pieces:
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, size: int) -> bytes:
        held = b""
        for piece in self._pieces:
            held += piece
            if len(held) >= size:
                break
        return held
