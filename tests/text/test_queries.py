from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.queries import LONGEST_QUERY, parse_query


def test_words_are_folded_and_named_once() -> None:
    assert parse_query("Ташкент, ташкент Тоқаев").words == ("ташкент", "токаев")


@pytest.mark.parametrize(
    "quoted", ['"новый мост"', "“новый мост”", "«новый мост»", "„новый мост“", "«новый мост", '"новый мост']
)
def test_any_quotes_make_a_phrase_even_unclosed(quoted: str) -> None:
    query = parse_query(f"река {quoted}")
    assert query.words == ("река",)
    assert query.phrases == (("новый", "мост"),)


def test_one_word_in_quotes_is_a_word() -> None:
    assert parse_query('"мост"').words == ("мост",)


def test_what_holds_together_is_a_phrase() -> None:
    assert parse_query("covid-19 @bazaar_talk").phrases == (("cовид", "19"), ("базаар", "талк"))


def test_an_apostrophe_is_not_a_quote() -> None:
    assert parse_query("ko‘prik ochildi").words == ("куприк", "очилди")


def test_signs_alone_are_no_query() -> None:
    assert not parse_query('!!! "" «»')
    assert parse_query("мост").terms == {"мост"}


def test_a_pasted_article_is_cut_between_words() -> None:
    assert parse_query("мост " + "реки " * LONGEST_QUERY).words == ("мост", "реки")
    assert parse_query("мост " + "река" * LONGEST_QUERY).words == ("мост",)
    assert parse_query("о " * (LONGEST_QUERY // 2) + "конец").words == ("о",)
    assert not parse_query(" " * LONGEST_QUERY + "мост")


@given(st.text(alphabet=st.sampled_from("\"“”«»„ аб'-") | st.characters(), max_size=60))
def test_nothing_a_person_types_raises(text: str) -> None:
    query = parse_query(text)
    assert all(len(phrase) > 1 for phrase in query.phrases)
    assert "" not in query.terms
