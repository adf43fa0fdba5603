"""One number in its national forms, and numbers that are not one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.amounts import amounts
from aitys.text.folding import alternates, fold
from aitys.text.numerals import ascii_digits, number_key, other_number_key

GROUP_SIGNS = [" ", "\u00a0", "\u2009", "\u202f", ",", "'", "’"]


@pytest.mark.parametrize(
    "written",
    [
        "1 234 567,5",
        "1\u00a0234\u00a0567,5",
        "1,234,567.5",
        "1.234.567,5",
        "1'234'567.5",
        "1234567,5",
        "١٬٢٣٤٬٥٦٧٫٥",
        "1234567,5'",
        "'1234567,5",
    ],
)
def test_a_number_has_one_key_in_all_national_forms(written: str) -> None:
    assert fold(written) == "1234567.5"


@pytest.mark.parametrize("written", ["12,500", "12.500"])
def test_a_number_that_reads_in_two_ways_has_both_keys(written: str) -> None:
    assert (fold(written), alternates(written)) == ("12.500", ("12500",))


@pytest.mark.parametrize("written", ["0,500", "10,5", "12,50", "1,2345", "12,5000", "1234,500"])
def test_decimals_are_not_taken_for_groups(written: str) -> None:
    assert (number_key(written), other_number_key(written)) == (written.replace(",", "."), "")


@pytest.mark.parametrize(
    "written", ["12.05.2026", "1.2.3", "1,23,456", "12500", "12 5", "5G", "1 234,567 8", ""]
)
def test_what_is_no_number_in_groups_has_no_such_key(written: str) -> None:
    assert number_key(written) == ""


@given(
    st.integers(min_value=0, max_value=10**15), st.sampled_from(GROUP_SIGNS), st.sampled_from(["", "5", "25"])
)
def test_grouping_never_changes_the_number(whole: int, sign: str, decimals: str) -> None:
    point = "," if sign != "," else "."
    written = f"{whole:,}".replace(",", sign) + (point + decimals if decimals else "")
    plain = f"{whole}.{decimals}" if decimals else str(whole)
    assert plain in (fold(written), *alternates(written))


@given(st.text(alphabet=st.characters(categories=["Nd"]), min_size=1, max_size=8))
def test_digits_of_every_script_are_digits(written: str) -> None:
    assert int(ascii_digits(written)) == int(written)
    assert ascii_digits(written).isascii()


@given(st.text(max_size=20))
def test_digits_are_the_only_signs_that_change(text: str) -> None:
    changed = ascii_digits(text)
    assert [sign for sign in changed if not sign.isdecimal()] == [
        sign for sign in text if not sign.isdecimal()
    ]


@pytest.mark.parametrize(
    "text", ["5 млн", "5 million", "5 миллион", "5 mln", "5 миллионов", "5,0 млн", "5 000 000"]
)
def test_millions_have_the_key_of_their_digits(text: str) -> None:
    assert amounts(f"на {text} сомов") == [(3, 3 + len(text), "5000000")]


@pytest.mark.parametrize(
    "text", ["10 тыс.", "10 ming", "10 минг", "10 мың", "10 миң", "10 müň", "10 ҳазор", "10 thousand"]
)
def test_thousands_are_known_in_every_language(text: str) -> None:
    assert [key for _, _, key in amounts(text)] == ["10000"]


@pytest.mark.parametrize(
    "text", ["10 мин", "5 миллионеров", "млн 5", "5. Миллион", "5\nмлн", "12.05.2026 млн", "G20 млн"]
)
def test_minutes_millionaires_and_strangers_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


@given(st.decimals(min_value=0, max_value=9999, places=2))
def test_an_amount_is_exact(number: Decimal) -> None:
    (found,) = amounts(f"{number:f} млн")
    assert Decimal(found[2]) == number * 1_000_000


@given(st.text(alphabet="0123456789., млнтысминг\u00a0'", max_size=60))
def test_amounts_stand_where_they_say(text: str) -> None:
    assert all(text[start].isdecimal() and 0 <= start < end <= len(text) for start, end, _ in amounts(text))
