from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from aitys.run.evaluating.samples import QuerySample
from aitys.run.evaluating.search import evaluate


def sample(query: str, lang: str, finds: tuple[str, ...] = (), misses: tuple[str, ...] = ()) -> QuerySample:
    return QuerySample(query=query, lang=lang, finds=finds, misses=misses)


def test_a_query_is_asked_of_all_texts_and_judged_by_those_of_its_line() -> None:
    samples = [
        sample("bozor", "uz-Latn", finds=("Bozor ochiq.", "Бозор очиқ."), misses=("Boʻz ot.",)),
        sample(
            "bridge", "en", finds=("The bridge is open.", "It is shut."), misses=("A bridge.", "A bride.")
        ),
    ]
    first, second = evaluate(samples).answers
    assert (first.found, first.missing, first.wrong) == (("Bozor ochiq.", "Бозор очиқ."), (), ())
    assert second.found == ("The bridge is open.", "A bridge.")
    assert (second.missing, second.wrong) == (("It is shut.",), ("A bridge.",))


def test_measures_count_texts_not_queries() -> None:
    samples = [
        sample("bridge", "en", finds=("A bridge.", "One bridge.", "No."), misses=("The bridge?", "Nothing.")),
        sample("мост", "ru", finds=("Мост.",)),
        sample("ров", "ru", misses=("Рой.",)),
    ]
    found = evaluate(samples).measures
    english, russian = found.per_language["en"], found.per_language["ru"]
    assert (english.recall, english.precision, english.apart) == pytest.approx((2 / 3, 2 / 3, 1 / 2))
    assert (russian.recall, russian.precision, russian.apart) == (1.0, 1.0, 1.0)
    assert (found.all.recall, found.all.precision, found.all.apart) == pytest.approx((3 / 4, 3 / 4, 2 / 3))
    assert (found.all.queries, russian.queries) == (3, 2)


def test_there_is_no_share_of_nothing() -> None:
    found = evaluate([sample("мост", "ru", misses=("Рой.",))]).measures.all
    assert (found.recall, found.precision, found.apart) == (None, None, 1.0)


def test_one_text_can_stand_in_two_languages() -> None:
    both = [sample("базар", "kk", finds=("Базар",)), sample("базар", "ky", finds=("Базар",))]
    assert [answer.found for answer in evaluate(both).answers] == [("Базар",), ("Базар",)]


def test_phrases_work_as_in_every_search() -> None:
    (found,) = evaluate(
        [sample('"старый мост"', "ru", finds=("Старый мост",), misses=("Мост старый",))]
    ).answers
    assert (found.missing, found.wrong) == ((), ())


def test_its_index_is_gone_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    evaluate([sample("мост", "ru", finds=("Мост.",))])
    assert list(tmp_path.iterdir()) == []
