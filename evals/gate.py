"""The quality gate: each measure has a floor in `floors.json`, and a floor only ever rises.

`AITYS_DATA=… python -m evals.gate`. Our own sets (`language/`, `spellings/`, `inflections/`, `sentences/`)
are measured always, and what needs the public sets only where AITYS_DATA names them; what was not measured
is said. Exit code 1 when a measure is under its floor, or when only one of the two files names it.
Language and search are measured by the functions behind `aitys evaluate`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from aitys.run.evaluating import language, search
from aitys.run.evaluating.samples import QuerySample, TextSample, read_samples
from evals import articles, copies, feeds, languages, rate_flags, rates, stretches, telegram
from evals.sentences import total as cut_sentences

FOLDER = Path(__file__).parent
FLOORS = FOLDER / "floors.json"
NEED_NO_DATA = ("inflections:", "language:", "sentences:", "spellings:")


def own_measures() -> dict[str, float]:
    """What is measured on the sets that are in the repository, between 0 and 1."""
    cuts = cut_sentences()
    return {
        **dict(_of_words("inflections")),
        **dict(_of_own_texts()),
        **dict(_of_words("spellings")),
        "sentences: texts cut exactly as written down": cuts.exact,
        "sentences: places between two, F1": cuts.f1,
    }


def _of_words(folder: str) -> Iterator[tuple[str, float]]:
    """Recall and precision of each file; where nothing is to be left, precision is 1 whatever was found."""
    for file in sorted((FOLDER / folder).glob("*.jsonl")):
        found = search.evaluate(read_samples([file], QuerySample)).measures.all
        if found.recall is not None:
            yield f"{folder}: {file.stem}, recall", found.recall
        if found.precision is not None and found.apart is not None:
            yield f"{folder}: {file.stem}, precision", found.precision


def _of_own_texts() -> Iterator[tuple[str, float]]:
    """Of each file the share told right; of other languages and of none, the share not taken for ours."""
    for name, share in languages.own().items():
        yield f"language: {name}", share
    samples = read_samples(languages.own_files(), TextSample)
    scripts = language.evaluate(samples).measures.script_accuracy
    yield "language: scripts of all", scripts or 0.0


def data_measures(data: Path) -> dict[str, float]:
    """What is measured on the public sets, between 0 and 1."""
    read = feeds.score(data)
    quoted = rates.score(data)
    channels = telegram.score(data)
    return {
        "articles: bodies as people took them out, F1": articles.score(articles.read(data)).f1,
        **_of_copies(data),
        "feeds: values that agree": read.agreed,
        "feeds: values with words that agree": feeds.agreed_with_words(read),
        **_of_languages(data),
        "rates: quotations as printed": quoted.agreed,
        "rates: printed changes that are the difference": quoted.changes,
        "rates: outliers flagged, and no others": rate_flags.score(data),
        "telegram: values of the preview that agree": channels.agreed,
        "telegram: values that agree or differ for a reason": channels.explained,
        "telegram: values of the made-up samples": telegram.agreed_samples(data),
    }


def _of_copies(data: Path) -> dict[str, float]:
    found = copies.score(data)
    return {
        "copies: pairs with a Jaccard index of 0.8, recall": found.alike.recall or 0.0,
        "copies: pairs that were read, precision": found.read.precision or 0.0,
        "copies: pairs that were read, recall": found.read.recall or 0.0,
    }


def _of_languages(data: Path) -> dict[str, float]:
    samples, others = _texts(languages.read(data)), _texts(languages.neighbours(data))
    lengths = {"whole sentences": None, "40 characters": 40, "20 characters": 20}
    found = {name: language.evaluate(samples, length).measures for name, length in lengths.items()}
    return {
        **{f"languages: {name}": measured.accuracy or 0.0 for name, measured in found.items()},
        "languages: neighbours' not taken for ours": language.evaluate(others).measures.neighbours or 0.0,
        "languages: texts in two, with the border found": stretches.share(stretches.two_as_two(data))[0],
        "languages: texts in one, with no border": stretches.share(stretches.one_as_one(data))[0],
    }


def _texts(named: list[tuple[str, str]]) -> list[TextSample]:
    """Names are languages, some with their script ("uz-Cyrl") or what the text is from ("tt news")."""
    return [TextSample(text=text, lang=name.partition(" ")[0]) for name, text in named]


def main() -> int:
    floors: dict[str, float] = json.loads(FLOORS.read_text())
    found = own_measures()
    if folder := os.environ.get("AITYS_DATA"):
        found |= data_measures(Path(folder))
    else:
        floors, skipped = _without_data(floors)
        sys.stderr.write(f"NOT MEASURED, for AITYS_DATA names no folder of test data: {skipped}\n")
    if floors.keys() != found.keys():
        sys.stderr.write(f"floors.json and the measures differ: {sorted(floors.keys() ^ found.keys())}\n")
        return 1
    for name, value in found.items():
        mark = "ok" if value >= floors[name] else "UNDER ITS FLOOR"
        sys.stdout.write(f"{name:50} {value:.4f}  floor {floors[name]:.4f}  {mark}\n")
    return 0 if all(value >= floors[name] for name, value in found.items()) else 1


def _without_data(floors: dict[str, float]) -> tuple[dict[str, float], str]:
    """The floors of our own sets, and the names of all others."""
    own = {name: floor for name, floor in floors.items() if name.startswith(NEED_NO_DATA)}
    return own, "; ".join(name for name in floors if name not in own)


if __name__ == "__main__":
    sys.exit(main())
