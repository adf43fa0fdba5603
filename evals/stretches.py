"""How often a text in two languages comes out as two stretches, and a text in one as one.

    AITYS_DATA=… python -m evals.stretches

Texts are made of translations/ntrex, whose documents are the same in every language: sentences 1 to 3 of a
document in one language and 4 to 6 in another, on one line and in two paragraphs; and five sentences in one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from aitys.text.languages import stretches
from evals.languages import in_cyrillic, lines

NAMES = ("ru", "en", "kk", "ky", "uz", "tg", "tk", "uz-Cyrl")
DOCUMENTS = 25

Document = dict[str, list[str]]
"""The sentences of a document in each language."""


def documents(data: Path) -> list[Document]:
    found: dict[str, Document] = {}
    for row in lines(data / "translations/ntrex/sentences.jsonl.gz"):
        document = found.setdefault(row["doc"], {name: [] for name in NAMES})
        for name in NAMES:
            document[name].append(row[name] if name in row else in_cyrillic(row["uz"]))
    return list(found.values())


def two_as_two(data: Path) -> Iterator[bool]:
    """Whether the border is found to the letter, and both languages are right."""
    for document in documents(data)[:DOCUMENTS]:
        for one, other in permutations(NAMES, 2):
            first, second = " ".join(document[one][:3]), " ".join(document[other][3:6])
            for between in (" ", "\n\n"):
                if second:
                    found = stretches(f"{first}{between}{second}")
                    told = [(start, language.code) for start, _, language in found]
                    yield told == [(0, one[:2]), (len(first) + len(between), other[:2])]


def one_as_one(data: Path) -> Iterator[bool]:
    """Whether a text in one language has no stretches."""
    for document in documents(data):
        for name in NAMES:
            for at in range(0, len(document[name]) - 4, 5):
                for between in (" ", "\n"):
                    yield stretches(between.join(document[name][at : at + 5])) == ()


def share(judged: Iterator[bool]) -> tuple[float, int]:
    found = list(judged)
    return sum(found) / len(found), len(found)


def main() -> None:
    if "AITYS_DATA" not in os.environ:
        sys.exit("not measured: AITYS_DATA names no folder with translations/ntrex")
    data = Path(os.environ["AITYS_DATA"])
    for name, judged in (("two as two", two_as_two(data)), ("one as one", one_as_one(data))):
        print("{}: {:.4f} of {:,}".format(name, *share(judged)))


if __name__ == "__main__":
    main()
