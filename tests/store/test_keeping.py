from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from aitys.store import indexing, keeping, models, posts
from aitys.text.tags import fold_tag
from aitys.values.captures import Ask, Purpose
from aitys.values.posts import PrintedTime
from aitys.values.readings import ReadPost
from aitys.values.sources import Card
from aitys.values.stored import Tag
from tests import builders
from tests.builders import COURIER, NOON, add_source, keep, post, texts

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=2)


def test_it_keeps_a_post_with_its_words_and_queues_it_for_the_index() -> None:
    kept = keep(add_source(), post("bridge", byline="A. Reporter", tags=("Bridges",)))
    assert kept == keeping.Kept(stored=1)
    row = models.Post.objects.get()
    (stored,) = posts.by_ids([row.id])
    assert (stored.title, stored.byline, stored.language) == ("Title of bridge", "A. Reporter", "en")
    assert stored.tags == (Tag(fold_tag("bridges"), "Bridges"),)
    assert indexing.POSTS.pending(10).ids == (row.id,)


def test_the_same_post_read_twice_changes_nothing() -> None:
    route = add_source()
    keep(route, post("bridge"))
    waiting = indexing.POSTS.newest()
    assert keep(route, post("bridge"), at=LATER) == keeping.Kept(
        0, 1, known=frozenset(post("bridge").addresses)
    )
    assert models.Reading.objects.count() == models.Version.objects.count() == 1
    assert indexing.POSTS.newest() == waiting


def test_it_keeps_both_versions_when_a_post_is_edited() -> None:
    route = add_source()
    keep(route, post("bridge", "Opens on Monday."))
    keep(route, post("bridge", "Opens on Monday."), at=NOON + timedelta(hours=1))
    keep(route, post("bridge", "Opens on Friday."), at=LATER)
    post_id = models.Post.objects.get().id
    assert texts(post_id) == ["Opens on Monday.", "Opens on Friday."]
    first, second = posts.versions(post_id)
    assert (second.last_without_at, second.first_with_at) == (NOON + timedelta(hours=1), LATER)
    assert first.last_with_at == NOON + timedelta(hours=1)


def test_words_that_return_after_an_edit_are_a_third_version() -> None:
    route = add_source()
    for hour, text in enumerate(["Monday.", "Friday.", "Monday."]):
        keep(route, post("bridge", text), at=NOON + timedelta(hours=hour))
    assert texts(models.Post.objects.get().id) == [
        "Monday.",
        "Friday.",
        "Monday.",
    ]


def test_another_reader_gives_a_reading_and_never_an_edit() -> None:
    route = add_source()
    keep(route, post("bridge", "Opens …"))
    keep(route, post("bridge", "Opens on Monday, with both lanes."), at=LATER, name="page@1")
    assert models.Version.objects.count() == 1
    assert models.Reading.objects.count() == 2
    stored = posts.by_ids([models.Post.objects.get().id])[0]
    assert stored.text == "Opens on Monday, with both lanes."


def test_a_file_that_names_a_post_does_not_change_what_its_publisher_is_shown_to_say() -> None:
    route = add_source()
    keep(route, post("bridge", "Opens on Monday."))
    keep(route, post("bridge", "Never opens."), at=LATER, name="posts@1")
    row = models.Post.objects.get()
    assert posts.by_ids([row.id])[0].text == posts.to_index([row.id])[0].text == "Opens on Monday."
    assert models.Reading.objects.count() == 2


def test_a_route_that_lags_behind_keeps_the_older_wording_in_sight_and_not_the_newer() -> None:
    quick, slow = add_source(), add_source(address="https://steppe-courier.example/all.xml")
    keep(slow, post("bridge", "Monday."))
    keep(quick, post("bridge", "Monday."))
    keep(quick, post("bridge", "Friday."), at=LATER)
    keep(slow, post("bridge", "Monday."), at=LATER + timedelta(hours=1))
    first, second = posts.versions(models.Post.objects.get().id)
    assert (first.last_with_at, second.last_with_at) == (LATER + timedelta(hours=1), LATER)


def test_a_page_read_again_after_a_feed_edit_belongs_to_the_new_version() -> None:
    route = add_source()
    keep(route, post("bridge", "Opens Monday …"))
    keep(route, post("bridge", "Opens Monday, both lanes."), name="page@1")
    keep(route, post("bridge", "Opens Friday …"), at=LATER)
    keep(route, post("bridge", "Opens Friday, one lane."), at=LATER, name="page@1")
    post_id = models.Post.objects.get().id
    assert texts(post_id) == [
        "Opens Monday, both lanes.",
        "Opens Friday, one lane.",
    ]


def test_a_whole_text_stays_when_the_feed_edits_its_summary_and_the_page_says_the_same() -> None:
    route = add_source()
    keep(route, post("bridge", "Opens Monday …"))
    keep(route, post("bridge", "Opens Monday, both lanes."), name="page@1")
    keep(route, post("bridge", "Opens on Monday …"), at=LATER)
    kept = keep(route, post("bridge", "Opens Monday, both lanes."), at=LATER, name="page@1")
    assert (kept.stored, kept.unchanged) == (0, 1)
    row = models.Post.objects.get()
    assert posts.by_ids([row.id])[0].text == "Opens Monday, both lanes."
    assert posts.to_index([row.id])[0].text == "Opens Monday, both lanes."


def test_a_page_without_a_date_keeps_the_time_that_its_feed_prints() -> None:
    route = add_source()
    printed = PrintedTime(NOON - timedelta(hours=3), "+06:00")
    keep(route, post("bridge", "Opens …", posted=printed))
    keep(route, post("bridge", "Opens Monday, both lanes.", posted=None), name="page@1")
    stored = posts.by_ids([models.Post.objects.get().id])[0]
    assert (stored.text, stored.posted) == ("Opens Monday, both lanes.", printed)


def test_a_look_at_the_feed_says_nothing_of_when_the_page_changed() -> None:
    route = add_source()
    keep(route, post("bridge", "Opens …"))
    keep(route, post("bridge", "Opens Monday."), at=NOON + timedelta(hours=1), name="page@1")
    keep(route, post("bridge", "Opens …"), at=NOON + timedelta(hours=2))
    keep(route, post("bridge", "Opens Friday."), at=NOON + timedelta(hours=3), name="page@1")
    _, second = posts.versions(models.Post.objects.get().id)
    assert second.last_without_at == NOON + timedelta(hours=1)


def test_two_posts_that_turn_out_to_be_one_are_merged_into_the_older() -> None:
    route = add_source()
    keep(route, replace(post("bridge", "Monday."), addresses=("guid:steppe-courier/1",)))
    keep(route, post("bridge", "Monday!"), at=LATER)
    older, younger = models.Post.objects.order_by("id")
    both = replace(
        post("bridge", "Monday?"),
        addresses=("https://steppe-courier.example/bridge", "guid:steppe-courier/1"),
    )
    keep(route, both, at=LATER + timedelta(hours=1))
    assert posts.by_id(younger.id) == posts.Moved(older.id)
    assert texts(older.id) == ["Monday.", "Monday!", "Monday?"]
    assert len(posts.addresses(older.id)) == 2
    assert posts.by_ids([older.id, younger.id])[0].id == older.id


def test_one_post_under_two_names_in_one_batch_is_kept_once() -> None:
    route = add_source()
    keep(route, replace(post("a", "Monday."), addresses=("guid:c/1",)))
    keep(route, replace(post("a", "Monday."), addresses=("tg:77/2",)))
    first = replace(post("a", "Friday."), addresses=("guid:c/1",))
    both = replace(first, addresses=("tg:77/2", "https://steppe-courier.example/a"))
    keep(route, first, replace(first, addresses=("guid:c/1", "tg:77/2")), both, at=LATER)
    assert models.Post.objects.filter(merged_into=None).count() == 1


def test_entries_of_a_live_blog_stay_apart_though_they_share_its_link() -> None:
    route = add_source()
    link = "https://steppe-courier.example/live"
    keep(route, replace(post("live", "One."), addresses=(link, "guid:c/1")))
    keep(
        route,
        replace(post("live", "One."), addresses=("guid:c/1",)),
        replace(post("live", "Two."), addresses=("guid:c/2",)),
    )
    kept = keep(route, replace(post("live", "Two, longer."), addresses=(link, "guid:c/2")), at=LATER)
    assert kept.stored == 1
    first, second = models.Post.objects.filter(merged_into=None).order_by("id")
    assert texts(first.id) == ["One."]
    assert texts(second.id) == ["Two.", "Two, longer."]


HERALD = Card("issyk-herald", "Issyk Herald")


@pytest.mark.parametrize("name", ["bridge", "b" * 460], ids=["short", "long"])
def test_a_source_that_names_the_link_of_another_puts_no_words_into_its_mouth(name: str) -> None:
    courier, herald = add_source(), add_source(HERALD, "https://issyk-herald.example/rss.xml")
    keep(courier, post(name, "Opens on Monday."))
    for hour, text in enumerate(["Never opens.", "Never opens.", "Opens, we hear."], 1):
        keep(herald, post(name, text), at=NOON + timedelta(hours=hour))
    theirs, ours = (models.Post.objects.get(source__slug=card.slug) for card in (COURIER, HERALD))
    assert texts(theirs.id) == ["Opens on Monday."]
    assert texts(ours.id) == ["Never opens.", "Opens, we hear."]


def test_a_link_that_somebody_else_named_first_does_not_keep_its_publisher_out() -> None:
    courier, herald = add_source(), add_source(HERALD, "https://issyk-herald.example/rss.xml")
    keep(herald, post("bridge", "Never opens."))
    for hour in (1, 2):
        keep(courier, post("bridge", "Opens on Monday."), at=NOON + timedelta(hours=hour))
    assert sorted(models.Post.objects.values_list("source__slug", flat=True)) == [HERALD.slug, COURIER.slug]
    assert models.Version.objects.count() == 2


def test_a_later_line_of_a_batch_about_the_same_post_is_its_edit() -> None:
    kept = keep(add_source(), post("bridge", "Monday."), post("school"), post("bridge", "Friday."))
    assert kept.stored == 3
    assert models.Post.objects.count() == 2
    assert models.Version.objects.count() == 3


def test_evidence_read_again_after_a_kill_makes_no_version_though_it_holds_an_edit() -> None:
    route = add_source()
    capture = builders.reader(route)
    both = [ReadPost(post("bridge", text), "en", "Latn", "language@test") for text in ("Monday.", "Friday.")]
    for _ in range(2):
        kept = keeping.keep(route.source, capture, both)
    assert kept == keeping.Kept(unchanged=2)
    assert models.Version.objects.count() == models.Reading.objects.count() == 2
    assert posts.by_ids([models.Post.objects.get().id])[0].text == "Friday."


def test_an_older_file_imported_again_does_not_undo_a_later_edit() -> None:
    route = add_source()
    first = builders.reader(route)
    keeping.keep(route.source, first, [ReadPost(post("bridge", "Monday."), "en", "Latn", "language@test")])
    keep(route, post("bridge", "Friday."), at=LATER)
    again = builders.reader(route, LATER + timedelta(hours=1))
    models.Capture.objects.filter(id=again.capture_id).update(same_as_id=first.capture_id)
    kept = keeping.keep(
        route.source, again, [ReadPost(post("bridge", "Monday."), "en", "Latn", "language@test")]
    )
    assert kept == keeping.Kept(unchanged=1, known=frozenset(post("bridge").addresses))
    assert posts.by_ids([models.Post.objects.get().id])[0].text == "Friday."


def test_it_tells_which_posts_were_known_by_the_first_address_they_came_with() -> None:
    issyk = add_source(Card("issyk-herald", "Issyk Herald"), "https://issyk-herald.example/rss.xml")
    keep(issyk, post("bridge"))  # the address is theirs from now on
    route = add_source()
    keep(route, post("bridge"))
    kept = keep(route, post("school"), post("bridge"), at=LATER)
    assert kept == keeping.Kept(1, 1, known=frozenset(post("bridge").addresses))


def test_a_capture_that_was_half_read_overlaps_nothing_but_itself() -> None:
    route = add_source()
    capture = builders.reader(route)
    read = [ReadPost(post(name), "en", "Latn", "language@test") for name in ("bridge", "school")]
    keeping.keep(route.source, capture, read[:1])
    assert keeping.keep(route.source, capture, read) == keeping.Kept(stored=1, unchanged=1)


def test_a_post_dated_in_the_future_is_listed_when_it_was_found() -> None:
    ahead = PrintedTime(NOON + timedelta(days=400), "+00:00")
    keep(add_source(), post("bridge", posted=ahead), post("school", posted=None))
    assert {row.listed_at for row in models.Post.objects.all()} == {NOON}


def test_an_edit_changes_the_tags_that_topics_see() -> None:
    route = add_source()
    keep(route, post("bridge", "Monday.", tags=("Water", "Bridges")))
    keep(route, post("bridge", "Friday.", tags=("Bridges",)), at=LATER)
    assert [row.key for row in models.PostTag.objects.all()] == [fold_tag("Bridges")]


def test_the_page_of_a_new_post_is_queued_once() -> None:
    route = add_source()
    read = ReadPost(
        post("bridge"), "en", "Latn", "language@test", Ask("https://a.example/1", Purpose.PAGE, "x")
    )
    for _ in range(2):
        keeping.keep(route.source, builders.reader(route), [read])
    assert [(row.url, row.about) for row in models.ToAsk.objects.all()] == [("https://a.example/1", "x")]


def test_a_withdrawn_post_is_in_no_list() -> None:
    keep(add_source(), post("bridge"))
    models.Post.objects.update(withdrawn_at=NOON)
    assert posts.by_ids([models.Post.objects.get().id]) == ()


def test_more_posts_than_one_transaction_takes_are_a_mistake_of_ours() -> None:
    route = add_source()
    with pytest.raises(ValueError, match="at most 100"):
        keep(route, *[post(str(number)) for number in range(101)])
