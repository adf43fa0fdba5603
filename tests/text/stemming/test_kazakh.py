"""Forms of one Kazakh word have one key, and words that only look alike have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.folding import fold
from aitys.text.stemming.kazakh import stem

FORMS = """
    қала қаланың қалаға қаланы қалада қаладан қаламен қалалар қаласы қаласына қаласындағы қалаларымыз қаладағы
    мектеп мектептің мектепке мектебі мектебінің мектептерінде мектебімізге
    балық балықтың балығы балығын | халық халықтың халқы халқына халқымыз | дауыс даусы даусын дауыстар
    ел елдің елге еліміз еліміздің еліне елім | үй үйдің үйге үйі үйінде | су судың суға суы суына
    үкімет үкіметтің үкіметі үкіметке укимет укиметтин | қаржы қаржыны қаржысы қаржының
    аудан ауданы ауданын ауданында аудандар | майдан майданға майданы | жұмыс жұмысы жұмысын жұмыстың
    басшы басшысы басшының басшылар | жоба жобасын жобаларды | факт факті фактіні фактілер
    апрель апрельдің апрельде | роль рольдің ролі | клуб клубы клубтың | партия партияның партиясына
    айт айтты айтқан айтқанын айтсын | бастаған бастағанын бастағаннан
"""
NAMES = """
    Тоқаев Тоқаевтың Тоқаевқа Тоқаевты Тоқаевпен Токаев Токаевтын Токаевка
    Мирзиёев Мирзиёевтің Мирзиеевке | Жапаров Жапаровтың Жапаровпен | Путин Путиннің Путинге Путинмен
    Қазақстан Қазақстанның Қазақстаннан Қазақстаны Казакстаннын | Өзбекстан Өзбекстанға Озбекстанга
    Алматы Алматыда Алматының Алматысы | АҚШ АҚШ-тың АҚШ-қа АҚШ-пен | БҰҰ БҰҰ-ға БҰҰ-ның БУУ-га
    Google Google’дың Google-ге | Шымкент Шымкентте Шымкенттен
"""
APART = """
    қала қалам | қала қалың | бала балық | ат ата | ат атау | ел елу | ел елші | кітап кітапша | орын орман
    үкімет үкім | су сусын | от отын | ер ерін | жыл жылқы | министр министрлік | майдан май | аудан ау
    тарих тарихшы | Тоқаев Тоқай | Алматы алма | басқа бас | қысқа қыс | өзге өз | маска мас | почта поч
    аким ак | уйым уй | Қазақстан қазақ | гектар гек | өткен от
    бастаған бас | қорғайтын қор | сенбі сен
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


def test_a_name_behind_a_hyphen_that_is_no_ending_stays() -> None:
    assert stem("нью-йорк") == fold("нью-йорк")


LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
ENDINGS = [
    "ның",
    "тің",
    "ға",
    "ке",
    "ды",
    "дегі",
    "дан",
    "мен",
    "лар",
    "тер",
    "сы",
    "ын",
    "ымыз",
    "ған",
    "ады",
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
