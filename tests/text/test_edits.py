from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.edits import Judgement, Likeness, Neighbours, Words, judge

ARTICLE = ("The bridge at Tash-Kol opens on Monday.", "Its 2 lanes cost 14 million som, the ministry says.")
MAY = ("USD 87,45 EUR 94,10 RUB 1,02", "Monday, 12 May 2026")
NOVEMBER = ("USD 88,10 EUR 95,60 RUB 1,05", "Tuesday, 24 November 2026")
LINKS = ("Ferry waits for calm water", "Pumps on the upper lake")


def words(*paragraphs: str, title: str = "Bridge opens") -> Words:
    return Words(title, "\n\n".join(paragraphs))


def others(*around: str) -> tuple[Words, ...]:
    """Ten other articles with the same around them."""
    return tuple(
        words(*around, f"Article {number} tells of pump {number * 7}.", title=f"Report {number}")
        for number in range(10)
    )


NEIGHBOURS = Neighbours(others(*MAY), others(*NOVEMBER))


def likeness(before: Words, after: Words, neighbours: Neighbours = NEIGHBOURS) -> Likeness:
    return judge(before, after, neighbours).likeness


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Opens on Monday.", "Opens on\u00a0Monday."),
        ("Opens on Mon\u00adday.", "Opens on Monday."),
        ("Opens\u200b on Monday.\ufeff", "Opens on Monday."),
        ("The «new» bridge", "The “new” bridge"),
        ("Yo‘l ochildi", "Yoʻl ochildi"),
        ("10-12 May - Monday", "10–12 May — Monday"),
        ("Opens soon…", "Opens  soon..."),
        ("First line.\nSecond.", "First line.\n\nSecond."),
    ],
)
def test_typography_is_no_edit(before: str, after: str) -> None:
    assert likeness(words(before), words(after), Neighbours()) is Likeness.TYPOGRAPHY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Opens on Monday", "opens on Monday"),
        ("No, bridge opens", "No bridge opens"),
        ("10 000 people", "1 0000 people"),
        ("Көпір", "Копір"),
        ("10² metres", "102 metres"),
    ],
)
def test_a_letter_a_comma_or_a_digit_is_an_edit(before: str, after: str) -> None:
    assert likeness(words(before), words(after)) is Likeness.EDIT


def test_todays_rates_and_date_above_an_old_article_are_no_edit() -> None:
    assert likeness(words(*MAY, *ARTICLE), words(*NOVEMBER, *ARTICLE)) is Likeness.SURROUNDINGS


def test_other_links_and_another_count_of_views_are_no_edit() -> None:
    pages = Neighbours(others(*LINKS), others("Report 3"))
    before = words(*ARTICLE, *LINKS, "Просмотров: 1 204")
    after = words(*ARTICLE, "Report 3", "Report 4", "Просмотров: 1 377")
    assert likeness(before, after, pages) is Likeness.SURROUNDINGS


def test_a_real_edit_beside_a_changed_ticker_is_an_edit() -> None:
    after = words(*NOVEMBER, ARTICLE[0].replace("Monday", "Friday"), ARTICLE[1])
    found = judge(words(*MAY, *ARTICLE), after, NEIGHBOURS)
    assert found == Judgement(Likeness.EDIT, "paragraph: The bridge at Tash-Kol opens on Monday.")


def test_the_title_is_never_surroundings() -> None:
    assert likeness(words(*ARTICLE), words(*ARTICLE, title="Bridge opened")) is Likeness.EDIT


def test_a_ticker_is_an_edit_as_long_as_no_other_page_is_known() -> None:
    few = Neighbours(NEIGHBOURS.then[:2], NEIGHBOURS.now[:2])
    assert likeness(words(*MAY, *ARTICLE), words(*NOVEMBER, *ARTICLE), few) is Likeness.EDIT


def test_a_rate_in_some_articles_is_no_ticker() -> None:
    bulletins = tuple(words(f"USD 8{number},40", title=f"Rates {number}") for number in range(3))
    pages = Neighbours(others() + bulletins, others() + bulletins)
    assert likeness(words(*ARTICLE, "USD 87,45"), words(*ARTICLE, "USD 87,54"), pages) is Likeness.EDIT


def test_a_denial_that_several_articles_got_is_an_edit_of_each() -> None:
    denial = "The ministry denies this."
    pages = Neighbours(others(), others(denial)[:5] + others()[5:])
    assert likeness(words(*ARTICLE), words(*ARTICLE, denial), pages) is Likeness.EDIT


def test_paragraphs_in_another_order_are_an_edit() -> None:
    assert likeness(words(*ARTICLE), words(*reversed(ARTICLE))) is Likeness.EDIT


SENTENCES = st.lists(
    st.tuples(st.sampled_from(["dead", "som", "litres", "houses"]), st.integers(0, 99999)),
    min_size=1,
    max_size=4,
)


@given(SENTENCES, st.data())
def test_a_changed_number_in_a_sentence_of_the_article_is_never_hidden(
    told: list[tuple[str, int]], data: st.DataObject
) -> None:
    """Even where every other page says the same sentence with its own number, or this very one."""
    sentences = [f"They counted {number} {what}." for what, number in told]
    at = data.draw(st.integers(0, len(told) - 1))
    number = data.draw(st.integers(0, 99999).filter(lambda each: each != told[at][1]))
    edited = [*sentences]
    edited[at] = f"They counted {number} {told[at][0]}."
    pages = Neighbours(others(*MAY, *sentences), others(*NOVEMBER, *edited))
    after = words(*NOVEMBER, *edited)
    if sorted(edited) != sorted(sentences):
        assert likeness(words(*MAY, *sentences), after, pages) is Likeness.EDIT
