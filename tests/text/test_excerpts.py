from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.excerpts import ELLIPSIS, excerpt, snippet, word_ends
from aitys.text.tokens import search_terms, tokens

TEXTS = st.text(alphabet=st.sampled_from("абв.,!? \n\t«»—-ʻo"), max_size=120)


def test_a_short_text_stays_whole_and_without_dots() -> None:
    assert excerpt("Мост открыт.", 2) == excerpt("Мост открыт.", 60)
    assert excerpt("Мост открыт.", 2).text == "Мост открыт."
    assert not excerpt("Мост открыт.", 2).cut


def test_a_long_text_is_cut_at_a_word() -> None:
    cut = excerpt("Мост через реку открыт сегодня", 3)
    assert (cut.text, cut.cut) == ("Мост через реку…", True)


def test_a_comma_does_not_stand_before_the_dots_and_a_full_stop_stays() -> None:
    assert excerpt("Мост, река, берег", 2).text == "Мост, река…"
    assert excerpt("Мост открыт. Река ждёт", 2).text == "Мост открыт. …"


def test_a_heading_does_not_run_into_the_text() -> None:
    text = "Заголовок\n \n\n\nПервый абзац идёт дальше"
    assert excerpt(text, 3).text == "Заголовок\n\nПервый абзац…"
    assert excerpt("Заголовок\n\nПервый", 1).text == "Заголовок…"


def test_no_words_wanted_gives_nothing_and_no_dots() -> None:
    assert excerpt("Мост открыт", 0).text == ""
    assert excerpt("Мост открыт", 0).cut


def test_a_script_without_spaces_does_not_pass_as_one_word() -> None:
    assert excerpt("新桥今天开放", 2).text == "新桥…"


@given(TEXTS, st.integers(min_value=1, max_value=20))
def test_an_excerpt_is_the_beginning_and_never_cuts_inside_a_word(text: str, words: int) -> None:
    cut = excerpt(text, words)
    assert cut.cut == (len(text.split()) > words)
    if not cut.cut:
        assert cut.text.split() == text.split()
        return
    kept, given_words = cut.text.removesuffix(ELLIPSIS).split(), text.split()[:words]
    assert cut.text.endswith(ELLIPSIS)
    assert kept[:-1] == given_words[: len(kept[:-1])]
    assert not kept or given_words[len(kept) - 1].startswith(kept[-1])
    assert search_terms(" ".join(kept)) == search_terms(" ".join(given_words))


def test_a_snippet_marks_hits_in_the_original_spelling() -> None:
    found = snippet("Kecha Oʻzbekistonda yangi koʻprik ochildi.", [(20, 25), (26, 33)])
    assert [found.text[start:end] for start, end in found.hits] == ["yangi", "koʻprik"]


def places(text: str, *words: str) -> list[tuple[int, int]]:
    return [(token.start, token.end) for token in tokens(text) if token.text in words]


def test_a_snippet_shows_the_place_that_holds_most_of_the_words() -> None:
    text = "мост " + "слово " * 50 + "новый мост открыт " + "слово " * 50
    found = snippet(text, places(text, "новый", "мост"), words=10)
    assert [found.text[start:end] for start, end in found.hits] == ["новый", "мост"]
    assert found.text.startswith(ELLIPSIS)
    assert found.text.endswith(ELLIPSIS)
    assert len(found.text.split()) == 10


def test_a_snippet_without_a_hit_is_the_beginning() -> None:
    found = snippet("Мост через реку открыт", [], words=2)
    assert (found.text, found.hits) == ("Мост через…", ())


def test_a_snippet_that_is_cut_behind_a_full_stop_has_no_four_dots() -> None:
    assert snippet("Мост открыт. Паром стоит.", [], words=2).text == "Мост открыт…"
    assert snippet("Мост открыт. Паром стоит.", [(13, 18)], words=2).text == "…Паром стоит."
    assert snippet("... ...", [], words=1).text == "...…"


def test_a_snippet_of_nothing_is_nothing() -> None:
    assert snippet("  ", []).text == ""


@given(TEXTS, st.integers(min_value=1, max_value=9))
def test_a_snippet_holds_so_many_words_of_the_text_and_marks_the_hits_in_them(text: str, words: int) -> None:
    hits = [(token.start, token.end) for token in tokens(text)[::3]]
    found = snippet(text, hits, words)
    assert found.text.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS) in text
    assert len(found.text.split()) <= words
    assert {found.text[start:end] for start, end in found.hits} <= {text[start:end] for start, end in hits}
    assert bool(found.hits) == bool(hits)


@pytest.mark.parametrize(
    ("text", "ends"),
    [("two words", [3, 9]), ("咸海的水", [1, 2, 3, 4]), ("x" * 120, [50, 100, 120]), ("", [])],
)
def test_a_run_without_spaces_is_as_many_words_as_it_takes_room_for(text: str, ends: list[int]) -> None:
    assert word_ends(text) == ends
