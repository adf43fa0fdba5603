"""What holds of the stems of every language, whatever the word."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.text.folding import fold
from aitys.text.languages import DESK_LANGUAGES
from aitys.text.stemming import stem
from aitys.text.tokens import fold_token
from evals.inflections import files, read

LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz'’",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "tg": "абвгдеёжзиӣйкқлмнопрстуӯфхҳчҷшъюя",
    "tk": "abçdeäfghijžklmnňoöprsştuüwyý",
    "uz": "abdefghijklmnopqrstuvxyz‘ʼ'абвгдежзийклмнопрстуфхцчшъьэюяўқғҳ",
}
ENDINGS = {
    "en": "s es ed ing 's ies ly",
    "kk": "ның тің ға ке ды дегі дан мен лар тер сы ын ымыз ған ады лық",
    "ky": "нын түн га кө ды деги дон лар тор сы ун ыбыз ган йт үнө лык",
    "ru": "а у ом ев ова ами ого ый ский ость ть",
    "tg": "ҳо он гон ён и е ам ашон ро у тар тарин",
    "tk": "lar ler y i ym im ymyz sy si yň nyň ny ni a e da de dan den daky däki dyr ly çy lyk",
    "uz": "lar i im imiz si ning ni ga qa da dan dagi gacha niki dir dek chi lik li лар и нинг га",
}
# A key is in Cyrillic: it is not cut as English, and of what folding took nothing tells Russian.
CUT_BY_THEIR_KEYS = [language for language in DESK_LANGUAGES if language not in ("en", "ru")]


def words(language: str) -> st.SearchStrategy[str]:
    """Words of the language, and of its letters, with up to three endings; and any text."""
    known = [word.query for file in files() for word in read(file) if word.lang == language]
    begun = st.sampled_from(known) | st.text(LETTERS[language], max_size=8)
    ending = st.sampled_from(["", "-", "’", *ENDINGS[language].split()])
    return st.builds("".join, st.tuples(begun, ending, ending, ending)) | st.text(max_size=12)


WORDS = {language: words(language) for language in DESK_LANGUAGES}


def test_every_language_of_the_desk_is_asked_here() -> None:
    assert LETTERS.keys() == ENDINGS.keys() == set(DESK_LANGUAGES)


@pytest.mark.parametrize("language", DESK_LANGUAGES)
@settings(max_examples=200)
@given(data=st.data())
def test_a_stem_is_a_folded_key_that_has_no_stem_but_itself(data: st.DataObject, language: str) -> None:
    word = data.draw(WORDS[language])
    key = stem(word, language)
    assert stem(key, language) == key == fold(key)
    assert bool(key) == bool(fold(word))


@pytest.mark.parametrize("language", CUT_BY_THEIR_KEYS)
@settings(max_examples=200)
@given(data=st.data())
def test_a_word_and_its_folded_key_have_one_stem(data: st.DataObject, language: str) -> None:
    word = data.draw(WORDS[language])
    assert stem(fold(word), language) == stem(word, language)


HOSTILE: list[Callable[[int], str]] = [
    lambda length: "а" * length,
    lambda length: "'" * length,
    lambda length: "-" * length,
    lambda length: "а-" * (length // 2),
    lambda length: "лар" * (length // 3),
    lambda length: "ь" * length,
    lambda length: "\u0301" * length,
    lambda length: "\x00" * length,
    lambda length: "\ud800" * length,
    lambda length: "\u202eаb" * (length // 3),
]


@pytest.mark.parametrize("language", DESK_LANGUAGES)
def test_an_endless_word_is_read_at_once_and_cut_where_a_token_is(language: str) -> None:
    begun = time.process_time()
    for make in HOSTILE:
        key = stem(make(100_000), language)
        assert len(key) <= len(fold_token(make(100_000)))
    assert time.process_time() - begun < 2
