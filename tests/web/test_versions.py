from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from aitys.store import models, vanishing
from aitys.values.captures import Ask, Purpose
from tests.builders import NOON, add_source, keep, post, reader
from tests.web.world import Page

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def _page(client: Client) -> Page:
    return Page(client, f"/posts/{models.Post.objects.get().id}/")


def test_a_post_shows_which_words_were_taken_out_and_which_were_added(client: Client) -> None:
    route = add_source()
    keep(route, post("bridge", "The bridge opens on Monday."))
    keep(route, post("bridge", "The bridge opens on <b>Friday</b>."), at=NOON + HOUR)
    page = _page(client)
    assert page.texts("//section[@class='edits']//del") == ["Monday"]
    assert page.texts("//section[@class='edits']//ins") == ["<b>Friday</b>"]


def test_a_post_that_is_gone_keeps_its_words_and_says_since_when(client: Client) -> None:
    route = add_source()
    keep(route, post("bridge", "The bridge opens on Monday."))
    address = post("bridge").addresses[0]
    keep(route, post("school"), at=NOON + HOUR)
    models.Address.objects.exclude(address=address).delete()
    models.Post.objects.exclude(addresses__address=address).update(withdrawn_at=NOON)
    for hour in (2, 3):
        made = reader(route, NOON + hour * HOUR, "page@1")
        models.Capture.objects.filter(id=made.capture_id).update(purpose="page")
        vanishing.record_missing(made, Ask(address, Purpose.PAGE, address), "http-404")
    post_id = models.Address.objects.get().post_id
    page = Page(client, f"/posts/{post_id}/")
    assert "No longer at its address since 20 November 2026, 14:00 (UTC)." in page.text
    assert "The bridge opens on Monday." in page.text
    assert "gone" in page.texts("//table[@class='wordings']/tbody/tr/th")[-1]
