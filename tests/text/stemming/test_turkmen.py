"""Turkmen words are found in all their forms, and look-alikes are left alone."""

from __future__ import annotations

import pytest

from aitys.text.folding import fold
from aitys.text.stemming.turkmen import stem
from tests.text.stemming.tables import groups

FORMS = """
    kitap kitabyň kitaby kitaba kitapda kitaplar kitabym kitaplarymyzyň kitabyny kitabynda
    mekdep mekdebiň mekdebi mekdebe mekdepden mekdeplerimizde mekdebine
    ýürek ýüregi ýürege ýürekler ýüregim ýüregini | agaç agajy agajyň agaçlar
    oba obany obanyň obasy obada obalar obasynda obadaky | çaga çaganyň çagasy çagany çagalara
    şäher şäheriň şähere şäherdäki şäherlerimiz | ýurt ýurdy ýurduň ýurda ýurtlar ýurdumyz ýurdunda
    burun burny burnum burna burunlar | ogul ogly oglum oglunyň ogullar | gelin gelni gelinler
    ömür ömri ömrüň ömürde | höküm hökmi hökümler hökmünde | göwün göwni göwünler
    ýol ýoly ýola ýolda ýolumyz ýolunda | gyz gyzy gyza gyzlar gyzynyň | öý öýi öýe öýde öýünde öýüne
    manat manady manada manatdan | maksat maksady maksadyna maksatlar | dag daglar dagda dagynda
    adam adamyň adama adamlar | okuwçy okuwçynyň okuwçylar okuwçysy | hepde hepdäniň hepdede hepdä hepdeler
    ministrlik ministrligi ministrlige ministrliginde | partiýa partiýanyň partiýasy partiýalar
    myhman myhmany myhmanyň myhmanlar | dünýä dünýäde dünýädäki dünýäniň
    Türkmenistan Türkmenistanyň Türkmenistanda Türkmenistana | Aşgabat Aşgabadyň Aşgabada Aşgabatdaky
    Berdimuhamedow Berdimuhamedowyň Berdimuhamedowa | Mary Maryda Marynyň | Russiýa Russiýanyň Russiýada
"""
LOOK_ALIKES = """
    kitaphana kitap | mekdepli mekdep | agyr agyz | ada at | ogry ogul | dag daglyk | gyzyl gyz | bala bal
    harby harp | iş işçi | ministr ministrlik | gapy gap | suwuk suw | ýolbars ýol | habarçy habar | aýna aý
    günorta gün | hepde hep | medisina med | banda ban | ýylan ýyl | oýun öý | başga baş | peýda peý
"""


@pytest.mark.parametrize("forms", groups(FORMS), ids=lambda forms: forms[0])
def test_the_forms_of_a_word_share_its_key(forms: list[str]) -> None:
    assert {stem(form) for form in forms} == {stem(forms[0])}


@pytest.mark.parametrize(("one", "other"), groups(LOOK_ALIKES))
def test_a_word_that_only_looks_like_a_form_keeps_its_own_key(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "word", ["oba", "hepde", "dereje", "mugallym", "düzgün", "ikinji", "ilatly", "aldy", "myhman"]
)
def test_nothing_is_taken_off_a_word_whose_end_is_its_own(word: str) -> None:
    assert stem(word) == fold(word)


def test_an_ending_alone_stays_as_it_is() -> None:
    assert [stem(word) for word in ("niň", "de", "nda", "lar")] == ["нин", "де", "нда", "лар"]


def test_letters_typed_without_their_signs_have_the_same_key() -> None:
    assert stem("Asgabatda") == "асгабат"
    assert stem("Türkmenistanyň") == stem("Turkmenistanyn")
    assert stem("ömrüniň") == stem("omrunin")
