from __future__ import annotations

from itertools import pairwise

from hypothesis import given
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


TRICKY = st.text(
    alphabet=st.sampled_from("abgoОоўй ё'ʻ’-_@#.,:/?=&0123\n\u0301\u0306😀") | st.characters(), max_size=80
)


@given(TRICKY)
def test_every_token_stands_where_it_says(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(TRICKY)
def test_terms_survive_being_joined_by_spaces(text: str) -> None:
    """The index parts them at spaces: none may hold one, none may be empty."""
    terms = search_terms(text)
    assert " ".join(terms).split() == terms
