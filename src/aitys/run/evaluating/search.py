"""Whether a search finds the other forms and spellings of a word, and leaves out those that look like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from aitys.run.evaluating.samples import QuerySample
from aitys.store.search import IndexWriter, search
from aitys.values.search import Filter, IndexedPost, Order
from aitys.values.sources import SourceKind

_Numbers = dict[tuple[str, str], int]
"""The number under which the index has a text, by its language and its words."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found among the texts of its line, `wrong` ones too, and what it had to and did not."""

    query: str
    found: tuple[str, ...]
    missing: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def right(self) -> int:
        return len(self.found) - len(self.wrong)


@dataclass(frozen=True, slots=True)
class SearchShares:
    """Of some queries: `recall` is the share of what they have to find that they found, `precision` the share
    of what they found that they had to, `apart` the share of what they must not find that they did not. None
    where there was nothing to take a share of.
    """

    recall: float | None
    precision: float | None
    apart: float | None
    queries: int


@dataclass(frozen=True, slots=True)
class SearchMeasures:
    """`all` counts every text once; `per_language` has the same of each language and script."""

    all: SearchShares
    per_language: dict[str, SearchShares]


@dataclass(frozen=True, slots=True)
class SearchEvaluation:
    """`answers` are those to the samples, in their order."""

    measures: SearchMeasures
    answers: tuple[Found, ...]


def evaluate(
    samples: Sequence[QuerySample], progress: Callable[[int], None] = lambda _: None
) -> SearchEvaluation:
    """Index every text of the samples in a folder that is gone in the end, and ask each query there."""
    numbers = _numbers(samples)
    with TemporaryDirectory(prefix="aitys-evaluate-") as folder:
        index = Path(folder) / "index"
        with IndexWriter.open(index) as writer:
            writer.replace(_post(number, *of) for of, number in numbers.items())
            writer.commit()
        answers = []
        for sample in samples:
            hits = search(Filter(words=sample.query), Order.NEWEST, len(numbers), 0, index)
            answers.append(_found(sample, numbers, frozenset(hits.ids)))
            progress(1)
    return SearchEvaluation(_measures(samples, answers), tuple(answers))


def _numbers(samples: Iterable[QuerySample]) -> _Numbers:
    texts = ((each.language, text) for each in samples for text in (*each.finds, *each.misses))
    return {of: number for number, of in enumerate(dict.fromkeys(texts), 1)}


def _post(number: int, language: str, text: str) -> IndexedPost:
    return IndexedPost(number, "", text, language, "samples", SourceKind.MANUAL, listed_at=0)


def _found(sample: QuerySample, numbers: _Numbers, ids: frozenset[int]) -> Found:
    def among(texts: tuple[str, ...], *, found: bool) -> tuple[str, ...]:
        return tuple(text for text in texts if (numbers[sample.language, text] in ids) is found)

    wrong = among(sample.misses, found=True)
    return Found(
        query=sample.query,
        found=among(sample.finds, found=True) + wrong,
        missing=among(sample.finds, found=False),
        wrong=wrong,
    )


def _measures(samples: Sequence[QuerySample], answers: Sequence[Found]) -> SearchMeasures:
    judged = list(zip(samples, answers, strict=True))
    of: dict[str, list[tuple[QuerySample, Found]]] = defaultdict(list)
    for sample, answer in judged:
        of[sample.language_script].append((sample, answer))
    return SearchMeasures(_shares(judged), {name: _shares(of[name]) for name in sorted(of)})


def _shares(judged: Sequence[tuple[QuerySample, Found]]) -> SearchShares:
    wanted = sum(len(sample.finds) for sample, _ in judged)
    unwanted = sum(len(sample.misses) for sample, _ in judged)
    right = sum(answer.right for _, answer in judged)
    wrong = sum(len(answer.wrong) for _, answer in judged)
    return SearchShares(
        recall=_share(right, wanted),
        precision=_share(right, right + wrong),
        apart=_share(unwanted - wrong, unwanted),
        queries=len(judged),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
