from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from aitys.publish.first_seen import first_seen_words
from aitys.values.coverage import FirstSeen, Unseen, UnseenSource
from tests.publish.cast import BAZAAR, COURIER, FOUND, PRINTED

FIRST = FirstSeen(8, BAZAAR, PRINTED, FOUND + timedelta(hours=7, minutes=20), 1, 1)
DAY = datetime.fromisoformat("2026-05-11T00:00:00+00:00")


def unseen(why: Unseen, number: int = 0) -> UnseenSource:
    return UnseenSource(replace(COURIER, slug=f"s{number}", title=f"Source {number}"), why, DAY, DAY)


def test_it_says_who_when_and_since_when_the_wording_was_seen() -> None:
    found = first_seen_words(FIRST)
    assert found.earliest == (
        "Earliest publication we found: posted 12 May 2026, 09:14 (UTC+5) on @bazaar_talk;"
        " this wording seen since 12 May 2026, 12:20 (UTC)."
    )
    assert found.unseen == ""
    assert found.text.endswith("12:20 (UTC). 1 of 1 watched source carried it.")


def test_it_names_what_was_not_seen_and_counts_the_rest() -> None:
    sources = [unseen(Unseen.BEFORE, number) for number in range(5)]
    sources += [unseen(Unseen.PREVIEW_OFF)] * 4 + [unseen(Unseen.THROTTLED)]
    found = first_seen_words(replace(FIRST, unseen=tuple(sources), carried=214, watched=380))
    assert found.unseen == (
        "Not seen: Source 0 before 11 May 2026, 00:00 (UTC), Source 1 before 11 May 2026, 00:00 (UTC),"
        " Source 2 before 11 May 2026, 00:00 (UTC), 2 more sources at that time,"
        " 4 channels with their previews switched off, 1 source that held us back."
    )
    assert found.carried == "214 of 380 watched sources carried it."


def test_every_reason_has_words_for_one_and_for_many() -> None:
    for why in Unseen:
        for count in (1, 5):
            words = first_seen_words(replace(FIRST, unseen=tuple([unseen(why)] * count))).unseen
            assert words.startswith("Not seen: ")
            assert "%" not in words


def test_a_date_that_may_have_been_set_back_and_an_archive_say_so() -> None:
    assert (
        "and not yet at 11 May 2026, 00:00 (UTC)." in first_seen_words(replace(FIRST, not_yet=DAY)).earliest
    )
    imported = first_seen_words(replace(FIRST, imported=True)).earliest
    assert imported.endswith("on @bazaar_talk; imported from an archive on 12 May 2026, 12:20 (UTC).")
    assert "it prints no time" in first_seen_words(replace(FIRST, posted=None)).earliest
