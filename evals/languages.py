"""How often the language is right, on news sentences translated by people, and how fast.

    AITYS_DATA=… python -m evals.languages

Reads translations/ntrex: 956 sentences in seven languages, Uzbek Cyrillic by transliteration of the Latin.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from aitys.text.languages import DESK_LANGUAGES, LANGUAGE_STAGE, detect

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


def sentences(path: Path) -> list[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = [(code, row[code]) for row in rows for code in DESK_LANGUAGES]
    return found + [("uz-Cyrl", in_cyrillic(row["uz"])) for row in rows]


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares that came out right: `macro` is the mean over languages and scripts, each counted once."""

    macro: float
    each: dict[str, float]
    sentences_a_second: float


def measure(found: list[tuple[str, str]], characters: int | None) -> Measured:
    """Tell the language of the first `characters` of each sentence, of all of it for None."""
    began = time.process_time()
    right = Counter(name for name, text in found if detect(text[:characters]).code == name[:2])
    took = time.process_time() - began
    each = {name: right[name] / count for name, count in Counter(name for name, _ in found).items()}
    return Measured(sum(each.values()) / len(each), each, len(found) / took)


def read(data: Path) -> list[tuple[str, str]]:
    return sentences(data / "translations/ntrex/sentences.jsonl.gz")


def main() -> None:
    if "AITYS_DATA" not in os.environ:
        sys.exit("not measured: AITYS_DATA names no folder with translations/ntrex")
    found = read(Path(os.environ["AITYS_DATA"]))
    print(f"{LANGUAGE_STAGE}, {len(found):,} sentences: characters, macro accuracy, each, sentences/s")
    detect("the model is loaded before the clock starts")
    for characters in (None, 40, 20):
        shares = measure(found, characters)
        parts = "  ".join(f"{name} {share:.3f}" for name, share in shares.each.items())
        print(f"{characters or 'whole':>5}  {shares.macro:.4f}  {parts}  {shares.sentences_a_second:,.0f}/s")


if __name__ == "__main__":
    main()
