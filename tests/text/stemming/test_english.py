from __future__ import annotations

import pytest

from aitys.text.folding import fold
from aitys.text.stemming.english import stem


@pytest.mark.parametrize(
    "forms",
    [
        "bridge bridges bridge's bridge’s",
        "city cities",
        "price prices priced pricing",
        "stop stops stopped stopping",
        "announce announced announcing",
        "agree agrees agreed agreeing",
        "bus buses",
        "man men man's men’s",
        "say says said saying",
        "write wrote written writing",
        "Kazakhstan Kazakhstan's KAZAKHSTAN’S",
        "Kazakh Kazakhs",
    ],
)
def test_a_word_has_one_key_in_all_its_forms(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("universe", "university"),
        ("police", "policy"),
        ("organ", "organise"),
        ("import", "important"),
        ("United", "unit"),
        ("news", "new"),
        ("rate", "rat"),
        ("plane", "plan"),
        ("minister", "ministry"),
        ("Kazakh", "Kazakhstan"),
    ],
)
def test_another_word_has_another_key(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_key_is_left_alone_as_it_may_be_a_word_in_cyrillic() -> None:
    assert stem("курс") == "курс"
    assert stem(stem("cities")) == stem("cities")


def test_what_is_no_english_word_is_folded() -> None:
    assert stem("4K") == fold("4K")
    assert stem("") == ""
