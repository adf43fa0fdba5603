from __future__ import annotations

from collections import Counter

from aitys.errors import Failure
from aitys.run.reports import round_line
from aitys.values.rounds import Pages, Round, Tally


def test_a_round_is_one_line_for_people() -> None:
    tally = Tally(212, 200, 9, Counter({"no-text": 3}))
    pages = Pages(20, 19, Counter({"robots": 1}))
    assert round_line(Round("courier", 21, tally, pages=pages)) == (
        "courier: 212 read: 200 stored, 9 unchanged, 3 no-text; pages: 19 read, 1 robots"
    )


def test_a_round_that_failed_says_why() -> None:
    error = Failure("http-404", "The site answered 404.", permanent=True)
    assert round_line(Round("courier", 0, Tally(), error)) == "courier: http-404: The site answered 404."


def test_a_day_without_a_table_is_said_in_words() -> None:
    tally = Tally(142, 128, 8, Counter({"empty": 6}))
    assert round_line(Round("nbk", 7, tally)) == (
        "nbk: 142 read: 128 stored, 8 unchanged, 6 empty (no table for that day)"
    )
