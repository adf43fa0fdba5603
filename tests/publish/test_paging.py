from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.publish.paging import Page


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (Page(1, 6, 4), "Viewing results 1–4 of 4"),
        (Page(1, 6, 12), "Viewing results 1–6 of 12"),
        (Page(2, 6, 12), "Viewing results 7–12 of 12"),
        (Page(2, 6, 7), "Viewing results 7–7 of 7"),
        (Page(1, 6, 0), "Nothing found"),
        (Page(3, 6, 0), "Nothing found"),
    ],
)
def test_the_counter_says_what_is_shown(page: Page, said: str) -> None:
    assert page.counter() == said


def test_a_page_beyond_the_last_shows_nothing_and_still_knows_the_total() -> None:
    page = Page(3, 6, 12)
    assert (page.first_shown, page.last_shown) == (0, 0)
    assert page.counter() == "Nothing on page 3: there are 12 results in all"
    assert (page.previous, page.next) == (2, None)


def test_the_way_back_from_far_beyond_leads_to_the_last_page() -> None:
    assert Page(900, 6, 13).previous == 3


def test_the_first_page_has_no_previous_and_the_last_no_next() -> None:
    assert (Page(1, 6, 12).previous, Page(1, 6, 12).next) == (None, 2)
    assert (Page(2, 6, 12).previous, Page(2, 6, 12).next) == (1, None)


def test_an_empty_list_leads_nowhere() -> None:
    assert (Page(5, 6, 0).previous, Page(5, 6, 0).next) == (None, None)


@given(size=st.integers(1, 50), total=st.integers(0, 2000))
def test_the_pages_together_show_every_result_once(size: int, total: int) -> None:
    shown: list[int] = []
    number: int | None = 1
    while number is not None:
        page = Page(number, size, total)
        if page.first_shown:
            shown.extend(range(page.first_shown, page.last_shown + 1))
        number = page.next
    assert shown == list(range(1, total + 1))
