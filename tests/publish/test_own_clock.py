from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aitys.publish.times import shown_moment

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_our_own_clock_is_shown_in_utc_where_no_zone_is_set() -> None:
    assert shown_moment(NOON).words == "20 November 2026, 12:00 (UTC)"


def test_our_own_clock_is_shown_in_the_desks_zone_with_its_offset(settings: Any) -> None:  # noqa: ANN401 - pytest-django's
    settings.TIME_ZONE = "Asia/Bishkek"
    shown = shown_moment(NOON)
    assert shown.words == "20 November 2026, 18:00 (UTC+6)"
    assert shown.iso == "2026-11-20T18:00:00+06:00"


def test_a_zone_with_summer_time_has_the_offset_of_the_day(settings: Any) -> None:  # noqa: ANN401 - pytest-django's
    settings.TIME_ZONE = "Europe/Berlin"
    assert shown_moment(datetime(2026, 7, 1, 12, tzinfo=UTC)).words == "1 July 2026, 14:00 (UTC+2)"
    assert shown_moment(NOON).words == "20 November 2026, 13:00 (UTC+1)"
