"""How much of an article's body our page reader takes, and how much that is none of it.

    AITYS_DATA=… python -m evals.articles [--worst N]

Reads articles/extraction-benchmark: 181 pages whose bodies people took out by hand. The measure is the
benchmark's own: runs of four words, counted, each page worth the same; precision and recall are means over
the pages, F1 is made from the two means. trafilatura 2.0.0 is published at 0.958 on the whole set, which
this is.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

from aitys.errors import UnreadableSource
from aitys.sources import page
from aitys.values.captures import Document
from aitys.values.sources import Card

_RUN = 4
_WORD = re.compile(r"\w+")
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_NOBODY = Card("benchmark", "Benchmark")


@dataclass(frozen=True, slots=True)
class Page:
    """The body that people took out, and the one that we did; empty where we refuse the page."""

    url: str
    wanted: str
    got: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Runs of words that both bodies have, ours alone has, and theirs alone has."""

    both: int
    ours: int
    theirs: int

    @property
    def precision(self) -> float:
        return self.both / (self.both + self.ours) if self.both else float(not self.ours and not self.theirs)

    @property
    def recall(self) -> float:
        return (
            self.both / (self.both + self.theirs) if self.both else float(not self.ours and not self.theirs)
        )


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0


def read(data: Path) -> list[Page]:
    """Every page of the benchmark, read by our reader."""
    folder = data / "articles" / "extraction-benchmark"
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [_page(folder, json.loads(line)) for line in lines]


def _page(folder: Path, gold: dict[str, str]) -> Page:
    content = gzip.decompress((folder / "html" / f"{gold['id']}.html.gz").read_bytes())
    document = Document(gold["url"], content, "text/html", _NOW)
    try:
        (post,) = page.parse(document, _NOBODY).posts
    except UnreadableSource:
        return Page(gold["url"], gold["text"], "")
    return Page(gold["url"], gold["text"], post.text)


def overlap(wanted: str, got: str) -> Overlap:
    theirs, ours = Counter(_runs(wanted)), Counter(_runs(got))
    return Overlap((theirs & ours).total(), (ours - theirs).total(), (theirs - ours).total())


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Each run of four words; a shorter text is one run."""
    words = _WORD.findall(text)
    if words:
        yield from (tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


def score(pages: list[Page]) -> Score:
    """A page of which nothing was taken counts for recall alone, as in the benchmark."""
    found = [overlap(one.wanted, one.got) for one in pages]
    return Score(
        mean([one.precision for one in found if one.both + one.ours] or [0.0]),
        mean([one.recall for one in found if one.both + one.theirs] or [0.0]),
    )


def main() -> int:
    folder = os.environ.get("AITYS_DATA")
    if not folder:
        sys.stderr.write("skipped: AITYS_DATA names no folder of test data\n")
        return 0
    parser = argparse.ArgumentParser()
    parser.add_argument("--worst", type=int, default=0, help="show the pages that are read worst")
    pages = read(Path(folder))
    for one in sorted(pages, key=lambda one: score([one]).f1)[: parser.parse_args().worst]:
        alone = score([one])
        sys.stdout.write(f"{alone.f1:.3f} ({alone.precision:.2f}, {alone.recall:.2f}) {one.url}\n")
    whole = score(pages)
    sys.stdout.write(
        f"{len(pages)} pages: precision {whole.precision:.4f}, recall {whole.recall:.4f}, F1 {whole.f1:.4f}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
