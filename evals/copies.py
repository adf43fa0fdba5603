"""Copies among the posts of Russian channels: how many are found, and how many of the found are copies.

    AITYS_DATA=… python -m evals.copies

Reads telegram/channels-ru: 13,084 posts, and the Jaccard index of the 4-word shingles of every pair.
`copies/channels-ru.tsv` has one reader's verdict on 200 links, drawn with the seed 6 from all that were
found: a pair is a copy when one text is the other with words changed, left out or added, save for what the
finding itself says to differ. It holds ids and no texts.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from aitys.run.evaluating.copies import CopyMeasures, CopySample, evaluate, read_pairs
from aitys.run.evaluating.samples import read_samples

READ = Path(__file__).with_name("copies") / "channels-ru.tsv"


@dataclass(frozen=True, slots=True)
class CopyScores:
    """`alike` against the pairs that were measured, `read` against those with a verdict."""

    alike: CopyMeasures
    read: CopyMeasures


def score(data: Path) -> CopyScores:
    folder = data / "telegram" / "channels-ru"
    posts = read_samples([folder / "posts.jsonl.gz"], CopySample)
    found = evaluate(posts)
    return CopyScores(found.measured(read_pairs(folder / "pairs.tsv.gz")), found.measured(read_pairs(READ)))


def main() -> int:
    folder = os.environ.get("AITYS_DATA")
    if not folder:
        sys.stderr.write("AITYS_DATA names no folder of test data\n")
        return 1
    found = score(Path(folder))
    print(f"links found             {found.alike.found}, of which {found.alike.differ} say what differs")
    print(f"suggestions             {found.alike.suggested}")
    print(f"recall of alike pairs   {found.alike.recall:.4f} of {found.alike.wanted}")
    print(f"recall of read pairs    {found.read.recall:.4f} of {found.read.wanted}")
    print(f"precision of read pairs {found.read.precision:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
