from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override

from aitys.publish.numbers import grouped, percent


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12194.21", "12,194.21"),
        ("87.4500", "87.4500"),
        ("0.000082006", "0.000082006"),
        ("0.00000001", "0.00000001"),
        ("1000000", "1,000,000"),
    ],
)
def test_every_printed_digit_is_shown_and_none_is_added(text: str, shown: str) -> None:
    assert grouped(text) == shown


def test_numbers_are_written_as_the_readers_language_writes_them() -> None:
    with override("ru"):
        assert grouped("12194.2100") == "12\u00a0194,2100"
        assert percent(Decimal("-0.43")) == "−0,43\u00a0%"


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ("0.12", "+0.12\u00a0%"),
        ("-0.43", "−0.43\u00a0%"),
        ("0.00", "0.00\u00a0%"),
        ("-0.00", "0.00\u00a0%"),
        ("-0.4", "−0.4\u00a0%"),
        ("1234.50", "+1,234.50\u00a0%"),
    ],
)
def test_a_change_has_a_sign_and_a_standstill_has_none(change: str, shown: str) -> None:
    assert percent(Decimal(change)) == shown


def test_an_unknown_change_is_no_standstill() -> None:
    assert percent(None) == "—"
