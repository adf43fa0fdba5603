from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aitys.store import models, posts
from tests.builders import NOON, add_capture, add_source, keep, post

pytestmark = pytest.mark.django_db


def test_the_times_of_many_versions_take_no_more_queries_than_those_of_two() -> None:
    route, asked = add_source(), list[int]()
    for hour in range(6):
        keep(route, post("bridge", f"Opens in {hour} hours."), at=NOON + timedelta(hours=hour))
        with CaptureQueriesContext(connection) as queries:
            assert len(posts.versions(models.Post.objects.get().id)) == hour + 1
        asked.append(len(queries))
    assert asked[5] == asked[1]


def test_a_version_was_last_seen_when_its_bytes_were_last_served() -> None:
    route = add_source()
    keep(route, post("bridge"))
    again = add_capture(route, at=NOON + timedelta(hours=9))
    models.Capture.objects.filter(id=again.id).update(same_as=models.Capture.objects.earliest("id"))
    (version,) = posts.versions(models.Post.objects.get().id)
    assert version.last_with_at == again.captured_at
