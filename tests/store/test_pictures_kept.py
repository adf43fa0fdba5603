"""Files of pictures against what was noted of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from aitys.desk.pictures import add_picture
from aitys.settings import current
from aitys.store import models, pictures
from aitys.store.verify import verify
from tests.articles import picture

pytestmark = pytest.mark.django_db


def kept(width: int) -> Path:
    """The widest file of a picture of its own."""
    return current().media / add_picture(picture(width), "lake.jpg").name


def test_a_picture_as_it_was_kept_is_no_problem() -> None:
    kept(1301)
    assert verify().problems == ()


def test_a_changed_picture_and_a_missing_one_are_found() -> None:
    changed, missing = kept(1302), kept(1303)
    changed.write_bytes(b"another")
    missing.unlink()
    assert sorted((each.name, each.subject) for each in verify().problems) == [
        ("picture-edited", f"media/{changed.name}"),
        ("picture-missing", f"media/{missing.name}"),
    ]


def test_the_same_picture_again_mends_its_file() -> None:
    file = kept(1304)
    file.write_bytes(b"another")
    kept(1304)
    assert [*pictures.check()] == []


def test_a_picture_from_before_digests_is_only_looked_for() -> None:
    file = kept(1305)
    models.Picture.objects.update(digests={})
    assert [*pictures.check()] == []
    file.unlink()
    assert [each.name for each in pictures.check()] == ["picture-missing"]
