"""Spellings that are one word, and words that must stay two; the pairs are in `evals/spellings/`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypedDict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.text.folding import alternates, fold
from aitys.text.spellings import APOSTROPHES, NAMES, WHOLE_WORDS
from aitys.text.tokens import search_terms, tokens

SETS = Path(__file__).parents[2] / "evals" / "spellings"
OF_WORDS = ["kk", "ky", "names", "ru", "tg", "tk", "uz-cyrl", "uz-latn"]

# Forms of one word, which stems bring together: folding must not.
FORMS = "мой мои | твой твои | строй строи | банк банка | суд суда | луг лук | рог рок | G7 G20 | 10,5 105"

LETTERS = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳәіңөүұҷӣӯabcdefghijklmnopqrstuvwxyzıžňýşçäöüõğŋáǵń'‘ʻ0123456789., "
    "\u0301\u0306\u0307"
)
ANY_WORD = st.text(alphabet=st.sampled_from(LETTERS) | st.characters(), max_size=20)
REGIONAL_WORD = st.text(alphabet=LETTERS, max_size=12)


class Row(TypedDict):
    query: str
    finds: list[str]
    misses: list[str]


def rows(name: str) -> Iterator[Row]:
    for line in (SETS / f"{name}.jsonl").read_text().splitlines():
        yield json.loads(line)


def pairs(name: str, side: Literal["finds", "misses"]) -> set[frozenset[str]]:
    return {frozenset({row["query"], other}) for row in rows(name) for other in row[side]}


def keys(written: str) -> set[tuple[str, ...]]:
    """What the index holds of a word, or of the words that hyphens part."""
    parts = [token.text for token in tokens(written)]
    folded = {tuple(search_terms(written))}
    return folded | {(other,) for other in alternates(parts[0])} if len(parts) == 1 else folded


@pytest.mark.parametrize("name", OF_WORDS)
def test_all_spellings_of_a_word_meet_in_a_key(name: str) -> None:
    parted = [
        (row["query"], other)
        for row in rows(name)
        for other in row["finds"]
        if not keys(row["query"]) & keys(other)
    ]
    assert parted == []


def test_words_that_only_look_alike_share_no_key() -> None:
    alike = [(row["query"], other) for row in rows("apart") for other in row["misses"]]
    alike += [(one, other) for one, other in (pair.split() for pair in FORMS.split(" | "))]
    assert [(one, other) for one, other in alike if keys(one) & keys(other)] == []


def test_the_sets_do_not_shrink() -> None:
    found = {name: len(pairs(name, "finds")) for name in OF_WORDS}
    assert found["uz-latn"] + found["uz-cyrl"] >= 200
    assert sum(found.values()) >= 600
    assert len(pairs("apart", "misses")) >= 150


@pytest.mark.parametrize("sign", APOSTROPHES)
@pytest.mark.parametrize(
    ("start", "end", "cyrillic"), [("o", "zbek", "ўзбек"), ("san", "at", "санъат"), ("bog", "", "боғ")]
)
def test_all_apostrophes_are_one(sign: str, start: str, end: str, cyrillic: str) -> None:
    assert fold(start + sign + end) == fold(cyrillic)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ТАШКЕНТ", "ташкент"),
        ("café", "cafe"),
        ("Kazakhstan’s", "Kazakhstan"),
        ("ﬁlm", "film"),
        ("ŉ", "'n"),
        ("２０２４", "2024"),
        ("۲۰۲۴", "2024"),
        ("IŞIK", "ışık"),
    ],
)
def test_case_accents_and_presentation_forms_do_not_part_a_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_short_i_keeps_its_mark_however_it_is_composed() -> None:
    assert fold("й") == fold("и\u0306") == "й"


def test_y_is_a_vowel_between_consonants_only() -> None:
    assert [fold(word) for word in ("Almaty", "gyzyl", "yer", "tayyor", "by")] == [
        "алматы",
        "гызыл",
        "ер",
        "таер",
        "бй",
    ]


@pytest.mark.parametrize(
    "pair", ["qo‘shiq qoshiq", "sur’at surat", "ta’rif tarif", "wine vine", "мэрия Мария"]
)
def test_a_short_word_has_no_other_reading(pair: str) -> None:
    one, other = pair.split()
    assert not keys(one) & keys(other)


def test_a_word_of_ordinary_letters_has_one_key() -> None:
    assert [alternates(word) for word in ("министр", "сказал", "parlament", "said", "хабар")] == [()] * 5


@settings(max_examples=400)
@given(ANY_WORD | REGIONAL_WORD)
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@settings(max_examples=400)
@given(ANY_WORD | REGIONAL_WORD)
def test_other_keys_are_keys_too_and_at_most_three(word: str) -> None:
    others = alternates(word)
    assert len(others) <= 3
    assert all(other and fold(other) == other for other in others)
    assert fold(word) not in others


@given(ANY_WORD | REGIONAL_WORD)
def test_a_key_holds_no_space(word: str) -> None:
    assert all(not key.split()[1:] and key == key.strip() for key in (fold(word), *alternates(word)))


@given(ANY_WORD)
def test_case_never_matters(word: str) -> None:
    assert fold(word.casefold()) == fold(word)


def test_whole_words_and_names_are_written_in_the_key_alphabet() -> None:
    assert all(fold(word) == form == fold(form) for word, form in WHOLE_WORDS.items())
    assert all(fold(name) == name for name in NAMES.values())
    assert all(fold(name) in (name, WHOLE_WORDS.get(name)) for name in NAMES)


def test_the_key_that_a_name_leads_to_leads_no_further() -> None:
    assert not [name for name in NAMES.values() if any(name.startswith(other) for other in NAMES)]
