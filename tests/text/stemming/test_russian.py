from __future__ import annotations

import pytest

from aitys.text.folding import fold
from aitys.text.stemming.russian import stem


def one_key(words: str) -> bool:
    return len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "мост моста мосту мостом мосте мосты мостов мостам мостами мостах",
        "рынок рынка рынком рынки рынков",
        "отец отца отцом отцов",
        "день дня днём дне дни дней",
        "человек человека люди людей людьми",
        "ребёнок ребёнка дети детям",
        "письмо письма писем",
        "статья статьи статей",
        "ещё еще",
    ],
)
def test_a_noun_has_one_key_in_all_its_cases(forms: str) -> None:
    assert one_key(forms)


@pytest.mark.parametrize(
    "forms",
    [
        "новый новая новое новые нового новой новую",
        "большой большая большие больших",
        "горячий горячего горячая",
        "арестованный арестованная арестован арестована арестованы",
        "открытый открытая открытого",
        "последний последняя последнюю",
    ],
)
def test_adjectives_and_participles_have_one_key_in_all_genders(forms: str) -> None:
    assert one_key(forms)


@pytest.mark.parametrize(
    "name", ["Токаев", "Мирзиёев", "Атамбаев", "Жапаров", "Каримов", "Рахмонов", "Путин"]
)
def test_a_surname_keeps_its_ending_in_every_case(name: str) -> None:
    forms = [name, *(name + ending for ending in ("а", "у", "ым", "е", "ы", "ых", "ой"))]
    assert {stem(form) for form in forms} == {fold(name)}


def test_places_are_found_in_their_cases_and_some_have_none() -> None:
    assert one_key("Бишкек Бишкека Бишкеке Бишкеком")
    assert one_key("Астана Астаны Астану Астаной")
    assert one_key("Баткен Баткена Баткене")
    assert (stem("Алматы"), stem("Душанбе")) == (fold("Алматы"), fold("Душанбе"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Каримов", "Карим"),
        ("Жапаров", "Жапар"),
        ("бывший", "быть"),
        ("право", "правый"),
        ("страна", "странный"),
        ("министр", "министерство"),
        ("Казахстан", "казах"),
        ("день", "деньги"),
        ("статья", "стать"),
    ],
)
def test_what_only_looks_like_a_form_has_another_key(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "word", ["письма", "премьеру", "экономике", "Ельцина", "советского", "объявили", "ночью"]
)
def test_a_word_that_lost_letters_in_folding_keeps_its_key(word: str) -> None:
    assert stem(fold(word)) == stem(word)


def test_what_is_no_russian_word_is_folded() -> None:
    assert stem("Toshkent") == stem("Тошкент")
    assert stem("10,5") == fold("10,5")
    assert stem("ң") == fold("ң")
