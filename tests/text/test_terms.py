"""What the index holds of a text, and what a query asks it for."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.languages import DESK_LANGUAGES
from aitys.text.terms import index_keys, language_at, query_keys, terms
from aitys.text.tokens import fold_token, search_terms


def finds(query: str, text: str, language: str) -> bool:
    return not query_keys(query, DESK_LANGUAGES).isdisjoint(terms(text, language).keys)


def test_words_stand_in_the_order_of_the_text() -> None:
    text = "Тоқаев Ташкентте 12 500 теңге, Тоқаев!"
    assert list(terms(text, "kk").words) == search_terms(text)


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("Токаев", "To‘qayev Toshkentda", "uz"),
        ("To‘qayev", "Токаев прибыл", "ru"),
        ("Жапаров", "Садыр Джапаров прибыл", "ru"),
        ("Джапаров", "Жапаров келди", "ky"),
        ("Sergei", "приехал Сергей", "ru"),
        ("malumot", "маълумот берди", "uz"),
        ("нефть", "neftning narxi", "uz"),
        ("роль", "рольдің маңызы", "kk"),
        ("роль", "ролду аткарды", "ky"),
        ("Ашхабад", "Aşgabadyň köçeleri", "tk"),
        ("12500", "выделено 12,500 сомов", "ru"),
        ("12,500", "12 500 сом бөлүндү", "ky"),
        ("5000000", "5 млн сомов", "ru"),
        ("12.05.2026", "2026 жылғы 12 мамырда болды", "kk"),
        ("2026-05-12", "12 мая 2026 года", "ru"),
        ("12 мая", "2026-yil 12-mayda", "uz"),
        ("12 мая", "12-майында болду", "ky"),
    ],
)
def test_a_query_meets_the_other_habit_of_spelling(query: str, text: str, language: str) -> None:
    assert finds(query, text, language)


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("мать", "шах и мат", "ru"),
        ("уголь", "в угол", "ru"),
        ("соль", "сол кезде", "kk"),
        ("Казань", "қазан айында", "kk"),
        ("12.05.2026", "12.05.2025", "ru"),
        ("12 мая 2026", "12 мая", "ru"),
        ("qo‘shiq", "qoshiq", "uz"),
    ],
)
def test_a_query_does_not_meet_another_word(query: str, text: str, language: str) -> None:
    assert not finds(query, text, language)


def test_each_stretch_is_read_in_its_own_language() -> None:
    spans = ((0, 8, "kk"), (8, 20, "ru"))
    assert [language_at(place, spans, "en") for place in (0, 7, 8, 19, 20)] == ["kk", "kk", "ru", "ru", "en"]
    mixed = terms("көпірде о мостах", "ru", spans)
    assert set(mixed.keys) == {
        *index_keys("көпірде", "kk"),
        *index_keys("о", "ru"),
        *index_keys("мостах", "ru"),
    }


@given(st.text(max_size=60), st.sampled_from(DESK_LANGUAGES))
def test_terms_never_raise_and_hold_no_space(text: str, language: str) -> None:
    found = terms(text, language)
    assert all(key and not key.split()[1:] for key in (*found.words, *found.keys))


@given(st.text(max_size=20))
def test_the_form_that_was_typed_is_always_asked_for(word: str) -> None:
    assert fold_token(word) in query_keys(word, DESK_LANGUAGES)


@pytest.mark.parametrize(
    "piece", ["1", "1 000 ", "'", "a'", "\u0301", "ы", "ыв", "s'", "12 мая ", "😀", "\x00"]
)
def test_a_hundred_thousand_of_any_sign_are_read_at_once(piece: str) -> None:
    begun = time.process_time()
    terms(piece * (100_000 // len(piece)), "uz")
    assert time.process_time() - begun < 3
