"""Whether a word is found in its other forms, and left alone where a word only looks like one of them.

    python -m evals.inflections [FILE…]      names every form not found and every look-alike found

Reads `inflections/<language>.jsonl`, written for this project: `query` must find the texts in `finds`, and
each of them that is one word must find `query`; none of `misses` may be found, nor find `query`. A query is
looked for by its keys in all languages of the desk, as a search is whose language nobody chose. No index is
made: the gate asks one, by the function behind `aitys evaluate search`, and of the query only.
Recall is the share of forms found; precision the share of forms among all that was found.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aitys.run.evaluating.samples import QuerySample, read_samples
from aitys.text.languages import DESK_LANGUAGES
from aitys.text.terms import query_keys, terms
from aitys.text.tokens import fold_token, tokens

FOLDER = Path(__file__).with_name("inflections")


@dataclass(frozen=True, slots=True)
class Measured:
    """`lost` and `mixed_up` are (what was looked for, what should or should not have been found)."""

    sought: int
    lost: tuple[tuple[str, str], ...]
    mixed_up: tuple[tuple[str, str], ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.lost) / self.sought

    @property
    def precision(self) -> float:
        found = self.sought - len(self.lost)
        return found / (found + len(self.mixed_up))


def read(path: Path) -> list[QuerySample]:
    return read_samples([path], QuerySample)


def measure(words: Sequence[QuerySample]) -> Measured:
    sought = [pair for word in words for pair in _both_ways(word, word.finds)]
    apart = [pair for word in words for pair in _both_ways(word, word.misses)]
    lost = tuple((query, text) for query, text, lang in sought if not finds(query, text, lang))
    mixed_up = tuple((query, text) for query, text, lang in apart if finds(query, text, lang))
    return Measured(len(sought), lost, mixed_up)


def _both_ways(word: QuerySample, texts: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """What is looked for, in which text, in which language the text is."""
    for text in texts:
        yield word.query, text, word.lang
        if len(tokens(text)) == 1:
            yield text, word.query, word.lang


def finds(query: str, text: str, lang: str) -> bool:
    return not _sought(query).isdisjoint(_held(text, lang))


@cache
def _sought(query: str) -> frozenset[str]:
    return query_keys(query, DESK_LANGUAGES) | {fold_token(query)}


@cache
def _held(text: str, lang: str) -> frozenset[str]:
    found = terms(text, lang)
    return frozenset(found.words + found.keys)


def files() -> list[Path]:
    """The sets there are, one a language, or a script of one."""
    return sorted(FOLDER.glob("*.jsonl"))


def main(paths: Iterable[Path]) -> None:
    print("file      words  sought  recall  precision")
    for path in paths:
        words = read(path)
        found = measure(words)
        print(f"{path.stem:8} {len(words):6} {found.sought:7}  {found.recall:.4f}  {found.precision:.4f}")
        for name, pairs in (("lost", found.lost), ("mixed up", found.mixed_up)):
            for query, text in pairs:
                print(f"    {name}: {query} - {text}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or files())
