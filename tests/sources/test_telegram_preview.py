from __future__ import annotations

import pytest

from aitys.errors import UnreadableSource
from aitys.sources import contract, kinds
from aitys.sources.telegram import preview
from aitys.values.captures import Document
from aitys.values.messages import ChannelSeen, Forward, Media, MediaKind, Message
from aitys.values.posts import Left, Post
from aitys.values.sources import Route, RouteKind, RouteState
from tests.sources import telegram_pages as pages
from tests.sources.cast import NOW
from tests.sources.telegram_pages import BARE_ID, BAZAAR, EMOJI, M, block, document, footer, page, text

KIND = kinds.TELEGRAM_PREVIEW


def read(*blocks: str) -> tuple[Post, ...]:
    return preview.parse(document(page(*blocks)), BAZAAR).posts


def one(inside: str, foot: str | None = None, more: str = "") -> Post:
    (post,) = read(block(84, inside, foot, more=more))
    return post


def message(inside: str, foot: str | None = None) -> Message:
    found = one(inside, foot).message
    assert found is not None
    return found


def player(name: str, inside: str = "", more: str = "", number: int = 84) -> str:
    place = f"https://t.me/Bazaar_Talk/{number}?single"
    return f'<a class="tgme_widget_message_{name} {more}" href="{place}">{inside}</a>'


def test_it_reads_a_post_with_both_its_addresses_and_its_printed_time() -> None:
    post = one(text("Мост закроют&#33;"))
    assert post.addresses == (f"tg:{BARE_ID}/84", "https://t.me/bazaar_talk/84")
    assert post.url == "https://t.me/Bazaar_Talk/84"
    assert post.text == "Мост закроют!"
    assert post.posted is not None
    assert (post.posted.at.isoformat(), post.posted.offset) == ("2026-05-12T09:14:00+00:00", "+00:00")
    assert post.message is not None
    assert (post.message.views, post.message.is_edited) == (3120, False)


def test_it_gives_posts_oldest_first_whatever_their_order_on_the_page() -> None:
    posts = read(block(9, text("c")), block(3, text("a")), block(7, text("b")))
    assert [post.text for post in posts] == ["a", "b", "c"]


def test_it_reads_words_as_a_reader_sees_them() -> None:
    words = (
        f"<b>Важно</b><br/>{EMOJI} <tg-spoiler>нан</tg-spoiler><br><br/><br/><blockquote expandable>сөз<br/>"
        'эки</blockquote>соңу &amp;lt; <a href="?q=%23bazaar">#bazaar@bazaar_talk</a> '
        '<a href="?q=%23нан">#нан</a>'
    )
    post = one(text(words))
    assert post.text == "Важно\n🔥 нан\n\nсөз\nэки\nсоңу &lt; #bazaar@bazaar_talk #нан"
    assert post.tags == ("bazaar", "нан")


def test_it_keeps_links_to_pages_and_posts_but_none_that_may_be_a_person_or_a_script() -> None:
    links = (
        "https://steppe-courier.example/n/1?a=1&amp;amp;b=2",
        "https://t.me/Valley_Wire/7?single",
        "https://t.me/some_person",
        "tg://user?id=77",
        "javascript:alert(1)",
        "https://t.me/+invitation",
    )
    found = message(text("".join(f'<a href="{href}">x</a>' for href in links))).media
    assert [media.url for media in found] == [
        "https://steppe-courier.example/n/1?a=1&b=2",
        "https://t.me/valley_wire/7",
    ]


def test_it_gives_a_linked_page_its_title_and_keeps_it_out_of_the_words() -> None:
    shown = (
        '<a class="tgme_widget_message_link_preview" href="https://steppe-courier.example/n/1"><div class='
        '"link_preview_title">Мост открыт</div><div class="link_preview_description">Проезд</div></a>'
    )
    post = one(text('См. <a href="https://steppe-courier.example/n/1">тут</a>') + shown)
    assert post.text == "См. тут"
    assert post.message is not None
    assert post.message.media == (Media(MediaKind.LINK, "Мост открыт", "https://steppe-courier.example/n/1"),)


@pytest.mark.parametrize(
    "class_",
    [
        "tgme_widget_message_text js-message_reply_text",
        "tgme_widget_message_text js-message_text",
        "tgme_widget_message_metatext js-message_reply_text",
    ],
)
def test_it_never_takes_the_quoted_words_of_a_reply_for_the_post(class_: str) -> None:
    quoted = (
        '<a class="tgme_widget_message_reply" href="https://t.me/Bazaar_Talk/19"><div class="'
        f'{class_}" dir="auto">Завтра закроют обмен</div></a>'
    )
    post = one(quoted + text("Это неправда"))
    assert post.text == "Это неправда"
    assert post.message is not None
    assert post.message.reply_to == f"tg:{BARE_ID}/19"
    other = one(quoted.replace("Bazaar_Talk", "Valley_Wire") + text("Это неправда"))
    assert other.message is not None
    assert other.message.reply_to == "https://t.me/valley_wire/19"


def forwarded(name: str) -> str:
    return f'<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;{name}</div>'


def test_it_names_a_forwards_channel_and_hides_persons() -> None:
    class_ = 'class="tgme_widget_message_forwarded_from_name"'
    channel = forwarded(f'<a {class_} href="https://t.me/Valley_Wire/55"><span>Valley Wire</span></a>')
    person = forwarded(f'<a {class_} href="https://t.me/aigul_t"><span>Айгүл Т.</span></a>')
    hidden = forwarded(f"<span {class_}>Айгүл Т.</span>")
    assert message(channel + text("x")).forward == Forward("Valley Wire", "https://t.me/valley_wire/55")
    assert message(person + text("x")).forward == Forward(is_hidden=True)
    assert message(hidden + text("x")).forward == Forward(is_hidden=True)


def test_it_keeps_no_signature_and_takes_no_signature_for_the_word_edited() -> None:
    signature = '<span class="tgme_widget_message_from_author" dir="auto">edited by Айгүл</span>,&nbsp;'
    assert not message(text("x"), footer(meta=signature)).is_edited
    edited = one(text("x"), footer(meta=f"{signature}edited &nbsp;"))
    assert edited.message is not None
    assert edited.message.is_edited
    assert edited.edited is None
    assert "Айгүл" not in repr(edited)


@pytest.mark.parametrize(
    ("printed", "views"),
    [
        ("", None),
        ("2", 2),
        ("999", 999),
        ("3.12K", 3120),
        ("110K", 110000),
        ("1.2M", 1200000),
        ("many", None),
    ],
)
def test_it_reads_rounded_views_and_absent_ones_are_not_nought(printed: str, views: int | None) -> None:
    assert message(text("x"), footer(views=printed)).views == views


def test_it_reads_reactions_with_and_without_an_emoji() -> None:
    plain = f'<span class="tgme_reaction">{EMOJI}1.5K</span><span class="tgme_reaction">{EMOJI}2</span>'
    odd = (
        '<span class="tgme_reaction"><tg-emoji emoji-id="55"></tg-emoji>3</span><span class="tgme_reaction '
        'tgme_reaction_paid"><i class="icon icon-telegram-stars"></i>7</span>'
    )
    row = '<div class="tgme_widget_message_reactions js-message_reactions">{}</div>'
    assert message(text("x") + row.format(plain)).reactions == (("🔥", 1500), ("🔥", 2))
    assert message(text("x") + row.format(plain + odd)).reactions == (
        ("🔥", 1500), ("🔥", 2), ("custom:55", 3), ("⭐", 7),
    )  # fmt: skip


def test_an_album_is_one_post_with_the_addresses_of_all_its_parts() -> None:
    parts = "".join(player("photo_wrap", more="grouped_media_wrap", number=number) for number in (84, 85, 86))
    album = f'<div class="tgme_widget_message_grouped_wrap">{parts}</div>'
    (post,) = read(block(84, album + text(text("Мост")), data_view=pages.view("84g")))
    assert post.text == "Мост"
    assert post.message is not None
    assert post.message.album == (85, 86)
    assert [media.url for media in post.message.media] == [
        f"https://t.me/bazaar_talk/{n}" for n in (84, 85, 86)
    ]
    assert post.addresses == (
        *(f"tg:{BARE_ID}/{n}" for n in (84, 85, 86)),
        *(f"https://t.me/bazaar_talk/{n}" for n in (84, 85, 86)),
    )


def test_an_album_claims_no_number_of_another_channel_or_far_away() -> None:
    stranger = player("photo_wrap", more="grouped_media_wrap", number=85).replace(
        "Bazaar_Talk", "Valley_Wire"
    )
    far = player("photo_wrap", more="grouped_media_wrap", number=9999)
    assert message(stranger + far).album == ()


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        (player("photo_wrap"), MediaKind.PHOTO),
        (player("video_player", '<div class="message_video_play"></div>'), MediaKind.VIDEO),
        (player("video_player", "<video></video>"), MediaKind.ANIMATION),
        (player("roundvideo_player"), MediaKind.ROUND_VIDEO),
        (player("voice_player"), MediaKind.VOICE),
        (player("sticker_wrap"), MediaKind.STICKER),
        (player("videosticker_wrap"), MediaKind.STICKER),
    ],
)
def test_it_reads_what_hangs_on_a_post_without_words(inside: str, kind: MediaKind) -> None:
    label = '<div class="message_media_not_supported_label">This media is not supported in your browser</div>'
    post = one(inside + label)
    assert post.text == ""
    assert post.message is not None
    assert post.message.media == (Media(kind),)


def test_it_reads_documents_music_places_and_what_no_browser_shows() -> None:
    file = f'<div class="{M}_document_icon {{}}"></div><div class="{M}_document_title">Отчёт.pdf</div>'
    plain, music = player("document_wrap", file.format("")), player("document_wrap", file.format("audio"))
    assert message(plain).media == (Media(MediaKind.DOCUMENT, "Отчёт.pdf"),)
    assert message(music).media == (Media(MediaKind.AUDIO, "Отчёт.pdf"),)
    place = '<a class="tgme_widget_message_location_wrap" href="https://maps.example/?q=1,2"></a>'
    assert message(place).media == (Media(MediaKind.LOCATION, url="https://maps.example/?q=1,2"),)
    label = '<div class="message_media_not_supported_label">Please open Telegram to view this post</div>'
    assert message(label).media == (Media(MediaKind.UNSUPPORTED),)
    assert message(text("x") + label).media == ()


def test_the_words_of_a_poll_are_the_posts_and_its_counts_are_not() -> None:
    options = "".join(
        f'<b class="{M}_poll_option_percent">{percent}%</b><div class="{M}_poll_option_text">{words}</div>'
        for percent, words in ((60, "Ооба"), (40, "Жок"))
    )
    poll = f'<div class="{M}_poll js-poll"><div class="{M}_poll_question">Сенесизби?</div>{options}</div>'
    post = one(poll, footer())
    assert post.text == "Сенесизби?\n\nОоба\nЖок"
    assert post.message is not None
    assert post.message.media == (Media(MediaKind.POLL, "Сенесизби?"),)
    assert one(text("Суроо") + poll).text == "Суроо\n\nСенесизби?\n\nОоба\nЖок"


def test_it_keeps_a_change_of_name_and_leaves_other_acts_of_the_channel() -> None:
    acts = {
        1: "Channel created",
        2: "Channel name was changed to «<span>Bazaar</span>»",
        3: "Channel photo updated",
        4: "<a class='tgme_widget_message_author_name' href='#'>Bazaar</a> pinned «<span>x</span>»",
    }
    blocks = [block(n, text(words), footer(views=""), more="service_message") for n, words in acts.items()]
    parsed = preview.parse(document(page(*blocks)), BAZAAR)
    (post,) = parsed.posts
    assert post.text == "Channel name was changed to «Bazaar»"
    assert post.message is not None
    assert (post.message.service, post.message.views) == ("renamed", None)
    assert parsed.left == tuple(Left(f"tg:{BARE_ID}/{n}", "service") for n in (1, 3, 4))
    told = [post.message.service for post in preview.messages_of(document(page(*blocks))) if post.message]
    assert told == ["created", "renamed", "photo", "pinned"]


def test_a_block_without_a_view_has_the_channel_id_of_its_neighbours() -> None:
    first, second = read(block(1, text("a"), data_view="%%junk%%"), block(2, text("b")))
    assert first.addresses[0] == f"tg:{BARE_ID}/1"
    assert second.addresses[0] == f"tg:{BARE_ID}/2"


@pytest.mark.parametrize("junk", ["", "e30", "bnVsbA", pages.view(85), pages.view(84, -5), "A" * 600, "é"])
def test_a_view_that_says_nothing_costs_the_id_alone(junk: str) -> None:
    (post,) = read(block(84, text("a"), data_view=junk))
    assert post.addresses == ("https://t.me/bazaar_talk/84",)


def test_it_tells_the_older_page_though_the_page_links_to_none() -> None:
    (ask,) = preview.parse(document(page(block(90, text("b")), block(84, text("a")))), BAZAAR).asks
    assert ask.url == "https://t.me/s/Bazaar_Talk?before=84"
    assert preview.parse(document(page(block(1, text("a")))), BAZAAR).asks == ()


NOTHING = f'<div class="{M}_centered"><div class="tme_no_messages_found">No posts found</div></div>'
ODD = (block(1, "<p>words of another shape</p>"), block(2, "<p>and more</p>"))
ERROR = f"<div class='{M}_error'>Post not found</div>".encode()
DOOR = "https://t.me/bazaar_talk"


@pytest.mark.parametrize(
    ("content", "url", "name"),
    [
        (b"", DOOR, "preview-off"),
        (b"<html><body>You can contact @bazaar_talk right away</body></html>", DOOR, "preview-off"),
        (b"<html><body><div class='tgme_page_title'>Aigul</div></body></html>", pages.PAGE, "not-a-channel"),
        (page(NOTHING), pages.PAGE, "no-posts-shown"),
        (page(), pages.PAGE, "unreadable"),
        (page(*ODD), pages.PAGE, "unreadable"),
        (b" ", pages.PAGE, "unreadable"),
        (page(block(84, text("Мост закроют, сказали в")))[:-40], pages.PAGE, "cut-off"),
        (ERROR, f"{DOOR}/84?embed=1", "post-not-found"),
    ],
)
def test_it_tells_the_states_of_a_page_apart(content: bytes, url: str, name: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        preview.parse(document(content, url), BAZAAR)
    assert refused.value.name == name


def test_words_about_a_state_are_not_the_state() -> None:
    post = one(text("class=&quot;tme_no_messages_found&quot; tgme_widget_message_error No posts found"))
    assert "No posts found" in post.text


def test_the_form_that_shows_one_post_is_read_too() -> None:
    shown = document(page(block(84, text("Мост")), above=""), "https://t.me/bazaar_talk/84?embed=1&mode=tme")
    assert [post.text for post in preview.parse(shown, BAZAAR).posts] == ["Мост"]


def test_it_tells_the_channel_under_its_new_name() -> None:
    renamed = page(block(84, text("a")), above=pages.head("bazaar_news", "Bazaar News", "1.2M"))
    renamed = renamed.replace(b"Bazaar_Talk/84", b"bazaar_news/84")
    assert preview.channel(document(renamed)) == ChannelSeen(BARE_ID, "bazaar_news", "Bazaar News", 1200000)
    assert preview.channel(document(b"<html></html>")) is None


def test_it_keeps_the_contract_and_survives_damage() -> None:
    poll = (
        '<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">?</div></div>'
    )
    whole = page(
        block(1, text("Channel created"), more="service_message"),
        block(2, text(f"Мост {EMOJI}<br/>закроют") + player("photo_wrap")),
        block(2, text("again")),
        block(3, poll),
        block(4, ""),
    )
    assert contract.problems(KIND, contract.Sample(document(whole), BAZAAR, items=5)) == []
    for damaged in contract.damaged(document(whole)):
        assert contract.problems(KIND, contract.Sample(damaged, BAZAAR)) == []


def test_it_plans_the_newest_page() -> None:
    route = Route(1, "bazaar-talk", RouteKind.TELEGRAM_PREVIEW, pages.PAGE)
    assert contract.plan_problems(KIND, route, RouteState()) == []
    assert [ask.url for ask in KIND.plan(route, RouteState())] == [pages.PAGE]


def test_a_saved_page_in_another_encoding_is_read() -> None:
    saved = page(block(84, text("Мост"))).decode().encode("utf-16")
    (post,) = preview.parse(Document("file:///page.html", saved, "", NOW), BAZAAR).posts
    assert post.text == "Мост"


def test_thousands_of_nested_tags_are_no_bomb() -> None:
    deep = one(text("<b>" * 20_000 + "Мост"))
    assert deep.text == "Мост"
