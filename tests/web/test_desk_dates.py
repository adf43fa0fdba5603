"""The form's dates and zones, and the words of its pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from aitys.desk.articles import save_article
from aitys.store import articles
from aitys.values.articles import ArticleState
from tests.web.signing import add_anara, elements, sign_in, text_of
from tests.web.test_desk_articles import KEPT, LAKE, NEW, NOON, TYPED, body_of, picture, send, shown
from tests.web.world import Page

pytestmark = pytest.mark.usefixtures("fresh_index")


@pytest.fixture(autouse=True)
def signed_in(settings: Any, client: Client, fresh_index: None) -> None:  # noqa: ANN401 - pytest-django's
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    add_anara()
    sign_in(client)


def moment() -> tuple[datetime | None, str]:
    kept = articles.draft_of("salt-lake")
    assert kept is not None
    return kept.published_at, kept.published_offset


def test_another_zone_alone_moves_no_moment(client: Client) -> None:
    save_article(KEPT)
    send(client, LAKE, "publish", shown(client, LAKE), published_offset="+06:00")
    assert moment() == (NOON, "+06:00")
    assert shown(client, LAKE)["published_at"] == "2026-11-20T18:00"


def test_another_zone_is_shown_converted_in_the_preview_and_stays_so(client: Client) -> None:
    save_article(KEPT)
    answer = send(client, LAKE, "preview", shown(client, LAKE), published_offset="+06:00")
    (field,) = elements(answer, "//input[@name='published_at']")
    assert field.get("value") == "2026-11-20T18:00"
    assert "the moment stays" in text_of(answer)
    again = {**shown(client, LAKE), "published_at": "2026-11-20T18:00"}
    send(client, LAKE, "publish", again, published_offset="+06:00")
    assert moment() == (NOON, "+06:00")


def test_another_zone_and_another_clock_time_are_taken_as_typed(client: Client) -> None:
    save_article(KEPT)
    changed = {"published_offset": "+06:00", "published_at": "2026-11-20T12:01"}
    send(client, LAKE, "publish", shown(client, LAKE), **changed)
    assert moment() == (datetime(2026, 11, 20, 6, 1, tzinfo=UTC), "+06:00")


def test_a_new_article_begins_in_the_desks_zone_and_not_in_the_one_used_last(
    client: Client,
    settings: Any,  # noqa: ANN401 - pytest-django's
) -> None:
    save_article(replace(KEPT, published_offset="+05:00"))
    assert shown(client, NEW)["published_offset"] == "+05:00"
    settings.TIME_ZONE = "Asia/Bishkek"
    assert shown(client, NEW)["published_offset"] == "+06:00"
    send(client, NEW, "publish", {**TYPED, "title": "Wells"}, published_at="2026-05-12T09:14")
    kept = articles.draft_of("wells")
    assert kept is not None
    assert (kept.published_at, kept.published_offset) == (datetime(2026, 5, 12, 3, 14, tzinfo=UTC), "+06:00")


def test_the_desks_zone_does_not_move_what_the_form_of_another_zone_says(
    client: Client,
    settings: Any,  # noqa: ANN401 - pytest-django's
) -> None:
    settings.TIME_ZONE = "Asia/Bishkek"
    save_article(replace(KEPT, published_offset="+05:00"))
    before = articles.draft_of("salt-lake")
    send(client, LAKE, "publish", shown(client, LAKE))
    assert articles.draft_of("salt-lake") == before


def test_words_typed_beside_the_pictures_stand_in_the_text(client: Client) -> None:
    files = [picture(), picture(50)]
    answer = send(client, NEW, "upload", TYPED, pictures=files, picture_words="The [north] shore\nThe mill")
    assert body_of(answer).count("![The \\[north\\] shore](") == 1
    assert body_of(answer).count("![The mill](") == 1
    assert send(client, NEW, "publish", {**TYPED, "body": body_of(answer)}).status_code == 302
    assert 'alt="The [north] shore"' in Client().get("/articles/salt-lake/").content.decode()


def test_notes_are_asked_of_published_articles_alone(client: Client) -> None:
    assert "update_note" not in shown(client, NEW)
    save_article(replace(KEPT, state=ArticleState.DRAFT))
    assert "correction_note" not in shown(client, LAKE)
    save_article(KEPT)
    assert {"update_note", "correction_note"} <= shown(client, LAKE).keys()


def test_a_note_that_was_typed_while_somebody_took_the_article_back_is_not_lost(client: Client) -> None:
    save_article(KEPT)
    fields = shown(client, LAKE)
    save_article(replace(KEPT, state=ArticleState.DRAFT))
    answer = send(client, LAKE, "publish", fields, update_note="It rained.")
    assert answer.status_code == 409
    assert [box.text_content().strip() for box in elements(answer, "//*[@name='update_note']")] == [
        "It rained."
    ]


def test_what_an_article_relates_to_is_ticked(client: Client) -> None:
    save_article(replace(KEPT, title="Dry wells", slug="dry-wells"))
    save_article(replace(KEPT, related=("dry-wells",)))
    page = Page(client, LAKE)
    assert page.values("//input[@name='related'][@checked]/@value") == ["dry-wells"]
    assert page.values("//details/@open") == [""]


@pytest.mark.parametrize(("at", "offset"), [("0001-01-01T00:00", "+12:00"), ("9999-12-31T23:59", "-10:00")])
def test_a_date_at_an_end_of_the_calendar_is_said_to_be_none(client: Client, at: str, offset: str) -> None:
    answer = send(client, NEW, "publish", TYPED, published_at=at, published_offset=offset)
    assert answer.status_code == 400
    assert "This is no date" in text_of(answer)


def test_an_act_that_the_form_does_not_have_saves_nothing(client: Client) -> None:
    assert send(client, NEW, "zzz", TYPED).status_code == 400
    assert articles.draft_of("salt-lake") is None
