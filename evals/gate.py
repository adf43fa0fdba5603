"""The quality gate: each measure has a floor in `floors.json`, and a floor only ever rises.

`AITYS_DATA=… python -m evals.gate`; without data it says that nothing was measured. Exit code 1 when a
measure is under its floor, or when one of the two files names a measure that the other does not.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from evals import articles, feeds, languages, rate_flags, rates, telegram
from evals.sentences import total as cut_sentences

FLOORS = Path(__file__).with_name("floors.json")


def measures(data: Path) -> dict[str, float]:
    """Every measure, between 0 and 1."""
    read = feeds.score(data)
    sentences = languages.read(data)
    quoted = rates.score(data)
    channels = telegram.score(data)
    cuts = cut_sentences()
    return {
        "articles: bodies as people took them out, F1": articles.score(articles.read(data)).f1,
        "feeds: values that agree": read.agreed,
        "feeds: values with words that agree": feeds.agreed_with_words(read),
        "languages: whole sentences": languages.measure(sentences, None).macro,
        "languages: 40 characters": languages.measure(sentences, 40).macro,
        "languages: 20 characters": languages.measure(sentences, 20).macro,
        "rates: quotations as printed": quoted.agreed,
        "rates: printed changes that are the difference": quoted.changes,
        "rates: outliers flagged, and no others": rate_flags.score(data),
        "sentences: texts cut exactly as written down": cuts.exact,
        "sentences: places between two, F1": cuts.f1,
        "telegram: values of the preview that agree": channels.agreed,
        "telegram: values that agree or differ for a reason": channels.explained,
        "telegram: values of the made-up samples": telegram.agreed_samples(data),
    }


def main() -> int:
    folder = os.environ.get("AITYS_DATA")
    if not folder:
        sys.stderr.write("NOTHING WAS MEASURED: AITYS_DATA names no folder of test data\n")
        return 0
    floors: dict[str, float] = json.loads(FLOORS.read_text())
    found = measures(Path(folder))
    if floors.keys() != found.keys():
        sys.stderr.write(f"floors.json and the measures differ: {sorted(floors.keys() ^ found.keys())}\n")
        return 1
    for name, value in found.items():
        mark = "ok" if value >= floors[name] else "UNDER ITS FLOOR"
        sys.stdout.write(f"{name:46} {value:.4f}  floor {floors[name]:.4f}  {mark}\n")
    return 0 if all(value >= floors[name] for name, value in found.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
