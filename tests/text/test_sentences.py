from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.sentences import sentences
from aitys.text.tokens import tokens
from evals.sentences import read, score


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def whole(text: str) -> bool:
    return cut(text) == [text]


def test_a_stop_before_a_capital_ends_a_sentence() -> None:
    assert cut("Мост открыт. Завтра пустят автобусы.") == ["Мост открыт.", "Завтра пустят автобусы."]


@pytest.mark.parametrize(
    "text",
    [
        "Он живёт в г. Ош на ул. Абая, д. 5.",
        "Это, т. е. Министерство, т.к. Парламент занят.",
        "Mr. Smith and Dr. Brown met Sen. Green.",
        "Алматы қ. Абай көш. жабылды.",
        "Бишкек ш. Чүй көч. жабылды.",
        "Toshkent sh. Navoiy koʻch. yopildi.",
        "Дар ш. Душанбе к. Рӯдакӣ баста шуд.",
        "Aşgabat ş. Görogly köç. ýapyldy.",
        "Ж. К. Токаев, Ж.К. Токаев, Sh. Mirziyoyev, O‘. Hoshimov, J.-K. Rowling.",
        "Цены: 3.5 и 10,5 тыс. 12.05.2026 на www.issyk-herald.example и t.me/valley_wire.",
        "2018-ж. 29-сентябрда ачылды.",
        "See No. 5 and the U.S. Senate.",
        "Так… и вышел.",
    ],
)
def test_a_stop_of_a_shortened_word_or_a_number_ends_none(text: str) -> None:
    assert whole(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Открыт в 2026 г.", "Министерство радо."),
        ("Мектеп 2024 ж.", "Содан бері ашық."),
        ("Осадки до 10 см.", "Для районов это много."),
        ("Мука, рис и т. д.", "Всё дорого."),
        ("Un, guruch va h.k.", "Hammasi qimmat."),
        ("“Kutamiz”, dedi u.", "Keyin ketdi."),
        ("Баъд рафт ӯ.", "Дар баста шуд."),
        ("He left the U.S.", "The talks go on."),
        ("It opens at 9 a.m.", "He will be there."),
        ("Смотрите https://issyk-herald.example/a?B=c.", "Да."),
        ("Почему?!", "Не знаю!!!"),
        ("Конец…", "Начало."),
        ("(Перевод наш.)", "Это всё."),
        ("Мост открыт.", "https://issyk-herald.example"),
    ],
)
def test_what_looks_shortened_may_still_end_a_sentence(first: str, second: str) -> None:
    assert cut(f"{first} {second}") == [first, second]


def test_who_speaks_belongs_to_the_words_said() -> None:
    assert whole("«Мост открыт!» — сказал он.")
    assert whole("«Қайда?» – деді Асан.")
    assert whole("“Is it safe?” he asked.")
    assert cut("— Где мост? — спросил Асан. — Там!") == ["— Где мост? — спросил Асан.", "— Там!"]


def test_a_line_ends_a_sentence_and_an_empty_one_is_none() -> None:
    assert cut("Мост закрыт\n\n• мука\r\n—\n• рис") == ["Мост закрыт", "• мука", "• рис"]


def test_a_number_of_a_list_is_no_sentence() -> None:
    assert cut("1. Откройте сайт. 2. Ждите.") == ["1. Откройте сайт.", "2. Ждите."]
    assert cut("IV. Итоги года") == ["IV. Итоги года"]


def test_emoji_stand_for_a_stop() -> None:
    assert cut("Мост открыт 🎉🎉 Завтра снег") == ["Мост открыт 🎉🎉", "Завтра снег"]
    assert cut("Мост открыт. 🎉 Завтра снег") == ["Мост открыт. 🎉", "Завтра снег"]
    assert whole("Мост открыт 🎉 и снег 🌨")


def test_an_icon_belongs_to_what_it_marks() -> None:
    assert cut("Мост открыт 📍Адрес: Ош") == ["Мост открыт", "📍Адрес: Ош"]
    assert cut("🔹 Мост 🔹 Река") == ["🔹 Мост", "🔹 Река"]
    assert cut("1️⃣ Мост 2️⃣ Река") == ["1️⃣ Мост", "2️⃣ Река"]
    assert whole("🇰🇿 Казахстан и 🇰🇬 Кыргызстан подписали")


def test_a_forgotten_space_hides_no_end() -> None:
    assert cut("Мост открыт.Завтра снег") == ["Мост открыт.", "Завтра снег"]
    assert whole("Сайт kun.uz и U.S.A и Node.JS")


def test_a_writer_without_capitals_ends_sentences_too() -> None:
    assert cut("свет дали. воду ждём! скоро") == ["свет дали.", "воду ждём!", "скоро"]
    assert whole("Свет дали. воду ждём")


def test_our_own_texts_are_cut_as_written_down() -> None:
    assert {name: score(cuts).exact for name, cuts in read().items() if score(cuts).exact < 0.96} == {}


TRICKY = st.text(
    alphabet=st.sampled_from('абТgU1. .!?…»“"()—-•🎉📍🇰\ufe0f\u20e3\n\r\t ') | st.characters(), max_size=60
)


@given(TRICKY)
def test_sentences_hold_every_word_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(start < end and text[start:end].strip() == text[start:end] for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(any(start <= word.start and word.end <= end for start, end in spans) for word in tokens(text))


@given(TRICKY)
def test_a_sentence_holds_a_word(text: str) -> None:
    assert all(any(sign.isalnum() for sign in part) for part in cut(text))


HOSTILE = ["т. ", "\n", ". ", "🎉 ", "a.\u200d", "https://.", '."', "1️⃣", "А.-", "! — ", ") ", "а'", "«("]


@pytest.mark.parametrize("part", HOSTILE)
def test_a_hostile_text_takes_time_in_proportion(part: str) -> None:
    text = "Мост" + " " * 50_000 + part * 50_000
    begun = time.perf_counter()
    sentences(text)
    assert time.perf_counter() - begun < 5
