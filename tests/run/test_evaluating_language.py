from __future__ import annotations

from collections import Counter

import pytest

from aitys.run.evaluating.language import evaluate
from aitys.run.evaluating.samples import TextSample

RUSSIAN = "Мост через реку открыли в понедельник после ремонта."
ENGLISH = "The bridge over the river was opened on Monday after repairs."
UZBEK = "Daryo ustidagi koʻprik dushanba kuni taʼmirdan keyin ochildi."
UZBEK_CYRILLIC = "Дарё устидаги кўприк душанба куни таъмирдан кейин очилди."
GREEK = "Η γέφυρα άνοιξε τη Δευτέρα μετά από επισκευές."


def sample(text: str, lang: str, script: str = "") -> TextSample:
    return TextSample(text=text, lang=lang, script=script)


def test_each_language_and_script_counts_once_however_many_samples_it_has() -> None:
    wrong = sample(ENGLISH, "ru", "Cyrl")
    samples = [sample(RUSSIAN, "ru", "Cyrl")] * 3 + [wrong] + [sample(ENGLISH, "en", "Latn")]
    found = evaluate(samples).measures
    assert found.per_script == {"en-Latn": 1.0, "ru-Cyrl": 0.75}
    assert found.accuracy == pytest.approx(0.875)
    assert found.confusion["ru-Cyrl"] == {"ru": 3, "en": 1}
    assert found.script_accuracy == pytest.approx(0.8)
    assert found.count == 5


def test_a_language_in_two_scripts_is_the_mean_of_both() -> None:
    samples = [sample(UZBEK, "uz-Latn")] * 3 + [sample(UZBEK_CYRILLIC, "uz-Cyrl"), sample(RUSSIAN, "uz-Cyrl")]
    found = evaluate(samples).measures
    assert found.per_script == {"uz-Cyrl": 0.5, "uz-Latn": 1.0}
    assert found.per_language == {"uz": 0.75}


def test_another_language_is_right_where_it_is_not_taken_for_ours() -> None:
    found = evaluate([sample(GREEK, "el", "Grek"), sample(RUSSIAN, "bg", "Cyrl")]).measures
    assert found.per_neighbour == {"bg-Cyrl": 0.0, "el-Grek": 1.0}
    assert (found.neighbours, found.accuracy, found.per_language) == (0.5, None, {})


def test_ours_in_a_script_that_we_do_not_read_counts_among_the_neighbours() -> None:
    found = evaluate([sample(RUSSIAN, "ru", "Latn")]).measures
    assert (found.per_neighbour, found.per_script) == ({"ru-Latn": 1.0}, {})


def test_answers_come_in_the_order_of_the_samples_and_progress_counts_them() -> None:
    told: Counter[str] = Counter()
    samples = [sample(UZBEK, "uz"), sample(GREEK, "el"), sample("", "ru")]
    found = evaluate(samples, progress=lambda done: told.update(samples=done))
    answers = [(answer.code, answer.script) for answer in found.answers]
    assert answers == [("uz", "Latn"), ("und", "Grek"), ("und", "Zyyy")]
    assert told == {"samples": 3}


def test_only_the_first_characters_can_be_read() -> None:
    found = evaluate([sample(f"{RUSSIAN} {ENGLISH * 9}", "ru")], characters=len(RUSSIAN))
    assert found.measures.accuracy == 1.0
