"""How many texts are cut into sentences exactly as people cut them: our own texts, `evals/sentences/`.

`python -m evals.sentences` prints the figures of each language and script, and every text cut wrongly. The
texts were written for this, with what misleads in them; texts from news are easier.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from aitys.text.sentences import sentences

FOLDER = Path(__file__).with_suffix("")


@dataclass(frozen=True, slots=True)
class Cut:
    """A text, its sentences as written down and as found."""

    text: str
    wanted: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """`exact`: the share of texts cut right; `f1`: of the places between two sentences."""

    exact: float
    f1: float


def read() -> dict[str, list[Cut]]:
    """The texts of each language and script, cut."""
    return {file.stem: _cuts(file) for file in sorted(FOLDER.glob("*.jsonl"))}


def _cuts(file: Path) -> list[Cut]:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [Cut(row["text"], tuple(row["sentences"]), _cut(row["text"])) for row in rows]


def _cut(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in sentences(text))


def score(cuts: list[Cut]) -> Score:
    exact = sum(cut.wanted == cut.found for cut in cuts)
    wanted, found = (set(_places(cuts, of)) for of in ("wanted", "found"))
    return Score(exact / len(cuts), 2 * len(wanted & found) / (len(wanted) + len(found)))


def _places(cuts: list[Cut], of: str) -> list[tuple[int, int]]:
    """(text, letters before the cut) of each cut inside a text, spaces not counted."""
    places = []
    for number, cut in enumerate(cuts):
        letters = 0
        for part in getattr(cut, of)[:-1]:
            letters += len("".join(part.split()))
            places.append((number, letters))
    return places


def total() -> Score:
    return score([cut for cuts in read().values() for cut in cuts])


def main() -> int:
    for name, cuts in read().items():
        got = score(cuts)
        print(f"{name:8} {len(cuts):3} texts  exact {got.exact:.3f}  F1 {got.f1:.3f}")
        for cut in cuts:
            if cut.wanted != cut.found:
                print("   wanted", *cut.wanted, sep=" | ")
                print("   found ", *cut.found, sep=" | ")
    every = total()
    print(f"all      exact {every.exact:.3f}  F1 {every.f1:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
