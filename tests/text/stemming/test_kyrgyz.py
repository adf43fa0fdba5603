"""Forms of one Kyrgyz word have one key, and words that only look alike have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.folding import fold
from aitys.text.stemming.kyrgyz import stem

FORMS = """
    шаар шаардын шаарга шаарды шаарда шаардан шаарлар шаары шаарына шаарындагы шаарыбыз шаардагы
    өлкө өлкөнүн өлкөгө өлкөсү өлкөбүздүн өлкөлөр олконун | тоо тоонун тоого тоосу тоолор | суу суунун суусу
    китеп китептин китеби китебинде китептер | кулак кулакка кулагы кулагына | бала баланын балдар балдарга
    мурун мурду мурдуна мурунга | орун ордуна орду орунда | моюн мойну мойнуна моюнга | үй үйү үйүнө үйдө уйу
    өкмөт өкмөттүн өкмөтү өкмөтүнө окмоту | эл элдин элибиз элибиздин | иш ишке иши ишинен
    район районду районунун райондор | облус облусу облустун | шайлоо шайлоосу шайлоодо
    жетекчи жетекчиси жетекчинин | жазуучу жазуучусу жазуучулар | акча акчасы акчаны
    жыйын жыйыны жыйынга | актёр актёрлор актёрдун | партия партиясынын партияга | апрель апрелде апрели
    убакыт убакты убактын | башкаруу башкаруусу башкаруунун
    айт айтты айткан айтканын | баштаган баштаганын баштагандан
"""
NAMES = """
    Жапаров Жапаровдун Жапаровго Жапаровду Жапаровдон | Токаев Токаевдин Токаевге Токаевтин Токаевке
    Бишкек Бишкектин Бишкекке Бишкеги | Ош Оштун Ошко Оштон | Нарын Нарындын Нарынга | Талас Таластын Таласы
    Кыргызстан Кыргызстандын Кыргызстаныбыз Кыргызстандагы | АКШ АКШ-тын АКШнын АКШга АКШ-га
    БУУ БУУ-нун БУУ-га | Россия Россиянын Россиясы | Путин Путиндин Путинге
"""
APART = """
    бала балык | ат ата | эл элчи | китеп китепкана | орун орто | мурун мурунку | Баткен бат | Нарын нар
    Талас тала | жыл жылкы | баш башка | министр министрлик | Кыргызстан кыргыз | көз көзөмөл | кыш кышкы
    директор дирек | өткөн от | жыйын жый | кыска кыс | көчө көчмөн | сот сода
    баштайт баш | колдогон кол | ишемби ишем | жаңы жан
"""


def groups(table: str) -> list[list[str]]:
    """The words between two bars, or two ends of lines that begin a new word."""
    return [part.split() for part in table.replace("\n    ", " | ").split("|") if part.strip()]


@pytest.mark.parametrize("forms", groups(FORMS) + groups(NAMES), ids=" ".join)
def test_forms_of_a_word_share_a_key(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), groups(APART))
def test_words_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


LETTERS = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
ENDINGS = [
    "нын",
    "түн",
    "га",
    "кө",
    "ды",
    "деги",
    "дон",
    "лар",
    "тор",
    "сы",
    "ун",
    "ыбыз",
    "ган",
    "йт",
    "үнө",
]
words = st.builds(
    "".join, st.tuples(st.text(LETTERS, max_size=8), *[st.sampled_from(["", "-", "’", *ENDINGS])] * 3)
)


@given(words | st.text(max_size=12))
def test_a_stem_has_no_stem_but_itself(word: str) -> None:
    assert stem(stem(word)) == stem(word)


@given(words | st.text(max_size=12))
def test_a_word_and_its_folded_key_have_one_stem(word: str) -> None:
    assert stem(fold(word)) == stem(word)


@given(words | st.text(max_size=12))
def test_a_stem_is_a_folded_key_and_empty_only_where_the_word_is(word: str) -> None:
    assert fold(stem(word)) == stem(word)
    assert bool(stem(word)) == bool(fold(word))
