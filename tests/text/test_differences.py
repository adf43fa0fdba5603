from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.differences import Fate, Run, changed, differences

KEPT, ADDED, REMOVED = Fate.KEPT, Fate.ADDED, Fate.REMOVED


def test_it_marks_the_words_that_were_changed_and_no_others() -> None:
    (found,) = differences("The bridge opens on Monday.", "The bridge opens on Friday, 9 May.")
    assert found == (
        Run(KEPT, "The bridge opens on "),
        Run(REMOVED, "Monday"),
        Run(ADDED, "Friday, 9 May"),
        Run(KEPT, "."),
    )


def test_a_number_is_one_word() -> None:
    (found,) = differences("It cost 12.5 million.", "It cost 12.7 million.")
    assert [run.words for run in found] == ["It cost ", "12.5", "12.7", " million."]


def test_an_apostrophe_parts_no_uzbek_word() -> None:
    (found,) = differences("Yo‘l ochildi.", "Ko‘prik ochildi.")
    assert found[:2] == (Run(REMOVED, "Yo‘l"), Run(ADDED, "Ko‘prik"))


def test_paragraphs_that_stayed_are_kept_and_new_ones_stand_between_them() -> None:
    found = differences("First.\n\nThird.", "First.\n\nSecond.\n\nThird.")
    assert [run for paragraph in found for run in paragraph] == [
        Run(KEPT, "First."),
        Run(ADDED, "Second."),
        Run(KEPT, "Third."),
    ]


def test_a_paragraph_with_nothing_in_common_is_replaced_as_a_whole() -> None:
    found = differences("The school in Tash-Kol closes.", "Water prices rise by half from June on.")
    assert [[run.fate for run in paragraph] for paragraph in found] == [[REMOVED], [ADDED]]


def test_scripts_without_spaces_are_compared_sign_by_sign() -> None:
    (found,) = differences("大桥星期一开放", "大桥星期五开放")
    assert [run.words for run in found] == ["大桥星期", "一", "五", "开放"]


def test_the_same_words_with_other_spaces_have_not_changed() -> None:
    assert not changed(
        differences("Opens on\u00a0Monday.\n\n\nTolls stay.", "Opens on  Monday.\n\nTolls stay.")
    )
    assert changed(differences("Opens.", ""))
    assert differences("", "") == ()


WORDS = st.lists(
    st.sampled_from(["bridge", "Monday", "opens", "10,5", "大", "桥", "ко‘прик", "."]), max_size=12
)
TEXTS = st.lists(WORDS.map(" ".join), max_size=5).map("\n\n".join)


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_made_again_from_the_differences(before: str, after: str) -> None:
    found = differences(before, after)
    for text, other in ((before, ADDED), (after, REMOVED)):
        told = "\n".join("".join(run.words for run in each if run.fate is not other) for each in found)
        assert "".join(told.split()) == "".join(text.split())
    assert changed(found) == (
        "".join(before.split("\n\n")).split() != "".join(after.split("\n\n")).split()
    ) or (before.split() != after.split() or before.count("\n\n") != after.count("\n\n"))


def _numbered(words: int, kinds: int, step: int) -> str:
    return " ".join(str(number * step % kinds) for number in range(words))


@pytest.mark.parametrize("kinds", [2, 300, 10**6])
@pytest.mark.parametrize("paragraphs", [1, 4000])
def test_a_megabyte_takes_two_seconds_at_most(kinds: int, paragraphs: int) -> None:
    size = 160_000 // paragraphs
    before = "\n\n".join(_numbered(size, kinds, step) for step in range(3, 3 + paragraphs))
    after = "\n\n".join(_numbered(size, kinds, step) for step in range(7, 7 + paragraphs))
    began = time.process_time()
    assert differences(before, after)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("words", [300, 630, 900])
def test_two_words_in_turn_take_no_longer_than_others(words: int) -> None:
    began = time.process_time()
    assert differences("a b " * (words // 2), "b c a " * (words // 3))
    assert time.process_time() - began < 2
