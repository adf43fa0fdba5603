from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F

from aitys.store import keeping, models
from aitys.store.coverage import Item, Look, record_look
from aitys.store.evidence.check_posts import check_coverage, check_posts
from aitys.store.posts import versions
from aitys.values.posts import PrintedTime
from aitys.values.readings import ReadPost
from aitys.values.sources import Card, Route
from tests.builders import NOON, add_capture, add_source, keep, post, reader, texts

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def _names() -> set[str]:
    return {problem.name for problem in check_posts()}


@pytest.fixture
def route() -> Route:
    """The bridge opens on Monday, seen twice; then on Friday, seen twice; its page read; a school beside it.

    Another site was captured meanwhile.
    """
    made = add_source()
    for hour, text in enumerate(["Monday.", "Monday.", "Friday.", "Friday."]):
        keep(made, post("bridge", text), at=NOON + hour * HOUR)
    keep(made, post("bridge", "Friday, both lanes."), at=NOON + 4 * HOUR, name="page@1")
    keep(made, post("school"), at=NOON + 5 * HOUR)
    other = add_source(Card("issyk-herald", "Issyk Herald"), "https://issyk-herald.example/rss.xml")
    add_capture(other, NOON + 6 * HOUR)
    return made


def test_what_was_kept_is_as_it_was_read(route: Route) -> None:
    assert not list(check_posts())


def test_posts_that_turned_out_to_be_one_are_no_forgery() -> None:
    route = add_source()
    by_guid = post("bridge", "Monday.", posted=None)
    guid = ("guid:steppe-courier/1",)
    keep(route, post("bridge", "Monday."))
    keep(route, type(by_guid)(guid, text="Monday!"), at=NOON + HOUR)
    keep(route, type(by_guid)((*post("bridge").addresses, *guid), text="Monday?"), at=NOON + 2 * HOUR)
    assert models.Post.objects.exclude(merged_into=None).exists()
    assert not list(check_posts())


def _version(number: int, **edit: object) -> None:
    models.Version.objects.filter(post=models.Post.objects.earliest("id"), number=number).update(**edit)


def _reading(number: int, **edit: object) -> None:
    first = models.Post.objects.earliest("id")
    models.Reading.objects.filter(version__post=first, version__number=number, reader="feed@1").update(**edit)


def _post(**edit: object) -> None:
    models.Post.objects.filter(id=models.Post.objects.earliest("id").id).update(**edit)


def _capture(hour: int) -> int:
    return models.Capture.objects.get(captured_at=NOON + hour * HOUR).id


@pytest.mark.parametrize(
    ("forge", "name"),
    [
        (lambda: _post(found_at=NOON - 9 * HOUR), "post-edited"),
        (lambda: _post(found_at=NOON + HOUR), "post-edited"),
        (lambda: _post(listed_at=NOON - 9 * HOUR), "post-edited"),
        (lambda: _post(merged_into=models.Post.objects.latest("id")), "post-edited"),
        (lambda: models.Version.objects.filter(number=1).delete(), "post-edited"),
        (lambda: models.Version.objects.all().delete(), "post-edited"),
        (lambda: models.Reading.objects.all().delete(), "version-edited"),
        (lambda: _version(1, first_capture=_capture(1)), "version-edited"),
        (lambda: _version(2, first_capture=_capture(3)), "version-edited"),
        (lambda: _version(2, first_capture=_capture(0)), "version-edited"),
        (lambda: _reading(1, last_capture=_capture(2)), "reading-edited"),
        (lambda: _reading(1, last_capture=_capture(6)), "reading-edited"),
        (lambda: _reading(2, last_capture=_capture(0)), "reading-edited"),
        (lambda: _reading(2, capture=_capture(1)), "version-edited"),
        (lambda: models.Reading.objects.update(capture=_capture(6)), "reading-edited"),
        (lambda: models.Reading.objects.update(capture=F("capture") + 1), "version-edited"),
    ],
)
def test_a_misdated_appearance_is_found(route: Route, forge: Callable[[], object], name: str) -> None:
    forge()
    assert name in _names()


@pytest.mark.parametrize(
    "edit",
    [
        {"first_read_at": NOON - HOUR},
        {"last_read_at": NOON + 2 * HOUR},
        {"until": NOON + 9 * HOUR},
        {"since": NOON + 9 * HOUR},
    ],
)
def test_a_look_that_never_was_is_found(edit: dict[str, object]) -> None:
    route = add_source()
    items = (Item(NOON - HOUR, known=False),)
    record_look(route.id, Look(add_capture(route).captured_at, items))
    again = (Item(NOON - HOUR, known=True),)
    record_look(route.id, Look(add_capture(route, NOON + HOUR).captured_at, again))
    assert not list(check_coverage())
    models.Coverage.objects.update(**edit)
    assert [problem.name for problem in check_coverage()] == ["coverage-edited"]


def test_a_capture_read_after_a_later_one_is_the_first_sight_and_not_the_last() -> None:
    route = add_source()
    left_behind = reader(route, NOON - HOUR)
    keep(route, post("bridge", posted=None))
    read = ReadPost(post("bridge", posted=None), "en", "Latn", "language@test")
    assert keeping.keep(route.source, left_behind, [read]).unchanged == 1
    version, row = models.Version.objects.get(), models.Post.objects.get()
    assert version.first_capture_id == left_behind.capture_id
    assert models.Reading.objects.get().last_capture.captured_at == NOON
    assert row.found_at == row.listed_at == NOON - HOUR
    assert not list(check_posts())


def test_words_of_captures_read_late_take_their_place_in_time() -> None:
    route = add_source()
    before, between = reader(route, NOON - 2 * HOUR), reader(route, NOON + HOUR)
    keep(route, post("bridge", "Monday."))
    keep(route, post("bridge", "Friday."), at=NOON + 2 * HOUR)
    for left_behind, text in ((before, "Sunday."), (between, "Friday."), (before, "Sunday.")):
        read = ReadPost(post("bridge", text), "en", "Latn", "language@test")
        keeping.keep(route.source, left_behind, [read])
    post_id = models.Post.objects.get().id
    assert texts(post_id) == ["Sunday.", "Monday.", "Friday."]
    assert [(each.last_without_at, each.first_with_at) for each in versions(post_id)] == [
        (None, NOON - 2 * HOUR),
        (NOON - 2 * HOUR, NOON),
        (NOON, NOON + HOUR),
    ]
    assert models.Post.objects.get().found_at == NOON - 2 * HOUR
    assert not list(check_posts())


def test_what_is_kept_does_not_depend_on_the_order_of_reading() -> None:
    said = ["Monday.", "Monday.", "Friday.", "Monday.", "Sunday."]
    kept = []
    for order in ([0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]):
        route = add_source(Card(f"site-{order}".replace(" ", ""), "Site"), f"https://{order[0]}.example/rss")
        readers = [reader(route, NOON + hour * HOUR) for hour in range(5)]
        for hour in order:
            read = ReadPost(post("bridge", said[hour]), "en", "Latn", "language@test")
            keeping.keep(route.source, readers[hour], [read])
        row = models.Post.objects.get(source__slug=route.source)
        kept.append((texts(row.id), versions(row.id), row.found_at))
    assert kept[0][0] == ["Monday.", "Friday.", "Monday.", "Sunday."]
    assert kept[1] == kept[0]
    assert kept[2] == kept[0]
    assert not list(check_posts())


def test_a_post_that_prints_no_time_is_listed_when_it_was_found() -> None:
    keep(add_source(), post("bridge", posted=None), post("school", posted=PrintedTime(NOON, "+05:00")))
    assert not list(check_posts())
