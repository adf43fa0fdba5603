from __future__ import annotations

import pytest

from aitys.collect.waiting import seconds_to_wait

NOON = 1_778_587_200.0  # 12 May 2026 12:00 UTC


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Tue, 12 May 2026 12:01:00 GMT", 60.0),
        ("Tue, 12 May 2026 12:01:00", 60.0),
        ("Tue, 12 May 2026 11:00:00 GMT", 0.0),
        ("Tue, 12 May 2099 11:00:00 GMT", 86400.0),
        ("999999", 86400.0),
        ("9" * 400, 86400.0),
    ],
)
def test_a_wait_is_seconds_or_a_date_and_never_more_than_a_day(header: str, seconds: float) -> None:
    assert seconds_to_wait(429, header, NOON) == seconds
    assert seconds_to_wait(503, header, NOON) == seconds


@pytest.mark.parametrize("header", ["", "soon", "-5", "1.5", "٣", "Tue, 99 May 2026 12:01:00 GMT"])
def test_an_unreadable_wish_is_no_wish(header: str) -> None:
    assert seconds_to_wait(503, header, NOON) is None


def test_only_429_and_503_can_ask_for_rest() -> None:
    assert seconds_to_wait(200, "60", NOON) is None
    assert seconds_to_wait(500, "60", NOON) is None
