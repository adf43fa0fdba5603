"""How often the language is right, how often a neighbour's is not taken for one of ours, and how fast.

    AITYS_DATA=… python -m evals.languages

Reads translations/ntrex: 956 news sentences translated by people, in seven languages, Uzbek Cyrillic by
transliteration of the Latin; the neighbours' from there and from language/udhr; and the project's own set
in evals/language.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

from aitys.run.evaluating.language import OURS, LanguageMeasures, evaluate
from aitys.run.evaluating.samples import TextSample, read_samples
from aitys.text.languages import DESK_LANGUAGES, LANGUAGE_STAGE

OWN = Path(__file__).with_name("language")
NTREX_NEIGHBOURS = ("tt", "tr", "ug", "az", "fa", "prs", "ps", "mn", "uk")

# Longest first; "'" stands for any apostrophe that is not part of o‘ and g‘.
_PAIRS = [
    ("o'", "ў"),
    ("g'", "ғ"),
    ("sh", "ш"),
    ("ch", "ч"),
    ("yo", "ё"),
    ("yu", "ю"),
    ("ya", "я"),
    ("ye", "е"),
    ("'", "ъ"),
]
_LETTERS = dict(zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз", strict=True))

Named = tuple[str, str]
"""A language, and a text in it."""


def in_cyrillic(latin: str) -> str:
    """Uzbek Latin by the official table; good enough to measure by, not to print."""
    text = re.sub("[‘’ʻʼ`´]", "'", latin)
    for pair, letter in _PAIRS:
        for written in (pair, pair.capitalize(), pair.upper()):
            text = text.replace(written, letter if written == pair else letter.upper())
    text = re.sub(r"\b[eE]", lambda found: "э" if found[0] == "e" else "Э", text)
    return "".join(
        _LETTERS.get(sign) or _LETTERS.get(sign.lower(), sign).upper() if sign.lower() in _LETTERS else sign
        for sign in text
    )


def lines(path: Path) -> Iterator[dict[str, str]]:
    """The objects of a zipped file of JSON Lines."""
    with gzip.open(path, "rt", encoding="utf-8") as written:
        yield from map(json.loads, written)


def sentences(path: Path) -> list[Named]:
    rows = list(lines(path))
    found = [(code, row[code]) for row in rows for code in DESK_LANGUAGES]
    return found + [("uz-Cyrl", in_cyrillic(row["uz"])) for row in rows]


def read(data: Path) -> list[Named]:
    """The news sentences in the eight languages and scripts."""
    return sentences(data / "translations/ntrex/sentences.jsonl.gz")


def neighbours(data: Path) -> list[Named]:
    """Texts in none of the desk's languages: news sentences, and the Declaration of Human Rights."""
    translated = lines(data / "translations/ntrex/sentences.jsonl.gz")
    found = [(code, row[code]) for row in translated for code in NTREX_NEIGHBOURS]
    for row in lines(data / "language/udhr.jsonl.gz"):
        if (name := f"{row['lang']}-{row['script']}") not in OURS:
            found.append((name, row["text"]))
    return found


def measure(found: list[Named], characters: int | None = None) -> LanguageMeasures:
    """What the first `characters` of each text are told to be, all of it for None."""
    return evaluate([TextSample(text=text, lang=name) for name, text in found], characters).measures


def own_files() -> list[Path]:
    return sorted(OWN.glob("*.jsonl"))


def own() -> dict[str, float]:
    """The share told right of each of our own files; of neighbours', the share taken for none of ours."""
    found = {file.stem: evaluate(read_samples([file], TextSample)).measures for file in own_files()}
    return {
        name: measured.accuracy if measured.accuracy is not None else measured.neighbours or 0.0
        for name, measured in found.items()
    }


def _print(name: str, mean: float | None, each: dict[str, float]) -> None:
    print(f"{name:>10}  {mean or 0:.4f}  " + "  ".join(f"{part} {share:.3f}" for part, share in each.items()))


def main() -> None:
    print(LANGUAGE_STAGE)
    if "AITYS_DATA" in os.environ:
        data = Path(os.environ["AITYS_DATA"])
        found = read(data)
        first, *shorter = (measure(found, characters) for characters in (None, 40, 20))
        # Most words of a post have been met before, and what is known of them is kept.
        print(
            f"{first.per_second:,.0f} sentences a second; all words known: {measure(found).per_second:,.0f}"
        )
        for name, measured in zip(("whole", "40", "20"), (first, *shorter), strict=True):
            _print(name, measured.accuracy, measured.per_script)
        others = measure(neighbours(data))
        _print("neighbours", others.neighbours, others.per_neighbour)
    else:
        sys.stderr.write("ntrex and udhr were not measured: AITYS_DATA names no folder of test data\n")
    ours = own()
    _print("own", fmean(ours.values()), ours)


if __name__ == "__main__":
    main()
