from __future__ import annotations

from datetime import timedelta

import pytest

from aitys.store import models
from aitys.store.edited import edits
from aitys.values.stored import StoredEdit
from tests.builders import NOON, add_source, keep, post

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_an_edit_is_told_in_the_words_of_the_reader_who_found_it() -> None:
    route = add_source()
    keep(route, post("bridge", "Opens …"))
    keep(route, post("bridge", "Opens on Monday, with both lanes."), at=NOON + HOUR, name="page@1")
    keep(route, post("bridge", "Closed …"), at=NOON + 2 * HOUR)
    keep(route, post("bridge", "Closed until June."), at=NOON + 3 * HOUR, name="page@1")
    title = "Title of bridge"
    assert edits(models.Post.objects.get().id) == (StoredEdit(2, title, "Opens …", title, "Closed …"),)


def test_a_post_of_one_wording_has_no_edit() -> None:
    route = add_source()
    keep(route, post("bridge"))
    keep(route, post("bridge", "The whole page."), at=NOON + HOUR, name="page@1")
    assert edits(models.Post.objects.get().id) == ()
