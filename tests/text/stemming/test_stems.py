"""The keys of a word whose language nobody told."""

from __future__ import annotations

from aitys.text.stemming import stem, stems

LANGUAGES = ("ru", "en", "kk", "ky", "uz", "tg", "tk")


def test_a_word_is_looked_for_in_each_language_it_may_be_in() -> None:
    assert stems("Ташкенте", LANGUAGES) >= {stem("Ташкенте", language) for language in LANGUAGES}


def test_letters_say_in_which_languages_a_word_is_not() -> None:
    assert stem("көше", "ru") != stem("көше", "kk")
    assert stem("көше", "ru") not in stems("көше", LANGUAGES)
    assert stem("Көше", "kk") in stems("Көше", LANGUAGES)


def test_letters_of_two_languages_leave_all_open() -> None:
    assert stems("ўө", LANGUAGES) == {"уо"}
    assert stems("ўқувчилары", ("ru", "kk")) >= {stem("ўқувчилары", "ru"), stem("ўқувчилары", "kk")}


def test_a_name_in_one_language_meets_its_form_in_another() -> None:
    assert stem("Токаеву", "ru") in stems("Тоқаевтың", LANGUAGES)
    assert stem("Тоқаевқа", "kk") in stems("Токаевым", LANGUAGES)
