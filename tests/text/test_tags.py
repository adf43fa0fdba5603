from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.tags import fold_tag


@pytest.mark.parametrize("written", ["Telegram", "#telegram", " TELEGRAM ", "#Телеграм", "##telegram"])
def test_a_tag_is_known_however_it_is_written(written: str) -> None:
    assert fold_tag(written) == "телеграм"


def test_the_hash_sign_case_and_parting_do_not_matter() -> None:
    assert fold_tag("#central_asia") == fold_tag("Central Asia") == fold_tag("central-asia")
    assert fold_tag("Oʻzbekiston") == fold_tag("#ўзбекистон")


def test_different_tags_stay_apart() -> None:
    assert fold_tag("telegram") != fold_tag("telegrams")
    assert fold_tag("G7") != fold_tag("G20")


def test_a_tag_without_a_word_is_its_own_key() -> None:
    assert fold_tag("#🔥") == "🔥"
    assert fold_tag("#🔥") != fold_tag("#⚡")
    assert fold_tag(" # ") == ""


@given(st.text(max_size=300))
def test_a_key_fits_its_column(tag: str) -> None:
    assert len(fold_tag(tag)) <= 200


@given(st.text(alphabet="абвў ғё_-#abcdnoshy'ʻ0123😀", max_size=60))
def test_a_key_folds_to_itself(tag: str) -> None:
    assert fold_tag(fold_tag(tag)) == fold_tag(tag)
