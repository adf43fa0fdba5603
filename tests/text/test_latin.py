from __future__ import annotations

import pytest

from aitys.text.latin import in_latin


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("Что говорят о реке", "chto govoryat o reke"),
        ("Объём ещё не измерен", "obyom eshchyo ne izmeren"),
        ("Ескі ақша: не айтылды?", "eski aqsha: ne aytyldy?"),
        ("Өзөндүн деңгээли", "ozondun denggeeli"),
        ("Ўзбекистон ғалабаси", "ozbekiston galabasi"),
        ("Об дар рӯди мо: ҳеҷ гап", "ob dar rudi mo: hej gap"),
        ("O‘zbekiston, g’alaba", "ozbekiston, galaba"),
        ("Täze Gün: Aşgabat", "taze gun: asgabat"),
        ("水と川", "水と川"),
    ],
)
def test_titles_of_the_region_are_readable_in_latin(written: str, made: str) -> None:
    assert in_latin(written) == made
