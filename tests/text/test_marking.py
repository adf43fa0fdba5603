from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.languages import DESK_LANGUAGES
from aitys.text.marking import MOST_CHARACTERS, hits
from aitys.text.queries import parse_query
from aitys.text.terms import Spans
from aitys.text.tokens import tokens


def marked(text: str, query: str, language: str = "ru", spans: Spans = ()) -> list[str]:
    return [text[start:end] for start, end in hits(text, parse_query(query), language, spans)]


def test_words_are_marked_in_the_spelling_of_the_text() -> None:
    assert marked("Kecha Oʻzbekistonda yangi koʻprik ochildi.", "кўприк", "uz") == ["koʻprik"]
    assert marked("Мост и МОСТ!", "мост река") == ["Мост", "МОСТ"]


def test_other_forms_are_marked_too_whatever_the_language_of_the_query() -> None:
    assert marked("У моста новые мосты, а мостовая стара.", "мост") == ["моста", "мосты"]
    assert marked("Тоқаевтың сөзі, Тоқаевқа хат", "Токаев", "kk") == ["Тоқаевтың", "Тоқаевқа"]
    assert marked("Речь Токаева", "Тоқаев") == ["Токаева"]


def test_words_in_quotes_are_marked_only_in_a_row_and_only_in_that_form() -> None:
    text = "Новый мост. Мост новый, а новый мост — открыт; нового моста нет."
    assert marked(text, '"новый мост"') == ["Новый", "мост", "новый", "мост"]
    assert marked(text, '"моста"') == ["моста"]


def test_a_name_with_a_hyphen_is_marked_in_its_forms() -> None:
    assert marked("Ысык-Көлдө, Ысык-Көлгө; көл", "Ысык-Көл", "ky") == ["Ысык", "Көлдө", "Ысык", "Көлгө"]
    assert marked("Ысык-Көлдө, Ысык-Көл", '"Ысык-Көл"', "ky") == ["Ысык", "Көл"]


def test_of_a_very_long_text_the_beginning_is_read_and_no_half_word() -> None:
    text = "мостовая " * (MOST_CHARACTERS // 9 + 2) + "мост"
    assert marked(text, "мост") == []
    assert set(marked(text, "мостовая")) == {"мостовая"}
    assert marked("a" * (MOST_CHARACTERS + 1), "мост") == []


def test_each_of_many_days_is_marked() -> None:
    assert marked("12 мая, мост. " * 200, "12 мая") == ["12", "мая"] * 200


def test_a_prefix_marks_whole_words() -> None:
    assert marked("Мостовая у моста, а не помост", "мост*") == ["Мостовая", "моста"]


def test_what_is_not_wanted_is_not_marked() -> None:
    assert marked("Мост и река", "мост -река lang:ru") == ["Мост"]
    assert marked("Мост и река", "-река") == []


def test_any_of_what_or_joins_is_marked() -> None:
    assert marked("Мост и река", "мост OR берег OR река") == ["Мост", "река"]


@pytest.mark.parametrize(
    "text", ["Открыт 12 мая 2026 года", "2026 жылғы 12 мамырда", "On May 12, 2026", "12.05.2026"]
)
def test_a_day_is_marked_in_whichever_form_it_is_written(text: str) -> None:
    assert "12" in " ".join(marked(text, "12.05.2026"))
    assert marked(text, "13.05.2026") == []


def test_an_amount_is_marked_in_whichever_form_it_is_written() -> None:
    text = "Стоит 5 миллионов, то есть 5 000 000, а не 6 млн"
    assert marked(text, "5 млн") == marked(text, "5000000") == ["5", "миллионов", "5 000 000"]


def test_each_stretch_of_a_text_is_read_in_its_own_language() -> None:
    text = "Мосты. Көпірдің жолы"
    spans = [(0, 6, "ru"), (6, 20, "kk")]
    assert marked(text, "көпір", "ru", spans) == ["Көпірдің"]
    assert marked(text, "мост", "kk", spans) == ["Мосты"]


TEXTS = st.lists(
    st.sampled_from(
        ["мост", "Мосты ", "новый ", "12 мая 2026", "-", '"', "«", " ", "koʻprik ", ".", "а́", "İ", "ﬁ "]
    )
    | st.characters(),
    max_size=12,
).map("".join)


@given(TEXTS, TEXTS, st.sampled_from([*DESK_LANGUAGES, "und"]))
def test_hits_are_words_of_the_text_in_order(text: str, query: str, language: str) -> None:
    words = [(token.start, token.end) for token in tokens(text)]
    found = hits(text, parse_query(query), language)
    assert set(found) <= set(words)
    assert list(found) == sorted(set(found))


@given(TEXTS, st.sampled_from(DESK_LANGUAGES))
def test_a_text_holds_every_word_that_is_asked_of_it(text: str, language: str) -> None:
    for token in tokens(text):
        if parse_query(token.text).wanted and not parse_query(token.text).stopped:
            assert (token.start, token.end) in hits(text, parse_query(token.text), language)
