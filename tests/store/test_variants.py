from __future__ import annotations

from datetime import timedelta

import pytest

from aitys.store import keeping, models, posts
from aitys.store.evidence.check_posts import check_posts
from aitys.store.rereading import Told, check
from aitys.values.posts import Post, PostKind
from aitys.values.readings import ReadPost
from aitys.values.sources import Route
from tests.builders import NOON, add_source, keep, post, reader, texts

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
MAY = "USD 87,45 EUR 94,10\n\nMonday, 12 May 2026\n\n"
NOVEMBER = "USD 88,10 EUR 95,60\n\nTuesday, 24 November 2026\n\n"
BRIDGE = "The bridge at Tash-Kol opens on Monday."


@pytest.fixture
def route() -> Route:
    """The page of the bridge and those of nine others as they were read in May, and of nine more now."""
    made = add_source()
    keep(made, post("bridge", MAY + BRIDGE), name="page@1")
    for number in range(9):
        keep(made, post(f"may-{number}", f"{MAY}Pump {number} works."), name="page@1")
        now = post(f"now-{number}", f"{NOVEMBER}Ferry {number} waits.")
        keep(made, now, at=NOON + DAY, name="page@1")
    return made


def see(route: Route, text: str, days: float) -> keeping.Kept:
    return keep(route, post("bridge", text), at=NOON + days * DAY, name="page@1")


def bridge() -> int:
    return models.Address.objects.get(address=post("bridge").addresses[0]).post_id


def test_todays_ticker_above_an_old_article_makes_no_version(route: Route) -> None:
    assert see(route, NOVEMBER + BRIDGE, 2).unchanged == 1
    assert texts(bridge()) == [MAY + BRIDGE]
    (version,) = posts.versions(bridge())
    assert version.last_with_at == NOON + 2 * DAY
    assert [row.why for row in models.Variant.objects.all()] == ["surroundings"]
    assert not list(check_posts())


def test_the_same_variant_again_is_looked_up_and_not_judged(route: Route) -> None:
    see(route, NOVEMBER + BRIDGE, 2)
    models.Reading.objects.exclude(version__post=bridge()).delete()
    assert see(route, NOVEMBER + BRIDGE, 3).unchanged == 1
    assert models.Variant.objects.count() == 1


def test_an_edit_after_a_variant_is_an_edit(route: Route) -> None:
    see(route, NOVEMBER + BRIDGE, 2)
    edited = NOVEMBER + BRIDGE.replace("Monday", "Friday")
    see(route, edited, 3)
    assert texts(bridge()) == [MAY + BRIDGE, edited]
    second = posts.versions(bridge())[1]
    assert (second.last_without_at, second.first_with_at) == (NOON + 2 * DAY, NOON + 3 * DAY)


def test_a_changed_number_of_the_article_is_an_edit_under_a_changed_ticker(route: Route) -> None:
    see(route, NOVEMBER + "They counted 12 dead.", 2)
    see(route, MAY + "They counted 21 dead.", 3)
    assert len(texts(bridge())) == 3


def test_a_message_that_changes_its_quotes_is_not_edited_and_one_that_changes_its_rate_is() -> None:
    route = add_source()
    wordings = ("USD 87,45 «today»", "USD 87,45 “today”", "USD 88,10 “today”")
    for hour, text in enumerate(wordings):
        made = reader(route, NOON + hour * DAY)
        told = Post(("https://t.me/bazaar_talk/1",), text=text, kind=PostKind.MESSAGE)
        keeping.keep(route.source, made, [ReadPost(told, "en", "Latn", "language@test")])
    assert texts(models.Post.objects.get().id) == [wordings[0], wordings[2]]


def test_evidence_read_again_knows_a_variant_and_finds_a_forged_one(route: Route) -> None:
    see(route, NOVEMBER + BRIDGE, 2)
    capture = models.Variant.objects.get().capture_id

    def problems(text: str) -> list[str]:
        told = Told(route.source, "page@1", route.id, (post("bridge", text),))
        return [problem.name for problem in check(capture, (told,))]

    assert problems(NOVEMBER + BRIDGE) == []
    assert "reading-edited" in problems(NOVEMBER + "They counted 21 dead.")


def test_an_edit_that_was_hidden_as_a_variant_is_found_in_the_evidence(route: Route) -> None:
    edited = MAY + BRIDGE.replace("Monday", "Friday")
    see(route, edited, 2)
    first, second = models.Reading.objects.filter(version__post=bridge()).order_by("id")
    capture, digest = second.capture, second.content_digest
    models.Version.objects.get(id=second.version_id).delete()
    models.Variant.objects.create(reading=first, capture=capture, content_digest=digest, why="typography")
    models.Reading.objects.filter(id=first.id).update(last_capture=capture)
    told = Told(route.source, "page@1", route.id, (post("bridge", edited),))
    assert [problem.name for problem in check(capture.id, (told,))] == ["reading-edited"]


def test_one_post_by_preview_then_export_then_preview_has_one_version() -> None:
    """The preview cuts, the export has links and dashes of its own, a later parser reads both better."""
    preview, export = add_source(), add_source(address="archive of valley_wire")
    address = ("https://t.me/valley_wire/7",)
    looks = [
        (preview, "telegram-preview@1", "The ferry waits for calm …"),
        (export, "telegram-export@1", "The ferry waits for calm water – see https://ferry.example"),
        (preview, "telegram-preview@1", "The ferry waits for calm …"),
        (preview, "telegram-preview@2", "The ferry waits for calm water"),
        (export, "telegram-export@2", "The ferry waits for calm water"),
        (preview, "telegram-post@1", "The ferry"),
        (preview, "page@1", "Ferry waits"),
    ]
    for hour, (route, name, text) in enumerate(looks):
        made = reader(route, NOON + hour * DAY, name)
        told = Post(address, text=text, kind=PostKind.MESSAGE)
        keeping.keep(route.source, made, [ReadPost(told, "en", "Latn", "language@test")])
    (version,) = posts.versions(models.Post.objects.get().id)
    assert (version.number, version.gone) == (1, False)
    assert models.Reading.objects.count() == 6
    assert not list(check_posts())
