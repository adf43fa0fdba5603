"""Pairs that are one word, and pairs that must stay two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.folding import fold
from aitys.text.spellings import APOSTROPHES, WHOLE_WORDS

UZBEK_IN_BOTH_SCRIPTS = """
    oʻzbek ўзбек | Oʻzbekiston Ўзбекистон | Toshkent Тошкент | shahar шаҳар | choy чой | Isʼhoq Исҳоқ
    tashqi ташқи | maʼno маъно | sanʼat санъат | sheʼr шеър | dunyo дунё | yosh ёш | yoʻl йўл | yangi янги
    Yunus Юнус | yer ер | ekin экин | elchi элчи | aytsa айтса | ketsa кетса | togʻ тоғ | bogʻ боғ
    gʻarb ғарб | gʻalaba ғалаба | qoʻshiq қўшиқ | qishloq қишлоқ | xalq халқ | xabar хабар | hukumat ҳукумат
    hokim ҳоким | jamoa жамоа | juma жума | chegara чегара | tayyor тайёр | dengiz денгиз | film фильм
    aprel апрель | iyun июнь | sentabr сентябрь | oktabr октябрь | konsert концерт | obyekt объект
    rayon район | milliy миллий | kelishuv келишув | moʻjiza мўжиза | maʼyus маъюс | gazeta газета
    Mirziyoyev Мирзиёев | Samarqand Самарқанд | Buxoro Бухоро | Fargʻona Фарғона | Andijon Андижон
    vazirlik вазирлик | iqtisodiyot иқтисодиёт | taʼlim таълим | choʻl чўл | litsey лицей | Ilya Илья
    daryo дарё | suv сув | havo ҳаво | chumchuq чумчуқ | shoʻrva шўрва | yigʻin йиғин | yetti етти
    yubiley юбилей
"""
AS_TYPED_ON_A_RUSSIAN_KEYBOARD = """
    Қазақстан Казакстан | Тоқаев Токаев | үкімет укимет | қаңтар кантар | өзен озен | әкім аким | тіл тил
    ғылым гылым | жаңалық жаналык | ұлттық улттык | шаһар шахар | мәжіліс мажилис
    Кыргызстан Кыргызстан | өкмөт окмот | үй уй | өлкө олко | жаңы жаны | дүйнө дуйно
    Тоҷикистон Точикистон | ҷумҳурӣ чумхури | ҳукумат хукумат | ғалла галла | қонун конун | нурӣ нури
    рӯз руз | ҷавоб чавоб | шӯро шуро | ҳафта хафта | мӯй муй | көшөк кошок | тұрғын тургын
    ӯзбек узбек | ўзбек узбек | Ўзбекистон Узбекистон | фарҳанг фарханг
"""
OTHER_SPELLINGS = """
    ещё еще | Соловьёв Соловьев | Мирзиёев Мирзиеев | Мирзиеев Mirziyoyev | зелёный зеленый | ёлка елка
    Tokayev Токаев | Toqayev Тоқаев | Astana Астана | ТАШКЕНТ ташкент | за́мок замок | café cafe
    Kazakhstan's Kazakhstan | Kazakhstan’s Kazakhstan | ﬁlm film | ２０２４ 2024 | IŞIK ışık | Türkmen Turkmen
"""
DIFFERENT_WORDS = """
    мат мать | брат брать | угол уголь | мел мель | был быль | стал сталь | жар жарь | вес весь | ел ель
    цвет свет | цена сена | цель сель | цех сех | лицо лисо | май маи | мой мои | твой твои | строй строи
    бит быт | мил мыл | сир сыр | бил был | пил пыл | жир жыр | шар жар | час шас | чай шай | дом том
    she'r sher | ma’no mano | a’lo alo | san’at sanat | ta’na tana | bo‘r bor | o‘t ot | to‘y toy | o‘q oq
    ko‘l kol | o‘n on | o‘rin orin | so‘z soz | year ear | you EU | short sort | chat cat | wine vine
    тон тан | тоқ так | бер бар | нан нон | кыз киз | 10,5 105 | 12 21 | G7 G20 | шерсть шесть
    банк банка | суд суда | газ газа | рада радар | кино вино | мэр мир | ток тик | закон загон | порт борт
    bir bor | yil yol | kun kin | tun ton | to'g' tog' | sog' so'g' | guruh gurut
"""


def pairs(table: str) -> list[tuple[str, ...]]:
    return [tuple(pair.split()) for pair in table.replace("\n", " | ").split("|") if pair.strip()]


@pytest.mark.parametrize(("latin", "cyrillic"), pairs(UZBEK_IN_BOTH_SCRIPTS))
def test_uzbek_is_one_language_in_two_scripts(latin: str, cyrillic: str) -> None:
    assert fold(latin) == fold(cyrillic)


@pytest.mark.parametrize(("proper", "typed"), pairs(AS_TYPED_ON_A_RUSSIAN_KEYBOARD))
def test_a_word_typed_on_a_russian_keyboard_is_found(proper: str, typed: str) -> None:
    assert fold(proper) == fold(typed)


@pytest.mark.parametrize(("one", "other"), pairs(OTHER_SPELLINGS))
def test_dots_accents_case_and_presentation_forms_do_not_part_a_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT_WORDS))
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("sign", APOSTROPHES)
@pytest.mark.parametrize(
    ("start", "end", "cyrillic"), [("o", "zbek", "ўзбек"), ("san", "at", "санъат"), ("bog", "", "боғ")]
)
def test_all_apostrophes_are_one(sign: str, start: str, end: str, cyrillic: str) -> None:
    assert fold(start + sign + end) == fold(cyrillic)


def test_short_i_keeps_its_mark_however_it_is_composed() -> None:
    assert fold("й") == fold("и\u0306") == "й"


@given(st.text(max_size=40))
def test_a_form_holds_no_space(word: str) -> None:
    assert not fold(word).split()[1:]
    assert fold(word) == fold(word).strip()


@given(
    st.text(
        alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳәіңөүabcdefghijklmnopqrstuvwxyz'0123456789",
        max_size=16,
    )
)
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text(max_size=20))
def test_case_never_matters(word: str) -> None:
    assert fold(word.casefold()) == fold(word)


def test_whole_words_are_written_in_the_key_alphabet() -> None:
    assert all(fold(word) == form == fold(form) for word, form in WHOLE_WORDS.items())
