from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.quoted import quoted


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in quoted(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Он: «мост».",
        "Ol: „мост“.",
        "Ol: „мост”.",
        "He: “мост”.",
        'He: "мост".',
        "Ол: “мост“.",
        "Он: « мост ».",
    ],
)
def test_every_kind_of_marks_holds_its_words(text: str) -> None:
    assert said(text) == ["мост"]


def test_a_quote_within_a_quote_is_told_too() -> None:
    assert said("«Он сказал „да“ и ушёл»") == ["Он сказал „да“ и ушёл", "да"]
    assert said('"Uning "yangi" kitobi"') == ['Uning "yangi" kitobi', "yangi"]
    assert said("“a “b” c”") == ["a “b” c", "b"]


def test_apostrophes_are_no_marks() -> None:
    assert said("Oʻzbekiston, o'zbek, san’at, bog‘ va 'qalam'") == []
    assert said("“Oʻzbek san’ati” va 'bog‘'") == ["Oʻzbek san’ati"]


def test_one_mark_may_close_two() -> None:
    assert said("«Он из ООО «Мост», — сказал он.") == ["Он из ООО «Мост", "Мост"]


def test_what_nobody_closed_ends_with_its_line() -> None:
    assert said("«Мост закрыт\nРека стоит") == ["Мост закрыт"]
    assert said("“One.\n\n“Two.” end") == ["One.", "Two."]


def test_a_quote_may_run_over_lines_but_not_over_paragraphs() -> None:
    assert said("«Мы ждём.\nМы не уйдём», — сказали") == ["Мы ждём.\nМы не уйдём"]
    assert said("«Мы ждём.\n\nМы не уйдём», — сказали") == ["Мы ждём."]


def test_inches_and_lonely_marks_quote_nothing() -> None:
    assert said('15" экран, 17" экран') == []
    assert said('"" «» ” x') == []
    assert said("tishlab oldi!”, deb qichqirdi") == []


def test_a_dash_or_comma_beside_a_mark_does_not_mislead() -> None:
    assert said('"Да", - ответил он. ("Нет") "Courier"-дан') == ["Да", "Нет", "Courier"]


TRICKY = st.text(alphabet=st.sampled_from("аб ,.-—(\n«»„“”\"'ʻ‹›") | st.characters(), max_size=60)


@given(TRICKY)
def test_every_span_is_true_and_without_spaces_around(text: str) -> None:
    spans = quoted(text)
    assert spans == sorted(spans)
    assert all(0 < start < end <= len(text) for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(TRICKY)
def test_spans_stand_apart_or_within_one_another(text: str) -> None:
    spans = quoted(text)
    assert not any(one[0] < two[0] < one[1] < two[1] for one in spans for two in spans)


@given(st.lists(st.text(alphabet="абв гд", min_size=1).filter(str.strip), min_size=1, max_size=6))
def test_well_set_quotes_come_back_as_they_were(parts: list[str]) -> None:
    words = [part.strip() for part in parts]
    assert said(" и ".join(f"«{part}»" for part in words)) == words


@pytest.mark.parametrize("part", ["«", '"a ', "«a» ", "„ “", "«\n", '"\n\n'])
def test_a_hostile_text_takes_time_in_proportion(part: str) -> None:
    begun = time.perf_counter()
    quoted(part * 30_000)
    assert time.perf_counter() - begun < 3
