from __future__ import annotations

from datetime import timedelta

from aitys.publish.wordings import wordings
from aitys.values.stored import StoredVersion
from tests.publish.cast import FOUND


def test_each_wording_is_dated_by_its_interval() -> None:
    noon, evening = FOUND + timedelta(hours=7), FOUND + timedelta(hours=13)
    first, second = wordings(
        (
            StoredVersion(1, None, FOUND, noon),
            StoredVersion(2, noon, evening, evening, gone=True),
        )
    )
    assert (first.not_yet, first.first_seen.at, first.gone) == (None, FOUND, False)
    assert second.not_yet is not None
    assert (second.not_yet.at, second.first_seen.at, second.gone) == (noon, evening, True)
