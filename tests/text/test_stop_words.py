from __future__ import annotations

import pytest

from aitys.text.folding import fold
from aitys.text.languages import DESK_LANGUAGES
from aitys.text.stop_words import STOP_WORDS, is_stop_word


def test_every_language_of_the_desk_has_a_list_of_sensible_length() -> None:
    assert set(STOP_WORDS) == set(DESK_LANGUAGES)
    assert {language: len(keys) for language, keys in STOP_WORDS.items() if not 60 <= len(keys) <= 200} == {}


def test_every_entry_is_a_folded_key() -> None:
    assert [key for keys in STOP_WORDS.values() for key in keys if fold(key) != key or not key] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the and of was their"),
        ("ru", "и что которого ещё её быть"),
        ("kk", "және туралы бұл оның емес ғана"),
        ("ky", "жана менен бул анын эмес үчүн"),
        ("uz", "va bilan oʻz uchun emas ва билан ўз учун эмас ҳам"),
        ("tg", "ва барои ӯ ин аст буд"),
        ("tk", "we bilen üçin şol däl hakynda"),
    ],
)
def test_words_of_grammar_are_told(language: str, words: str) -> None:
    assert [word for word in words.split() if not is_stop_word(fold(word), language)] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "said Reuters minister bridge news"),
        ("ru", "сказал заявил министр мост агентство"),
        ("kk", "айтты мәлімдеді министр көпір"),
        ("ky", "айтты билдирди министр көпүрө"),
        ("uz", "dedi aytdi vazir koʻprik деди"),
        ("tg", "гуфт вазир пул хабар"),
        ("tk", "aýtdy ministr köpri habar"),
    ],
)
def test_who_says_what_is_no_word_of_grammar(language: str, words: str) -> None:
    assert [word for word in words.split() if is_stop_word(fold(word), language)] == []


def test_a_language_without_a_list_has_no_stop_words() -> None:
    assert not is_stop_word("the", "und")
