from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.suggestions import in_the_case_of, is_near, other_layouts, replaced, slips, spellings

WORDS = st.text(alphabet="абв", max_size=6)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghbdtn", "привет"),
        ("Nfirtyn", "Ташкент"),
        ("k.,jdm", "любовь"),
        ("ghbdtn,", "привет"),
        ("руддщ", "hello"),
        ("0fpf0", "қазақ"),
        ("0аза0стан", "қазақстан"),
        ("8kn", "үлт"),
    ],
)
def test_the_same_keys_on_the_other_layout(typed: str, meant: str) -> None:
    assert meant in other_layouts(typed)


@pytest.mark.parametrize("typed", ["2024", "!!!", "", "Wi-Фи", "қазақ"])
def test_what_no_other_layout_gives_a_word_for_is_left(typed: str) -> None:
    assert other_layouts(typed) == ()


@pytest.mark.parametrize(
    ("one", "other", "most"),
    [
        ("празидент", "президент", 1),
        ("презиент", "президент", 1),
        ("прреzидент", "преzидент", 1),
        ("президнет", "президент", 1),
        ("рпезиднет", "президент", 2),
        ("мост", "мост", 0),
    ],
)
def test_a_slip_is_a_letter_or_two_neighbours(one: str, other: str, most: int) -> None:
    assert is_near(one, other, most)
    assert is_near(other, one, most)
    assert most == 0 or not is_near(one, other, most - 1)


@given(WORDS, WORDS, st.integers(0, 2))
def test_nearness_agrees_with_the_distance_reckoned_in_full(one: str, other: str, most: int) -> None:
    assert is_near(one, other, most) == (distance(one, other) <= most)


def distance(one: str, other: str) -> int:
    """The distance of optimal string alignment, by its table."""
    rows = [[max(i, j) if not (i and j) else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (not same))
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def test_short_words_and_numbers_bear_no_slip() -> None:
    assert [slips(word) for word in ("мир", "мост", "президент", "2026", "covid19")] == [0, 1, 2, 0, 0]


def test_a_word_is_spelt_as_it_is_most_often_written() -> None:
    texts = ["Президент сказал. ПРЕЗИДЕНТ!", "президент и Президент", "резидент", "мост"]
    assert spellings(texts, "празидент", 1) == {"президент": "Президент"}
    assert spellings(texts, "празидент", 2) == {"президент": "Президент", "резидент": "резидент"}
    assert spellings(texts, "президент", 1) == {"резидент": "резидент"}


def test_a_word_is_spelt_in_the_script_that_was_typed_where_it_stands_in_that() -> None:
    texts = ["Tokayev Tokayev Токаев"]
    assert spellings(texts, "тоакев", 1, "Тоакев") == {"токаев": "Токаев"}
    assert spellings(texts, "тоакев", 1, "Toakev") == {"токаев": "Tokayev"}
    assert spellings(["Tokayev"], "тоакев", 1, "Тоакев") == {"токаев": "Tokayev"}


@pytest.mark.parametrize(
    ("typed", "word", "written"),
    [
        ("вост", "Мост", "мост"),
        ("Вост", "мост", "Мост"),
        ("Вост", "МОСТ", "Мост"),
        ("ВОСТ", "мост", "МОСТ"),
        ("иФон", "iPhone", "iPhone"),
    ],
)
def test_a_word_is_written_large_or_small_as_the_typed_one(typed: str, word: str, written: str) -> None:
    assert in_the_case_of(typed, word) == written


def test_words_are_put_in_their_places() -> None:
    assert replaced("мсот -река рекка", {(0, 4): "мост", (11, 16): "река"}) == "мост -река река"
    assert replaced("мост", {}) == "мост"
