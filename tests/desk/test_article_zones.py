from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from aitys.desk.article_files import add_article_file
from aitys.store import articles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "at", "offset"),
    [
        ("2026-05-12T09:14:00", datetime(2026, 5, 12, 3, 14, tzinfo=UTC), "+06:00"),
        ("2026-05-12T09:14:00+05:00", datetime(2026, 5, 12, 4, 14, tzinfo=UTC), "+05:00"),
        ("2026-05-12", datetime(2026, 5, 12, tzinfo=UTC), ""),
    ],
)
def test_only_a_time_without_an_offset_is_one_of_the_desks_zone(
    tmp_path: Path,
    settings: Any,  # noqa: ANN401 - pytest-django's
    written: str,
    at: datetime,
    offset: str,
) -> None:
    settings.TIME_ZONE = "Asia/Bishkek"
    file = tmp_path / "river.md"
    file.write_text(f"---\ntitle: River\ndate: {written}\n---\nThe river fell.\n")
    found = articles.by_slug(add_article_file(file, ("en",), "en").slug)
    assert found is not None
    assert (found.published_at, found.published_offset) == (at, offset)
