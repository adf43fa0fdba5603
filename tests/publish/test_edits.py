from __future__ import annotations

from dataclasses import replace

from aitys.publish.edits import EDITS_SHOWN, shown_edits
from aitys.text.differences import Fate, Run
from aitys.values.sources import Shown
from aitys.values.stored import StoredEdit
from tests.publish.cast import ARTICLE, words

EDIT = StoredEdit(2, ARTICLE.title, "Opens on Monday.", ARTICLE.title, "Opens on Friday.")


def test_it_shows_the_paragraphs_that_changed_and_no_others() -> None:
    edit = replace(EDIT, text_before="Stays.\n\nOpens on Monday.", text="Stays.\n\nOpens on Friday.")
    (found,) = shown_edits(ARTICLE, [edit], 60)
    assert found.headline == ()
    assert [[(run.fate, run.words) for run in each] for each in found.paragraphs] == [
        [(Fate.KEPT, "Opens on "), (Fate.REMOVED, "Monday"), (Fate.ADDED, "Friday"), (Fate.KEPT, ".")]
    ]
    assert not found.beyond


def test_a_changed_headline_is_shown_whatever_the_card_allows() -> None:
    post = replace(ARTICLE, card=replace(ARTICLE.card, shown=Shown.HEADLINE))
    (found,) = shown_edits(post, [replace(EDIT, title="Ferry leaves the lake")], 60)
    assert Run(Fate.REMOVED, "returns to") in found.headline
    assert (found.paragraphs, found.beyond) == ((), True)


def test_what_changed_beyond_the_words_that_may_be_shown_is_said_and_not_shown() -> None:
    edit = replace(EDIT, text_before=words(1, 100), text=f"{words(1, 99)} hundred")
    (found,) = shown_edits(ARTICLE, [edit], 60)
    assert (found.paragraphs, found.beyond) == ((), True)
    (whole,) = shown_edits(ARTICLE, [edit], 60, signed_in=True)
    assert Run(Fate.ADDED, "hundred") in whole.paragraphs[0]
    assert not whole.beyond


def test_a_post_that_came_back_as_it_was_says_so() -> None:
    (found,) = shown_edits(ARTICLE, [replace(EDIT, text=EDIT.text_before)], 60)
    assert (found.same, found.beyond, found.paragraphs) == (True, False, ())


def test_only_the_latest_edits_are_shown_newest_first() -> None:
    found = shown_edits(ARTICLE, [replace(EDIT, number=number) for number in range(2, 30)], 60)
    assert [edit.number for edit in found] == [29, 28, 27, 26, 25]
    assert len(found) == EDITS_SHOWN
