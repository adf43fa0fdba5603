from __future__ import annotations

import pickle

from django.utils.translation import override

from aitys.errors import WrongUse
from aitys.values.sentences import sentence
from aitys.web.sentences import in_words


def test_a_sentence_is_english_until_a_screen_says_it() -> None:
    says = sentence("an article has at most %(most)s tags", most=50)
    assert says == "an article has at most 50 tags"
    assert str(WrongUse("notes", says)) == "notes: an article has at most 50 tags"
    with override("ru"):
        assert in_words(says) == "У статьи не больше 50 меток"


def test_words_of_others_in_it_are_never_taken_for_its_parts() -> None:
    says = sentence("there is no picture %(name)s on this desk", name="%(name)s 100%.webp")
    assert in_words(says) == "There is no picture %(name)s 100%.webp on this desk"


def test_it_stays_translatable_across_a_process_border() -> None:
    packed = pickle.dumps(WrongUse("notes", sentence("the article has no text")))
    error = pickle.loads(packed)  # noqa: S301 - packed in the line above
    with override("ru"):
        assert in_words(error.says) == "В статье нет текста"


def test_what_is_no_sentence_of_ours_is_shown_as_it_is() -> None:
    assert in_words("disk is full") == "Disk is full"
