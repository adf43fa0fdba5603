"""How often the language and the script of a text are told right."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from aitys.run.evaluating.samples import TextSample
from aitys.text.languages import DESK_LANGUAGES, Language, detect

Shares = dict[str, float]

OURS = frozenset(
    ("ru-Cyrl", "en-Latn", "kk-Cyrl", "ky-Cyrl", "uz-Latn", "uz-Cyrl", "tg-Cyrl", "tk-Latn", *DESK_LANGUAGES)
)
"""What the desk reads: the eight languages with their scripts, and samples that name no script."""


@dataclass(frozen=True, slots=True)
class LanguageMeasures:
    """Shares between 0 and 1, None where there was no sample to take one of.

    `accuracy` is the mean of `per_script`, which has what is in `OURS`; `per_language` of each one's scripts.
    `script_accuracy` is about every sample that names its script. `neighbours` is the mean of
    `per_neighbour`, which has all other samples: the share not taken for a language that they are not in.
    `confusion` counts answers by what was right.
    """

    accuracy: float | None
    per_language: Shares
    per_script: Shares
    script_accuracy: float | None
    neighbours: float | None
    per_neighbour: Shares
    confusion: dict[str, dict[str, int]]
    count: int
    per_second: float


@dataclass(frozen=True, slots=True)
class LanguageEvaluation:
    """`answers` are those to the samples, in their order."""

    measures: LanguageMeasures
    answers: tuple[Language, ...]


def evaluate(
    samples: Sequence[TextSample],
    characters: int | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> LanguageEvaluation:
    """Tell the language of each sample, or of its first `characters`; `per_second` is of processor time."""
    for sentence in ("The model is loaded before the clock starts.", "Модель загружена до начала измерения."):
        detect(sentence)
    began = time.process_time()
    answers = []
    for sample in samples:
        answers.append(detect(sample.text[:characters]))
        progress(1)
    took = time.process_time() - began
    return LanguageEvaluation(_measures(samples, answers, took), tuple(answers))


def _measures(samples: Sequence[TextSample], answers: Sequence[Language], took: float) -> LanguageMeasures:
    judged = list(zip(samples, answers, strict=True))
    ours = [(of, told) for of, told in judged if of.language_script in OURS]
    others = [(of, told) for of, told in judged if of.language_script not in OURS]
    per_script = _shares((of.language_script, told.code == of.language) for of, told in ours)
    per_neighbour = _shares((of.language_script, _is_left(of, told)) for of, told in others)
    scripts = [told.script == of.written_in for of, told in judged if of.written_in]
    return LanguageMeasures(
        accuracy=_mean(per_script.values()),
        per_language=_by_language(per_script),
        per_script=per_script,
        script_accuracy=_mean(scripts),
        neighbours=_mean(per_neighbour.values()),
        per_neighbour=per_neighbour,
        confusion=_confusion(judged),
        count=len(samples),
        per_second=round(len(samples) / took) if took else 0,
    )


def _is_left(sample: TextSample, told: Language) -> bool:
    """Not taken for one of ours; Turkmen in Cyrillic may be told as Turkmen."""
    return told.code not in DESK_LANGUAGES or told.code == sample.language


def _shares(judged: Iterable[tuple[str, bool]]) -> Shares:
    """The share of each name that is right."""
    of: dict[str, list[bool]] = defaultdict(list)
    for name, right in judged:
        of[name].append(right)
    return {name: fmean(of[name]) for name in sorted(of)}


def _by_language(per_script: Shares) -> Shares:
    of: dict[str, list[float]] = defaultdict(list)
    for name, share in per_script.items():
        of[name.split("-")[0]].append(share)
    return {language: fmean(shares) for language, shares in of.items()}


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return fmean(found) if found else None


def _confusion(judged: Iterable[tuple[TextSample, Language]]) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for sample, told in judged:
        counted[sample.language_script][told.code] += 1
    return {name: dict(counted[name].most_common()) for name in sorted(counted)}
