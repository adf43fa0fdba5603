from __future__ import annotations

import pytest

from aitys.text.evidence import columns_of, pieces
from aitys.text.vocabulary import ALPHABETS, ENDINGS, SPECIAL_LETTERS, WORDS

TABLES = [(name, entries.split()) for table in (WORDS, ENDINGS) for name, entries in table.items()]


@pytest.mark.parametrize(("name", "entries"), TABLES, ids=[name for name, _ in TABLES])
def test_no_entry_stands_twice_or_in_letters_that_its_language_lacks(name: str, entries: list[str]) -> None:
    assert len(entries) == len(set(entries))
    code, _, script = name.partition("-")
    alphabet = ALPHABETS[script].get(code)
    if alphabet is not None:
        special = set(SPECIAL_LETTERS[script])
        assert [entry for entry in entries if not special.intersection(entry) <= alphabet] == []


@pytest.mark.parametrize("name", WORDS)
def test_every_word_speaks_for_its_language(name: str) -> None:
    code, _, script = name.partition("-")
    place = columns_of(script).codes.index(code)
    for word in WORDS[name].split():
        (piece,) = pieces(word)
        assert (piece.script, piece.words) == (script, 1), word
        assert piece.said is not None, word
        assert piece.said[place] == max(piece.said), word


def test_the_languages_of_ours_have_many_words_and_endings() -> None:
    for name in ("ru-Cyrl", "kk-Cyrl", "ky-Cyrl", "uz-Cyrl", "uz-Latn", "tg-Cyrl", "tk-Latn", "en-Latn"):
        assert len(WORDS[name].split()) > 200
        assert len(ENDINGS[name].split()) > 15
