from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from aitys.publish.items import Item, direction, shown, shown_hit, snippet_of
from aitys.text.queries import parse_query
from aitys.values.sources import Shown
from aitys.values.stored import StoredPost
from tests.publish.cast import ARTICLE, BAZAAR, COURIER, FOUND, MESSAGE, words

HEADLINE_ONLY = replace(ARTICLE, card=replace(COURIER, shown=Shown.HEADLINE))
IN_FULL = replace(ARTICLE, card=replace(COURIER, shown=Shown.FULL))


def said(item: Item) -> list[str]:
    """The words of the post that a reader sees, without the dots that mark a cut."""
    return [word.strip("…") for word in f"{item.headline} {item.text}".split() if word.strip("…")]


def test_an_excerpt_has_as_many_words_as_the_card_allows_and_says_that_it_was_cut() -> None:
    item = shown(ARTICLE, 60)
    assert item.text == words(1, 60) + "…"
    assert item.cut


def test_a_short_text_is_shown_whole() -> None:
    item = shown(replace(ARTICLE, text="Three words only."), 60)
    assert (item.text, item.cut) == ("Three words only.", False)


def test_a_cut_leaves_no_stump_of_a_paragraph() -> None:
    item = shown(replace(ARTICLE, text=f"{words(1, 58)}\n\n{words(59, 80)}"), 60)
    assert (item.text, item.cut) == (words(1, 58) + " …", True)
    longer = shown(replace(ARTICLE, text=f"{words(1, 56)}\n\n{words(57, 80)}"), 60)
    assert longer.paragraphs == (words(1, 56), words(57, 60) + "…")


def test_a_headline_card_shows_no_word_of_the_text() -> None:
    item = shown(HEADLINE_ONLY, 60)
    assert (item.headline, item.text, item.cut) == ("Ferry returns to the lake", "", True)


def test_a_full_card_shows_the_whole_text_and_the_byline() -> None:
    item = shown(IN_FULL, 60)
    assert (item.text, item.cut, item.byline) == (words(1, 100), False, "A. Pen")


def test_a_byline_is_more_than_an_excerpt_card_allows() -> None:
    assert shown(ARTICLE, 60).byline == ""


@pytest.mark.parametrize("post", [ARTICLE, HEADLINE_ONLY])
def test_a_signed_in_person_reads_the_whole_text(post: StoredPost) -> None:
    assert shown(post, 60, signed_in=True).text == words(1, 100)


def test_no_excerpt_words_means_headlines_alone() -> None:
    assert shown(ARTICLE, 0).text == ""


def test_a_message_without_a_title_lends_its_first_line() -> None:
    item = shown(replace(MESSAGE, text="Курс на базаре вырос\n\nПодробности вечером."), 60)
    assert (item.headline, item.text) == ("Курс на базаре вырос", "Подробности вечером.")


def test_a_long_first_line_goes_on_under_the_headline_and_nothing_is_said_twice() -> None:
    item = shown(replace(MESSAGE, text=words(1, 20)), 60)
    assert item.headline == words(1, 12) + "…"
    assert item.text == "… " + words(13, 20)
    assert said(item) == words(1, 20).split()


def test_a_headline_that_is_cut_behind_a_full_stop_has_no_four_dots() -> None:
    item = shown(replace(MESSAGE, text=f"{words(1, 11)} bar. {words(13, 20)}"), 60)
    assert item.headline == f"{words(1, 11)} bar. …"
    assert shown(replace(ARTICLE, title="A" * 299 + ". B"), 60).headline == "A" * 299 + ". …"


@pytest.mark.parametrize("asked", ["word13", "word15"])
def test_what_a_search_found_behind_a_cut_headline_begins_with_dots(asked: str) -> None:
    found = snippet_of(shown_hit(replace(MESSAGE, text=words(1, 20)), 60, parse_query(asked)))
    assert found.text == "…" + words(13, 20)
    assert [found.text[start:end] for start, end in found.hits] == [asked]


def test_what_a_search_found_on_the_next_line_begins_without_dots() -> None:
    item = shown_hit(replace(MESSAGE, text="Курс вырос\nПаром стоит."), 60, parse_query("паром"))
    assert snippet_of(item).text == "Паром стоит."


def test_headline_and_excerpt_of_a_message_keep_the_limit_together() -> None:
    item = shown(replace(MESSAGE, text=words(1, 100)), 60)
    assert said(item) == words(1, 60).split()
    assert item.cut


def test_the_markdown_of_a_channel_is_shown_as_words_and_that_of_a_site_as_it_stands() -> None:
    marked = "**Курс вырос**\n\n[Подробности](https://t.me/bazaar_talk/40) вечером."
    item = shown(replace(MESSAGE, text=marked), 60)
    assert (item.headline, item.text) == ("Курс вырос", "Подробности вечером.")
    imported = shown(replace(ARTICLE, card=BAZAAR, title="**Ferry** returns"), 60)
    assert imported.headline == "Ferry returns"
    assert shown(replace(ARTICLE, title="**Ferry** returns"), 60).headline == "**Ferry** returns"


def test_a_search_in_a_channel_marks_what_it_found_and_shows_no_markdown() -> None:
    item = shown_hit(
        replace(MESSAGE, text="**Курс** вырос\n\n__Паром__ стоит."), 60, parse_query("курс паром")
    )
    assert "".join(piece.text for piece in item.headline_pieces) == "Курс вырос"
    assert [piece.text for piece in item.pieces if piece.hit] == ["Паром"]


def test_a_headline_card_lets_a_message_lend_its_first_words_only() -> None:
    item = shown(replace(MESSAGE, text=words(1, 100), card=replace(BAZAAR, shown=Shown.HEADLINE)), 60)
    assert (item.headline, item.text) == (words(1, 12) + "…", "")


def test_a_title_is_one_line() -> None:
    assert (
        shown(replace(ARTICLE, title=" Ferry\n returns\tto the lake "), 60).headline
        == "Ferry returns to the lake"
    )


def test_words_without_an_end_do_not_make_a_page_without_an_end() -> None:
    flood = "x" * 1_000_000
    for post in (replace(ARTICLE, title=flood, text=flood), replace(MESSAGE, text=f"{flood} {flood}")):
        for item in (shown(post, 60), shown_hit(post, 60, parse_query("x"))):
            pieces = "".join(piece.text for piece in item.headline_pieces + item.pieces)
            assert len(item.headline + item.text + pieces) < 4000
            assert item.cut


def test_the_link_to_the_origin_is_always_there_when_it_is_safe() -> None:
    assert shown(HEADLINE_ONLY, 60).origin == ARTICLE.url
    assert shown(replace(ARTICLE, url="javascript:alert(1)"), 60).origin == ""


def test_paragraphs_are_parted_by_blank_lines() -> None:
    item = shown(replace(ARTICLE, text="One.\nStill one.\n\n \n\nTwo."), 60)
    assert item.paragraphs == ("One.\nStill one.", "Two.")


def test_a_post_without_a_printed_time_is_shown_by_when_it_was_found() -> None:
    item = shown(replace(ARTICLE, posted=None), 60)
    assert item.posted is None
    assert item.when.at == FOUND


def test_a_change_is_dated_by_when_the_new_wording_was_first_seen() -> None:
    later = FOUND + timedelta(hours=7)
    item = shown(replace(ARTICLE, versions=2, changed_at=later, gone=True), 60)
    assert item.changed is not None
    assert (item.changed.at, item.versions, item.gone) == (later, 2, True)


def test_a_search_marks_what_it_found_in_the_title_and_in_the_text() -> None:
    item = shown_hit(
        replace(ARTICLE, text=words(1, 80) + " паром " + words(81, 90)), 60, parse_query("ferry ПАРОМ")
    )
    assert [piece.text for piece in item.headline_pieces if piece.hit] == ["Ferry"]
    assert [piece.text for piece in item.pieces if piece.hit] == ["паром"]
    assert "".join(piece.text for piece in item.headline_pieces) == item.headline
    assert len("".join(piece.text for piece in item.pieces).split()) <= 31


def test_a_search_shows_no_text_of_a_headline_card() -> None:
    item = shown_hit(HEADLINE_ONLY, 60, parse_query("word50"))
    assert (item.pieces, item.text) == ((), "")


def test_a_search_never_shows_more_words_than_the_card_allows() -> None:
    item = shown_hit(replace(MESSAGE, text=words(1, 100)), 20, parse_query("word90"))
    shown_words = item.headline.split() + "".join(piece.text for piece in item.pieces).split()
    assert len(shown_words) == 20


def test_a_hit_in_the_title_alone_leaves_the_excerpt_in_place() -> None:
    item = shown_hit(ARTICLE, 60, parse_query("ferry"))
    assert item.pieces == ()
    assert item.text == words(1, 60) + "…"


def test_a_language_that_nobody_could_tell_is_not_named() -> None:
    item = shown(replace(ARTICLE, language="und"), 60)
    assert (item.language, item.direction) == ("", "auto")


@pytest.mark.parametrize(
    ("language", "runs"),
    [("kk", "ltr"), ("uz-Cyrl", "ltr"), ("fa", "rtl"), ("kk-Arab", "rtl"), ("ug-Latn", "ltr"), ("", "auto")],
)
def test_words_run_as_their_language_does(language: str, runs: str) -> None:
    assert direction(language) == runs


@pytest.mark.parametrize(
    ("language", "script", "tag"),
    [
        ("uz", "Cyrl", "uz-Cyrl"),
        ("uz", "Latn", "uz"),
        ("kk", "Latn", "kk-Latn"),
        ("ru", "", "ru"),
        ("und", "", ""),
    ],
)
def test_the_script_is_named_where_it_is_not_the_usual_one(language: str, script: str, tag: str) -> None:
    assert shown(replace(ARTICLE, language=language, script=script), 60).language == tag
