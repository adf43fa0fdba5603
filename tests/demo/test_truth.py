"""Every line of the world's ground truth is true of the world."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import pytest

from aitys.text.folding import fold
from aitys.text.languages import detect
from demo.channels import Channel, Message, read_channels
from demo.rounds import LAST_ROUND, ROUNDS, first_round
from demo.truth import Written, read_posts, read_truth

TRUTH = read_truth()
POSTS = read_posts()
CHANNELS = {channel.name: channel for channel in read_channels()}
# Words are names of things in a number pair as well ("this Tuesday"): nearly all of them are shared.
NEARLY_ALL = 0.8
MOST = 0.6


def rows(table: str) -> list[dict[str, object]]:
    return TRUTH[table]


def names(row: dict[str, object], *keys: str) -> list[str]:
    """The posts that a row names under these keys, one or a list of them."""
    found: list[str] = []
    for key in keys or ("posts",):
        value = row.get(key, [])
        found += [value] if isinstance(value, str) else [str(each) for each in value]  # type: ignore[attr-defined]
    return found


def of(row: dict[str, object], *keys: str) -> list[Written]:
    return [POSTS[name] for name in names(row, *keys)]


def folded(text: str) -> list[str]:
    """The words of a text in one spelling; numbers stay."""
    return [key for word in re.findall(r"\w+(?:[‘’'ʻʼ]\w+)*", text) if (key := fold(word))]


def shared(one: str, other: str) -> float:
    """The part of the words of the shorter text that the other one has too, numbers apart."""
    first, second = ({word for word in folded(text) if not word.isdigit()} for text in (one, other))
    return len(first & second) / min(len(first), len(second))


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text)


def message(name: str) -> Message:
    channel, _, number = name.partition("/")
    return next(each for each in CHANNELS[channel].post if each.number == int(number))


def every_name() -> Iterator[str]:
    """Everything in the file that looks like the name of a post."""
    stack: list[object] = list(TRUTH.values())
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            stack += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            stack += value
        elif isinstance(value, str) and re.fullmatch(r"[\w.-]+/\S+", value):
            yield value


def test_every_post_that_is_named_is_there() -> None:
    named = set(every_name())
    assert len(named) > 150
    assert named - POSTS.keys() == set()


def test_the_claims_are_named_once_and_nobody_answers_another() -> None:
    claims = [str(row["name"]) for row in rows("claim")]
    assert len(claims) == len(set(claims)) >= 6
    answered = {str(row["claim"]) for name in ("denial", "reported_denial", "verdict") for row in rows(name)}
    assert answered <= set(claims)


@pytest.mark.parametrize("row", rows("claim"), ids=lambda row: row["name"])
def test_a_claim_is_made_nowhere_before_its_first_appearance(row: dict[str, object]) -> None:
    first = POSTS[str(row["first"])]
    others = of(row, "made_by", "asked_about_by")
    assert first in others
    assert all(post.date > first.date for post in others if post is not first)


def test_a_claim_first_seen_on_a_small_channel_reached_a_large_one_later() -> None:
    small = {str(row["name"]) for row in rows("claim") if str(row["first"]).startswith("mill_street_kerege")}
    assert small == {"schools", "messengers"}
    assert int(CHANNELS["mill_street_kerege"].subscribers) < 1000


def test_an_old_post_that_was_edited_to_make_a_claim_bears_a_date_before_its_first() -> None:
    (row,) = (row for row in rows("claim") if "edited_to_make_it" in row)
    (post,) = of(row, "edited_to_make_it")
    (edit,) = (edit for edit in rows("edit") if edit["post"] == post.ref)
    at = edit["at"]
    assert isinstance(at, datetime)
    assert post.date < POSTS[str(row["first"])].date < at
    assert ROUNDS[1] < at < ROUNDS[2]
    assert "талонам" not in post.texts[0]
    assert "талонам" in post.texts[1]


@pytest.mark.parametrize("row", rows("exact_copy"))
def test_exact_copies_are_the_same_words_after_folding(row: dict[str, object]) -> None:
    posts = of(row)
    assert len(posts) > 1
    assert len({tuple(folded(post.text)) for post in posts}) == 1


@pytest.mark.parametrize("row", rows("near_copy"))
def test_near_copies_share_most_words_and_are_not_the_same(row: dict[str, object]) -> None:
    one, other = of(row)
    assert folded(one.text) != folded(other.text)
    assert shared(one.text, other.text) >= MOST


@pytest.mark.parametrize("row", rows("number_pair"))
def test_number_pairs_share_nearly_all_words_and_no_two_their_numbers(row: dict[str, object]) -> None:
    posts = of(row)
    if any(not numbers(post.text) for post in posts):
        # The numbers of these are written as words.
        assert len({tuple(folded(post.text)) for post in posts}) == len(posts)
    else:
        assert len({tuple(numbers(post.text)) for post in posts}) == len(posts)
    assert all(shared(posts[0].text, post.text) >= NEARLY_ALL for post in posts[1:])


def test_a_forward_has_the_words_of_its_original_and_comes_later() -> None:
    told = {(str(row["post"]), str(row["of"])) for row in rows("forward")}
    written = {
        (f"{channel.name}/{each.number}", each.forward_of)
        for channel in CHANNELS.values()
        for each in channel.post
        if "/" in each.forward_of
    }
    assert told == written
    for copy, original in told:
        assert POSTS[copy].text == POSTS[original].text
        assert POSTS[copy].date > POSTS[original].date


def test_hidden_forwards_name_nobody() -> None:
    (row,) = rows("hidden_forward")
    assert [message(name).forward_of for name in names(row)] == ["user", "hidden"]


@pytest.mark.parametrize("row", rows("translation"))
def test_translations_are_in_the_languages_that_are_named(row: dict[str, object]) -> None:
    assert sorted({post.lang for post in of(row)}) == row["languages"]


def test_every_edit_of_the_world_is_named_and_changes_what_is_said_of_it() -> None:
    edited = {ref: post for ref, post in POSTS.items() if len(set(post.texts)) > 1}
    assert {str(row["post"]) for row in rows("edit")} == edited.keys()
    for row in rows("edit"):
        texts, number = edited[str(row["post"])].texts, row["round"]
        assert isinstance(number, int)
        before, after = texts[number - 2], texts[number - 1]
        assert before != after, row
        assert first_round(POSTS[str(row["post"])].date) < number
        assert len(set(texts[number - 1 :])) == 1
        has_other_numbers = numbers(before) != numbers(after)
        is_longer = len(folded(after)) > len(folded(before)) + 8
        kind = "sentence" if is_longer else "number" if has_other_numbers else "words"
        assert kind == row["kind"], row


def test_what_is_no_edit_has_one_text_in_all_rounds() -> None:
    for row in rows("no_edit"):
        assert all(len(set(post.texts)) == 1 for post in of(row)), row


def test_every_disappearance_is_named_with_its_round() -> None:
    gone = {ref: post.gone_in for ref, post in POSTS.items() if post.gone_in}
    assert {str(row["post"]): row["round"] for row in rows("gone")} == gone
    assert all(first_round(POSTS[ref].date) < number for ref, number in gone.items())


@pytest.mark.parametrize("table", ["denial", "reported_denial"])
def test_the_words_of_an_answer_stand_in_the_post_and_come_after_the_claim(table: str) -> None:
    first = {row["name"]: POSTS[str(row["first"])] for row in rows("claim")}
    for row in rows(table):
        (post,) = of(row, "post")
        assert str(row["words"]) in post.text, row
        assert post.date > first[row["claim"]].date


def test_bodies_answer_on_their_own_and_are_reported_by_others() -> None:
    own = {"Bank of Tian": "bank-of-tian.example", "Ministry of Communications": "tian_mincomm"}
    own["Ministry of Emergencies"] = "tian_emergency"
    for row in rows("denial"):
        assert POSTS[str(row["post"])].source == own[str(row["body"])]
    assert not {POSTS[str(row["post"])].source for row in rows("reported_denial")} & set(own.values())


def test_verdicts_are_the_fact_checkers_alone_and_dated_as_their_page() -> None:
    for row in rows("verdict"):
        post = POSTS[str(row["post"])]
        assert post.source == "elek-check.example"
        assert post.date.date() == row["as_of"]


def test_satire_is_of_one_channel_that_says_so() -> None:
    (row,) = rows("satire")
    channel = CHANNELS[str(row["channel"])]
    assert "Сатира" in channel.about
    looks = row["looks_like"]
    assert isinstance(looks, dict)
    assert all(POSTS[name].source == channel.name for name in looks.values())
    assert looks.keys() <= {claim["name"] for claim in rows("claim")}


def test_the_private_person_is_in_these_posts_and_in_no_title() -> None:
    (row,) = rows("person")
    surname = str(row["name"]).split()[1][:8]
    assert {ref for ref, post in POSTS.items() if surname in post.text} == set(names(row))
    assert not [ref for ref, post in POSTS.items() if surname in post.title]


def test_what_is_said_of_channels_is_written_in_their_files() -> None:
    def having(said: str) -> list[Channel]:
        return [channel for channel in CHANNELS.values() if getattr(channel, said)]

    assert [channel.name for channel in having("preview_off")] == [
        row["channel"] for row in rows("preview_off")
    ]
    assert [{"channel": each.name, "rounds": [*each.throttled_in]} for each in having("throttled_in")] == [
        *rows("throttled")
    ]
    assert [
        {"channel": each.name, "to": each.renamed_to, "id": each.id, "round": each.renamed_in}
        for each in having("renamed_in")
    ] == [*rows("renamed")]
    assert [channel.name for channel in having("no_prev")] == [row["channel"] for row in rows("no_prev")]


def test_the_hole_is_a_hole_between_two_messages() -> None:
    (row,) = rows("hole")
    first, last = row["first"], row["last"]
    assert isinstance(first, int)
    assert isinstance(last, int)
    there = {each.number for each in CHANNELS[str(row["channel"])].post}
    assert there.isdisjoint(range(first, last + 1))
    assert {first - 1, last + 1} <= there


@pytest.mark.parametrize(
    ("table", "is_so"),
    [
        ("album", lambda each: bool(each.album)),
        ("image_only", lambda each: bool(each.photos) and not each.text),
        ("poll", lambda each: bool(each.poll)),
    ],
)
def test_messages_of_a_kind_are_all_named(table: str, is_so: object) -> None:
    assert callable(is_so)
    found = {
        f"{channel.name}/{each.number}"
        for channel in CHANNELS.values()
        for each in channel.post
        if is_so(each)
    }
    (row,) = rows(table)
    assert found == set(names(row))


def test_what_else_hangs_on_messages_and_where_no_views_are_shown() -> None:
    every = [(channel, each) for channel in CHANNELS.values() for each in channel.post]
    (media,), (no_views,) = rows("media"), rows("no_views")
    kinds = ("voice", "video", "document", "unsupported")
    assert {
        f"{channel.name}/{each.number}": kind
        for channel, each in every
        for kind in kinds
        if getattr(each, kind)
    } == media["posts"]
    assert {
        f"{channel.name}/{each.number}" for channel, each in every if not each.views and not each.service
    } == {*names(no_views)}


def test_service_messages_and_replies_are_all_named() -> None:
    every = [(channel, each) for channel in CHANNELS.values() for each in channel.post]
    (service,), (reply,) = rows("service"), rows("reply")
    assert {f"{channel.name}/{each.number}": each.service for channel, each in every if each.service} == (
        service["posts"]
    )
    assert {
        f"{channel.name}/{each.number}": each.reply_to
        for channel, each in every
        if each.reply_to and not each.service
    } == reply["posts"]
    for channel, each in every:
        assert not each.reply_to or any(other.number == each.reply_to for other in channel.post)


@pytest.mark.parametrize("post", [post for post in POSTS.values() if post.text], ids=lambda post: post.ref)
def test_a_post_is_in_the_language_that_is_written_beside_it(post: Written) -> None:
    for text in {*post.texts}:
        found = detect(f"{post.title}\n{text}")
        code, _, script = post.lang.partition("-")
        assert found.code == code
        assert script in ("", found.script)


def test_each_language_and_script_has_twenty_five_posts_and_more() -> None:
    counted = dict.fromkeys(("en", "kk", "ky", "ru", "tg", "tk", "uz-Cyrl", "uz-Latn"), 0)
    for post in POSTS.values():
        counted[post.lang] += bool(post.text)
    assert min(counted.values()) >= 25
    assert sum(counted.values()) >= 300


def test_the_last_round_is_after_everything() -> None:
    assert max(post.date for post in POSTS.values()) <= ROUNDS[LAST_ROUND]
