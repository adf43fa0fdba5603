from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.settings import current
from aitys.store import keeping, models, posts, vanishing
from aitys.store.evidence.check_posts import check_posts
from aitys.store.rereading import Told, check
from aitys.store.vanishing import ListLook, is_mass
from aitys.values.captures import Ask, Purpose
from aitys.values.posts import Post, PostKind, PrintedTime
from aitys.values.readings import CoveredNumbers, CoveredTimes, Reader, ReadPost
from aitys.values.sources import Card, Route, SourceKind
from tests.builders import NOON, add_capture, add_source, keep, post, texts

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
VALLEY = Card("valley-wire", "@valley_wire", kind=SourceKind.CHANNEL)
PREFIX = "https://t.me/valley_wire/"
PAGE = "https://t.me/valley_wire/{}?embed=1"


@pytest.fixture
def channel() -> Route:
    return add_source(VALLEY, "https://t.me/s/valley_wire")


def message(number: int, text: str = "", *, album: tuple[int, ...] = ()) -> Post:
    names = tuple(f"{PREFIX}{each}" for each in (number, *album))
    posted = PrintedTime(NOON - timedelta(hours=9) + number * MINUTE, "+05:00")
    text = text or f"Message {number}."
    return Post(names, url=names[0], text=text, posted=posted, kind=PostKind.MESSAGE)


def reader(route: Route, minute: int, purpose: Purpose = Purpose.ROUTE, name: str = "feed@1") -> Reader:
    at = NOON + minute * MINUTE
    capture = add_capture(route, at)
    models.Capture.objects.filter(id=capture.id).update(purpose=purpose)
    return Reader(name, route.id, capture.id, at)


def own_page(link: str) -> str:
    return f"{link}?embed=1"


def look(route: Route, minute: int, *numbers: int, covers: tuple[int, int] = (1, 40)) -> Reader:
    """A look at the channel's list, which shows these messages of all that it covers."""
    made = reader(route, minute)
    shown = [message(number) for number in numbers]
    keeping.keep(route.source, made, [ReadPost(each, "en", "Latn", "language@test") for each in shown])
    addresses = frozenset(address for each in shown for address in each.addresses)
    covered = CoveredNumbers(PREFIX, *covers)
    vanishing.record_list(ListLook(route.source, made, (covered,), addresses), own_page)
    return made


def ask_own_page(route: Route, minute: int, number: int, why: str = "post-not-found") -> Reader:
    made = reader(route, minute, Purpose.PAGE, "telegram-post@1")
    vanishing.record_missing(made, Ask(PAGE.format(number), Purpose.PAGE, f"{PREFIX}{number}"), why)
    return made


def see_own_page(route: Route, minute: int, shown: Post) -> None:
    made = reader(route, minute, Purpose.PAGE, "telegram-post@1")
    keeping.keep(route.source, made, [ReadPost(shown, "en", "Latn", "language@test")])


def post_id(number: int) -> int:
    return models.Address.objects.get(address=f"{PREFIX}{number}").post_id


def is_gone(number: int) -> bool:
    (found,) = posts.by_ids([post_id(number)])
    return found.gone


def waiting() -> list[tuple[str, datetime]]:
    return list(models.ToAsk.objects.order_by("about").values_list("url", "due_at"))


def test_a_message_missing_from_its_page_is_suspected_and_looked_for_ten_minutes_later(
    channel: Route,
) -> None:
    look(channel, 0, 1, 2, 3)
    look(channel, 5, 1, 3)
    assert not is_gone(2)
    assert waiting() == [(PAGE.format(2), NOON + 15 * MINUTE)]


def test_it_is_gone_once_its_own_address_does_not_have_it_either(channel: Route) -> None:
    look(channel, 0, 1, 2, 3)
    look(channel, 5, 1, 3)
    ask_own_page(channel, 15, 2)
    assert is_gone(2)
    first, second = posts.versions(post_id(2))
    assert (first.gone, second.gone) == (False, True)
    assert (second.last_without_at, second.first_with_at) == (NOON, NOON + 5 * MINUTE)
    (found,) = posts.by_ids([post_id(2)])
    assert (found.text, found.versions, found.changed_at) == ("Message 2.", 2, NOON + 5 * MINUTE)
    assert not list(check_posts())


def test_a_second_look_that_comes_too_early_is_put_off(channel: Route) -> None:
    look(channel, 0, 1, 2, 3)
    look(channel, 5, 1, 3)
    ask_own_page(channel, 14, 2)
    assert not is_gone(2)
    assert waiting() == [(PAGE.format(2), NOON + 15 * MINUTE)]


def test_a_message_that_its_own_address_still_has_is_not_suspected_again_that_day(channel: Route) -> None:
    look(channel, 0, 1, 2, 3)
    look(channel, 5, 1, 3)
    models.ToAsk.objects.all().delete()
    see_own_page(channel, 15, message(2))
    look(channel, 30, 1, 3)
    assert not is_gone(2)
    assert waiting() == []


def test_a_message_that_comes_back_is_a_new_version_with_its_words(channel: Route) -> None:
    look(channel, 0, 1, 2, 3)
    look(channel, 5, 1, 3)
    ask_own_page(channel, 15, 2)
    look(channel, 30, 1, 2, 3)
    assert not is_gone(2)
    assert texts(post_id(2)) == ["Message 2.", "Message 2."]
    _, gone, back = posts.versions(post_id(2))
    assert gone.gone
    assert (back.last_without_at, back.first_with_at) == (NOON + 15 * MINUTE, NOON + 30 * MINUTE)
    assert not list(check_posts())


def test_it_can_vanish_twice(channel: Route) -> None:
    for minute in (0, 100):
        look(channel, minute, 1, 2, 3)
        look(channel, minute + 5, 1, 3)
        ask_own_page(channel, minute + 15, 2)
        assert is_gone(2)
    assert [version.gone for version in posts.versions(post_id(2))] == [False, True, False, True]


def test_a_feed_that_still_shows_what_was_taken_down_does_not_bring_it_back() -> None:
    route = add_source()
    keep(route, post("bridge"))
    address = post("bridge").addresses[0]
    see_own_page(route, 1, post("bridge"))
    for minute in (20, 40):
        made = reader(route, minute, Purpose.PAGE, "page@1")
        vanishing.record_missing(made, Ask(address, Purpose.PAGE, address), "http-404")
    keep(route, post("bridge"), at=NOON + 50 * MINUTE)
    id_ = models.Post.objects.get().id
    assert posts.by_ids([id_])[0].gone
    _, gone = posts.versions(id_)
    assert (gone.last_without_at, gone.first_with_at) == (NOON + MINUTE, NOON + 20 * MINUTE)
    assert not list(check_posts())


def test_an_imported_archive_brings_nothing_back(channel: Route) -> None:
    look(channel, 0, 1, 2, 3)
    look(channel, 5, 1, 3)
    ask_own_page(channel, 15, 2)
    made = reader(channel, 60, Purpose.PIECE, "posts@1")
    keeping.keep(channel.source, made, [ReadPost(message(2), "en", "Latn", "language@test")])
    assert is_gone(2)


def test_a_link_that_never_led_anywhere_did_not_vanish() -> None:
    route = add_source()
    keep(route, post("bridge"))
    address = post("bridge").addresses[0]
    for minute in (1, 20, 40):
        made = reader(route, minute, Purpose.PAGE, "page@1")
        vanishing.record_missing(made, Ask(address, Purpose.PAGE, address), "http-404")
    assert not models.Absence.objects.exists()


def test_what_is_left_out_under_a_reason_is_there(channel: Route) -> None:
    look(channel, 0, 1, 2, 3)
    made = reader(channel, 5)
    shown = frozenset(f"{PREFIX}{number}" for number in (1, 2, 3))
    vanishing.record_list(ListLook(channel.source, made, (CoveredNumbers(PREFIX, 1, 3),), shown), own_page)
    assert not models.Absence.objects.exists()


@pytest.mark.parametrize("covers", [(3, 40), (2, 2), (30, 40)])
def test_only_what_a_list_covers_can_be_missing(channel: Route, covers: tuple[int, int]) -> None:
    first = reader(channel, 0)
    album = message(2, album=(3, 4))
    keeping.keep(channel.source, first, [ReadPost(album, "en", "Latn", "language@test")])
    look(channel, 5, covers=covers)
    assert not models.Absence.objects.exists()


def test_a_list_by_date_misses_what_lies_between_its_first_and_its_last() -> None:
    route = add_source()
    dated = [
        post(f"n{hour}", posted=PrintedTime(NOON - timedelta(hours=hour), "+00:00")) for hour in range(1, 6)
    ]
    keep(route, *dated)
    made = reader(route, 60)
    shown = frozenset(address for each in (dated[1], dated[3]) for address in each.addresses)
    covers = CoveredTimes(NOON - timedelta(hours=4), NOON - timedelta(hours=2))
    vanishing.record_list(ListLook(route.source, made, (covers,), shown), str)
    assert [row.post_id for row in models.Absence.objects.all()] == [
        models.Address.objects.get(address=dated[2].addresses[0]).post_id
    ]


def test_a_feed_that_drops_a_post_from_its_middle_makes_nobody_suspect_and_its_page_is_asked_once() -> None:
    route = add_source()
    dated = [
        post(f"n{hour}", posted=PrintedTime(NOON - timedelta(hours=hour), "+00:00")) for hour in range(1, 6)
    ]
    keep(route, *dated)
    covers = (CoveredTimes(NOON - timedelta(hours=5), NOON - timedelta(hours=1)),)
    shown = frozenset(address for each in dated if each is not dated[2] for address in each.addresses)
    for minute in (30, 60):
        made = reader(route, minute)
        vanishing.ask_dropped(ListLook(route.source, made, covers, shown), str)
    assert not models.Absence.objects.exists()
    assert waiting() == [(dated[2].url, NOON + 30 * MINUTE)]
    address = dated[2].addresses[0]
    for minute in (61, 72):
        made = reader(route, minute, Purpose.PAGE, "page@1")
        vanishing.record_missing(made, Ask(address, Purpose.PAGE, address), "http-404")
    assert posts.by_ids([models.Address.objects.get(address=address).post_id])[0].gone


def test_the_page_of_a_gone_post_that_a_feed_shows_is_asked_again_after_a_while() -> None:
    route = add_source()
    keep(route, post("bridge"))
    see_own_page(route, 1, post("bridge"))
    address = post("bridge").addresses[0]
    for minute in (20, 40):
        made = reader(route, minute, Purpose.PAGE, "page@1")
        models.Capture.objects.filter(id=made.capture_id).update(about=address)
        vanishing.record_missing(made, Ask(address, Purpose.PAGE, address), "http-404")
    models.ToAsk.objects.all().delete()
    for minute in (100, 500):
        vanishing.ask_returned(ListLook(route.source, reader(route, minute), (), frozenset({address})), str)
    assert waiting() == [(address, NOON + 500 * MINUTE)]
    see_own_page(route, 501, post("bridge"))
    assert not posts.by_ids([models.Post.objects.get().id])[0].gone


def events() -> list[tuple[str, datetime, datetime | None]]:
    rows = models.HealthEvent.objects.order_by("id")
    return list(rows.values_list("name", "began_at", "ended_at"))


def test_a_mass_disappearance_is_held_until_a_later_look_misses_them_too(channel: Route) -> None:
    look(channel, 0, *range(1, 21))
    look(channel, 5, *range(1, 14))
    assert events() == [("mass-disappearance", NOON + 5 * MINUTE, None)]
    assert waiting() == []
    ask_own_page(channel, 40, 15)
    assert not is_gone(15)
    look(channel, 60, *range(1, 14))
    assert events() == [("mass-disappearance", NOON + 5 * MINUTE, NOON + 60 * MINUTE)]
    assert len(waiting()) == 7
    ask_own_page(channel, 61, 15)
    assert is_gone(15)
    assert not is_gone(16)


def test_a_mass_disappearance_that_was_none_leaves_nothing_but_its_event(channel: Route) -> None:
    look(channel, 0, *range(1, 21))
    look(channel, 5, 1)
    look(channel, 30, *range(1, 21))
    assert events() == [("mass-disappearance", NOON + 5 * MINUTE, NOON + 30 * MINUTE)]
    assert not models.Absence.objects.filter(ended_by=None).exists()


def test_the_same_answer_again_is_a_later_look(channel: Route) -> None:
    look(channel, 0, *range(1, 21))
    look(channel, 5, *range(1, 14))
    vanishing.record_repeat(reader(channel, 6), own_page)
    assert waiting() == []
    vanishing.record_repeat(reader(channel, 60), own_page)
    assert len(waiting()) == 7


def test_a_source_in_a_bad_way_makes_nothing_suspect(channel: Route) -> None:
    look(channel, 0, 1, 2, 3)
    models.HealthEvent.objects.create(route_id=channel.id, name="thin", began_at=NOON)
    look(channel, 5, 1, 3)
    assert not models.Absence.objects.exists()


def test_the_same_look_recorded_twice_changes_nothing(channel: Route) -> None:
    look(channel, 0, 1, 2, 3)
    made = look(channel, 5, 1, 3)
    before = list(models.Absence.objects.values())
    shown = frozenset(f"{PREFIX}{number}" for number in (1, 3))
    vanishing.record_list(ListLook(channel.source, made, (CoveredNumbers(PREFIX, 1, 40),), shown), own_page)
    assert list(models.Absence.objects.values()) == before
    second = ask_own_page(channel, 15, 2)
    vanishing.record_missing(second, Ask(PAGE.format(2), Purpose.PAGE, f"{PREFIX}2"), "post-not-found")
    assert len(posts.versions(post_id(2))) == 2


def test_words_captured_before_it_was_missed_and_read_after_stay_before_it(channel: Route) -> None:
    look(channel, 0, 1, 2, 3)
    look(channel, 5, 1, 3)
    ask_own_page(channel, 15, 2)
    late = reader(channel, 3)
    edited = message(2, "Message 2, put right.")
    keeping.keep(channel.source, late, [ReadPost(edited, "en", "Latn", "language@test")])
    assert [version.gone for version in posts.versions(post_id(2))] == [False, False, True]
    assert texts(post_id(2)) == ["Message 2.", "Message 2, put right."]
    assert not list(check_posts())


def _forge_gone() -> None:
    models.Version.objects.update(gone=True)


def _forge_there() -> None:
    models.Version.objects.filter(gone=True).delete()


def _forge_first_look() -> None:
    models.Absence.objects.update(capture=models.Capture.objects.earliest("id"))


def _forge_second_look() -> None:
    models.Absence.objects.update(confirmed_by=models.Capture.objects.earliest("id"))


@pytest.mark.parametrize("forge", [_forge_gone, _forge_there, _forge_first_look, _forge_second_look])
def test_a_forged_disappearance_is_found(channel: Route, forge: object) -> None:
    look(channel, 0, 1, 2, 3)
    look(channel, 5, 1, 3)
    ask_own_page(channel, 15, 2)
    assert callable(forge)
    forge()
    assert list(check_posts())


def test_evidence_read_again_must_still_say_that_it_is_not_there(channel: Route) -> None:
    look(channel, 0, 1, 2, 3)
    made = look(channel, 5, 1, 3)
    second = ask_own_page(channel, 15, 2)
    listed = Told(channel.source, "feed@1", channel.id, (message(1), message(3)))
    assert not list(check(made.capture_id, (listed,)))
    assert not list(check(second.capture_id, (), "post-not-found"))
    assert [problem.name for problem in check(second.capture_id, (), "unreadable")] == ["version-edited"]
    shows = Told(channel.source, "feed@1", channel.id, (message(1), message(2), message(3)))
    assert "version-edited" in {problem.name for problem in check(made.capture_id, (shows,))}


def test_two_posts_that_were_one_are_gone_once() -> None:
    route = add_source()
    one = Post(("guid:1",), text="Monday.", url="https://steppe-courier.example/1")
    other = Post(("https://steppe-courier.example/1",), text="Monday.", url=one.url)
    keep(route, one, other)
    for address in (*one.addresses, *other.addresses):
        see = reader(route, 1, Purpose.PAGE, "page@1")
        read = ReadPost(Post((address,), text="Monday."), "en", "Latn", "language@test")
        keeping.keep(route.source, see, [read])
        for minute in (20, 40):
            made = reader(route, minute, Purpose.PAGE, "page@1")
            vanishing.record_missing(made, Ask(one.url, Purpose.PAGE, address), "http-410")
    keep(route, Post((*one.addresses, *other.addresses), text="Monday."), at=NOON + 60 * MINUTE)
    (row,) = models.Post.objects.filter(merged_into=None)
    assert models.Absence.objects.filter(post=row, ended_by=None).count() <= 1
    assert not list(check_posts())


def test_the_pause_before_the_second_look_is_a_setting() -> None:
    assert current().second_look == 600


@given(st.integers(0, 300), st.integers(0, 300))
def test_five_or_a_fifth_of_a_look_may_vanish_at_once(missing: int, covered: int) -> None:
    assert is_mass(missing, covered) == (missing > 5 and missing * 5 > covered)
