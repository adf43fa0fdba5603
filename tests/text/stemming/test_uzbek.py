"""Uzbek words are found in all their forms, in both scripts, and look-alikes are left alone."""

from __future__ import annotations

import pytest

from aitys.text.folding import fold
from aitys.text.stemming.uzbek import stem
from tests.text.stemming.tables import groups

FORMS = """
    kitob kitobning kitobni kitobga kitobda kitobdan kitoblarimizdan kitobidagi
    maktab maktabdagilarning maktabgacha maktablarimizda | yurak yuragi yuragim yurakka yuraklarimizni
    qishloq qishlog‘i qishloqqa qishlog‘ingizda | vazirlik vazirligi vazirlikka vazirliklarining
    o‘g‘il o‘g‘li o‘g‘lim o‘g‘illar | singil singlisi singlim singillar | burun burni burnim burunda
    shahar shahri shahrimizda shaharlardan | xalq xalqi xalqqa xalqdan | partiya partiyasi partiyalar
    qonun qonuni qonunni qonunlar | tuman tumani tumanidagi | majlis majlisi majlisning | asos asosi asosida
    yo‘l yo‘li yo‘lda yo‘llar | uy uyi uyimiz uyga | ish ishi ishlar ishlarini | bola bolasi bolam bolani
    dunyo dunyoni dunyosi dunyodagi | shakl shakli shaklini | kuch kuchi kuchlar
    Mirziyoyev Mirziyoyevning Мирзиёевга Mirziyoyevdan | Toshkent Toshkentda Тошкентдаги Toshkentgacha
    O‘zbekiston O‘zbekistonning Ўзбекистонда O‘zbekistonimiz | BMT BMTning БМТга | AQSh AQShda АҚШнинг
    апрель aprelda апрельда апрелнинг | sentabr sentabrda сентябрда сентябрь | фильм filmni фильмлари
    konsert концерти konsertga
    qil qildi qilgan qilinmoqda qilinganlar қилади | chiq chiqdi chiqqan chiqmoqda | boshla boshlandi бошлаган
"""
LOOK_ALIKES = """
    kitobxon kitob | vazir vazirlik | tog‘a tog‘ | tog‘ toq | bog‘cha bog‘ | kishi qish | qalam qal
    banka bank | saylovchi saylov | qonuniy qonun | ko‘ngilli ko‘ngil | o‘rindiq o‘rin | bo‘lim bo‘l
    bilim bil | foyda foy | xalqaro xalq | parda par | va’da va | ma’ni ma | halqa xalq
    Mirziyoyeva Mirziyoyev
    ko‘rinish ko‘r | Bahodir baho | dollar dol | miting mit | muallim mualla | sovg‘a sov
    til tilla | kun kunduz
"""


@pytest.mark.parametrize("forms", groups(FORMS), ids=lambda forms: forms[0])
def test_the_forms_of_a_word_share_its_key(forms: list[str]) -> None:
    assert {stem(form) for form in forms} == {stem(forms[0])}


@pytest.mark.parametrize(("one", "other"), groups(LOOK_ALIKES))
def test_a_word_that_only_looks_like_a_form_keeps_its_own_key(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["foyda", "badan", "yangi", "kerakli", "ikkinchi", "oʻquvchi", "bugungi"])
def test_nothing_is_taken_off_a_word_whose_end_is_its_own(word: str) -> None:
    assert stem(word) == fold(word)


def test_an_ending_alone_stays_as_it_is() -> None:
    assert [stem(word) for word in ("ning", "ga", "da", "lar")] == ["нинг", "га", "да", "лар"]
