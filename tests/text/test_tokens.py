from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.text.tokens import LONGEST_WORD, search_terms, tokens


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


def test_an_apostrophe_inside_a_word_does_not_part_it() -> None:
    assert words("Oʻzbekiston sanʼati, tog‘ va bog'.") == ["Oʻzbekiston", "sanʼati", "tog‘", "va", "bog'"]


def test_a_closing_quote_is_not_part_of_a_word() -> None:
    assert words("they said 'no' to ‘him’") == ["they", "said", "no", "to", "him"]


def test_hyphens_and_underscores_part_words() -> None:
    assert words("экс-министр #выборы_2024 __важно__") == ["экс", "министр", "выборы", "2024", "важно"]


def test_numbers_are_kept_whole() -> None:
    assert words("на 10,5% до 1.234.567 сомов 12.05.2024 в 12:30, 5G.") == [
        "на", "10,5", "до", "1.234.567", "сомов", "12.05.2024", "в", "12", "30", "5G",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "number",
    [
        "1 234 567,5",
        "1\u00a0234\u00a0567,5",
        "1\u2009234\u2009567",
        "1\u202f234\u202f567",
        "12 500",
        "999 000 000 000",
        "٧ ٥٠٠",
    ],
)
def test_a_number_in_groups_is_one_word(number: str) -> None:
    assert words(f"на {number} сомов") == ["на", number, "сомов"]
    assert words(f"({number}%)") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "в 2024 500 человек",
        "мая 2026 500 кг",
        "+996 312 123 456",
        "8 800 555 35 35",
        "7 701 123 4567",
        "0 555 123 456",
        "5 000 10 000",
        "1 2345",
        "12  500",
        "12\n500",
        "12 500кг",
        "x12 500",
    ],
)
def test_years_telephones_and_neighbours_are_no_number_in_groups(text: str) -> None:
    assert words(text) == [part.lstrip("+") for part in text.split()]


def test_a_range_and_the_end_of_a_sentence_leave_a_number_whole() -> None:
    assert words("12 500-13 000 сомов, 7 000.") == ["12 500", "13 000", "сомов", "7 000"]
    assert words("тел. 555 123-45-67") == ["тел", "555", "123", "45", "67"]


def test_an_address_gives_the_words_of_its_host_and_path_only() -> None:
    text = "см. https://www.steppe-courier.example/news/17?utm_source=tg&b=2 и t.me/valley_wire"
    assert words(text) == [
        "см",
        "steppe",
        "courier",
        "example",
        "news",
        "17",
        "и",
        "t",
        "me",
        "valley",
        "wire",
    ]


def test_a_channel_name_is_found_with_and_without_its_sign() -> None:
    assert search_terms("@bazaar_talk") == search_terms("bazaar_talk") == search_terms("Bazaar Talk")


def test_a_decomposed_letter_stays_in_its_word() -> None:
    assert words("то\u0438\u0306 ку\u0304х") == ["то\u0438\u0306", "ку\u0304х"]


def test_an_endless_word_is_cut_the_same_way_on_both_sides() -> None:
    assert search_terms("а" * 100_000) == search_terms("а" * LONGEST_WORD)


def test_signs_alone_give_no_terms() -> None:
    assert search_terms("!!! — … 😀 ' ʻ") == []


SIGNS = "abgoОоўй ё'ʻ’-_@#.,:/?=&+()0123٣\n\x00\u00a0\u202f\u0301\u0306\u200d\u05d0\u0644𐐀𞤀😀"
TRICKY = st.text(alphabet=st.sampled_from(SIGNS) | st.characters(), max_size=80)
NUMBERS = st.text(alphabet="0123456 \u00a0\u202f.,+-()№", max_size=40)


@settings(max_examples=300)
@given(TRICKY | NUMBERS)
def test_every_token_stands_where_it_says(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@settings(max_examples=300)
@given(TRICKY | NUMBERS)
def test_terms_survive_being_joined_by_spaces(text: str) -> None:
    """The index parts them at spaces: none may hold one, none may be empty."""
    terms = search_terms(text)
    assert " ".join(terms).split() == terms


@pytest.mark.parametrize(
    "sign", ["1", "1 ", "1 000 ", "1.", "'", "a'", "\u0301", "a\u0301", "a?", "a#=", "\x00", "😀", "٣,"]
)
def test_a_hundred_thousand_of_any_sign_are_read_at_once(sign: str) -> None:
    text = sign * (100_000 // len(sign))
    begun = time.process_time()
    assert all(text[token.start : token.end] == token.text for token in tokens(text))
    search_terms(text)
    assert time.process_time() - begun < 2
