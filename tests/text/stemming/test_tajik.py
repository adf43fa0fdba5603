from __future__ import annotations

import pytest

from aitys.text.folding import fold
from aitys.text.stemming.tajik import stem


@pytest.mark.parametrize(
    "forms",
    [
        "китоб китоби китобҳо китобҳои китобро китобҳоро китобе китобам китобаш китобҳояшон",
        "вазир вазири вазирон вазиронро вазираш",
        "хона хонаи хонаҳо хонаро хонае хонааш",
        "намоянда намояндагон намояндагонро",
        "донишҷӯ донишҷӯён донишҷӯи",
        "зиндагӣ зиндагии зиндагиро",
        "об оби обро обҳо",
        "забон забони забонҳо забонро",
        "ҳақ ҳаққи ҳақро",
        "бузург бузургтар бузургтарин бузургтарини",
        "давлат давлати давлату давлатҳоямон",
        "дарё дарёи дарёҳо дарёро",
    ],
)
def test_a_word_has_one_key_with_every_ending(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "name", ["Душанбе", "Раҳмон", "Раҳмонов", "Тоҷикистон", "Хуҷанд", "Мирзиёев", "Бохтар"]
)
def test_a_name_keeps_what_only_looks_like_an_ending(name: str) -> None:
    assert stem(name) == stem(name + "ро") == fold(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Раҳмон", "раҳм"),
        ("Раҳмонов", "Раҳмон"),
        ("мард", "мардум"),
        ("вазир", "вазорат"),
        ("ҷавон", "ҷав"),
        ("тоҷик", "Тоҷикистон"),
        ("дарё", "дар"),
        ("духтар", "духт"),
        ("бартарӣ", "бар"),
        ("борон", "бор"),
        ("ҳайрон", "хайр"),
        ("имконият", "имкон"),
        ("ҷамъият", "ҷамъ"),
    ],
)
def test_another_word_has_another_key(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_word_typed_on_a_russian_keyboard_has_the_same_key() -> None:
    assert stem("шахрхои") == stem("шаҳрҳои") == stem("шаҳр")
