from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.group.own_words import own_words
from aitys.group.repeated_lines import MOST, SeenLines, learn


def words(text: str, repeated: frozenset[str] = frozenset()) -> str:
    return " ".join(own_words(text, repeated).words)


@pytest.mark.parametrize(
    "tail",
    [
        "👉 Подписаться",
        "🔴 [Подписаться](https://t.me/bazaar_talk) | [Прислать новость](https://t.me/valley_wire)",
        "Bizga obuna boʻling: @bazaar_talk",
        "Бизга обуна бўлинг",
        "Жазылыңыз 👉 t.me/bazaar_talk",
        "Каналга кошулуңуз",
        "Kanalymyza agza boluň!",
        "Subscribe to @valley_wire",
        "❗️❗️❗️",
        "@bazaar_talk",
        "https://steppe-courier.example/news/17",
        "#Бишкек #мост",
        "Фото: Issyk Herald",
        "Дереккөз: Issyk Herald",
    ],
)
def test_what_a_channel_hangs_on_its_posts_is_not_its_own(tail: str) -> None:
    assert words(f"Мост закрыт.\n\n{tail}") == words("Мост закрыт.")


def test_words_within_a_post_stay_though_they_speak_of_subscribing() -> None:
    text = "Подписаться на петицию можно до среды.\nЕё уже передали в мэрию."
    assert words(text).startswith("подписаця на петицию")


def test_a_long_line_with_such_a_word_stays() -> None:
    text = "Мост закрыт.\nЖители могут подписаться на рассылку мэрии и узнать об открытии моста первыми."
    assert "рассылку" in words(text)


def test_hashtags_within_a_sentence_are_words() -> None:
    assert words("#Бишкек перекрыл мост. #новости #мост") == words("Бишкек перекрыл мост.")


def test_addresses_without_a_scheme_go_and_numbers_stay() -> None:
    assert words("Читать: bit.ly/most курс 87.5 сома") == words("Читать курс 87.5 сома")


def test_spelling_and_script_make_no_difference() -> None:
    assert own_words("Toshkentda koʻprik ochildi").words == own_words("Тошкентда кўприк очилди").words


def test_places_that_begin_a_sentence_are_known() -> None:
    own = own_words("Мост закрыт. Мэр Бишкека молчит.\n— Ждём, сказал Асан.")
    assert [own.written[at] for at in sorted(own.begins)] == ["Мост", "Мэр", "Ждём"]


def test_runs_take_one_number_for_another() -> None:
    assert own_words("погибли 5 человек").runs == own_words("погибли восемь человек").runs


def test_a_line_in_five_posts_and_a_fiftieth_of_all_is_learnt() -> None:
    texts = [f"Новость номер {n}.\n⚡️ ISSYK HERALD — всегда первые" for n in range(20)]
    seen = learn(SeenLines(), texts)
    assert seen.repeated == {"иссык хералд всегда первые"}
    assert words(texts[0], seen.repeated) == "новость номер 0"


def test_a_line_is_not_learnt_from_four_posts_nor_from_few_of_many() -> None:
    assert learn(SeenLines(), ["Всегда первые"] * 4).repeated == frozenset()
    many = [f"Новость {n}" for n in range(996)]
    assert learn(SeenLines(), ["Всегда первые"] * 5 + many).repeated == frozenset()


def test_a_line_counts_once_in_a_post() -> None:
    assert learn(SeenLines(), ["Да!\n" * 10]).lines == {"да": 1}


@given(st.lists(st.sampled_from(["a\nb", "b\nc", "a", "c\na"]), max_size=12), st.integers(0, 12))
def test_learning_in_two_goes_is_learning_in_one(texts: list[str], cut: int) -> None:
    at_once = learn(SeenLines(), texts)
    assert learn(learn(SeenLines(), texts[:cut]), texts[cut:]) == at_once


def test_what_is_counted_of_a_source_is_bounded() -> None:
    seen = learn(SeenLines(), (f"строка {n}\nВсегда первые" for n in range(3 * MOST)))
    assert len(seen.lines) <= MOST
    assert "всегда первые" in seen.repeated


@pytest.mark.parametrize(
    "hostile", ["#a " * 30_000 + "x", "a." * 50_000, "@" * 50_000, "a-" * 50_000, "w@w" * 30_000]
)
def test_a_hostile_text_takes_no_more_than_its_length(hostile: str) -> None:
    began = time.process_time()
    own_words(hostile)
    assert time.process_time() - began < 5
