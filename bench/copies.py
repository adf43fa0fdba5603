"""Signatures and candidates of copies, side by side with datasketch and with rensa's own index.

    python -m bench.copies [--posts 100000]

For each batch of 500 posts every way does what a desk does: take the runs of words, sign the posts, look each
up, add it. One post in fifty is a copy of an earlier one, with one word in twelve dropped and a channel's
signature hung on. Times are of the processor, on one core. "Of texts" has the runs of words in it, which all
three take from the same function; "alone" is what comes after. Ours meets the posts of its own batch too, and
is on the disk when the batch ends; the others are in memory.

rensa's index is compiled and in memory: alone it stays faster than ours, which is on the disk. Exit code 1
where ours alone is not 4 times as fast as datasketch, or of texts under 0.7 of rensa's index.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

from aitys.group.own_words import OwnWords, own_words
from aitys.group.signatures import signatures
from aitys.store.bands import Bands

BATCH = 500
OF_FIFTY = 50
_SYLLABLES = "ба ре ко ни ту ла жа мо си ды ке га по ру та ше ву зо на ми че со да фе".split()  # noqa: SIM905

Meet = Callable[[int, Sequence[OwnWords]], Iterable[Iterable[int]]]
"""The candidates of a batch of posts, of which the first has this number."""


@dataclass(frozen=True, slots=True)
class Written:
    """Texts, and by the number of a copy that of its original."""

    texts: list[str]
    copies: dict[int, int]


def write(count: int, seed: int = 6) -> Written:
    """Posts of about 300 characters in words that nobody uses, frequent and rare as words are."""
    draw = random.Random(seed)
    words = ["".join(draw.choices(_SYLLABLES, k=draw.randint(1, 5))) for _ in range(40_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    texts: list[str] = []
    copies: dict[int, int] = {}
    for number in range(count):
        if number % OF_FIFTY == OF_FIFTY - 1:
            copies[number] = draw.randrange(number)
            texts.append(_copied(texts[copies[number]], draw))
        else:
            texts.append(" ".join(draw.choices(words, weights, k=draw.randint(25, 45))))
    return Written(texts, copies)


def _copied(text: str, draw: random.Random) -> str:
    kept = [word for word in text.split() if draw.random() > 1 / 12]
    return f"{' '.join(kept)}\n\n👉 Подписаться на @bazaar_talk"


class Ours:
    def __init__(self, folder: Path) -> None:
        self._bands = Bands.open(folder, "bench")

    def meet(self, first: int, posts: Sequence[OwnWords]) -> Iterable[Iterable[int]]:
        signed = [each or b"" for each in signatures(posts)]
        found = self._bands.meet([(first + at, each) for at, each in enumerate(signed)])
        self._bands.commit()
        return ([each.id for each in of] for of in found)


class Datasketch:
    def __init__(self) -> None:
        self._index = MinHashLSH(threshold=0.5, num_perm=128)

    def meet(self, first: int, posts: Sequence[OwnWords]) -> Iterable[Iterable[int]]:
        for number, post in enumerate(posts, first):
            signed = MinHash(num_perm=128)
            signed.update_batch([run.encode() for run in post.runs])
            yield self._index.query(signed)
            self._index.insert(number, signed)


class Rensa:
    """The same 128 permutations in 32 bands; asked and filled by its calls for many at once."""

    def __init__(self) -> None:
        self._index = RMinHashLSH(0.5, 128, 32)

    def meet(self, first: int, posts: Sequence[OwnWords]) -> Iterable[Iterable[int]]:
        signed = RMinHash.from_token_sets([post.runs for post in posts], 128, 42)
        found: Iterable[Iterable[int]] = self._index.query_all(signed)
        self._index.insert_many(signed, first)
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """`seconds` for all posts; `found` of the copies; `candidates` a post."""

    name: str
    seconds: float
    found: float
    candidates: float


def measure(name: str, meet: Meet, own: Sequence[OwnWords], copies: dict[int, int]) -> Row:
    found = candidates = 0
    began = time.process_time()
    for first in range(0, len(own), BATCH):
        for number, of in enumerate(meet(first, own[first : first + BATCH]), first):
            ids = set(of)
            candidates += len(ids)
            found += copies.get(number, -1) in ids
    took = time.process_time() - began
    return Row(name, took, found / len(copies), candidates / len(own))


def own_words_of(texts: Sequence[str]) -> tuple[list[OwnWords], float]:
    """With their runs, and the seconds that both took."""
    began = time.process_time()
    own = [own_words(text) for text in texts]
    for post in own:
        _ = post.runs
    return own, time.process_time() - began


def rows(own: Sequence[OwnWords], copies: dict[int, int]) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="aitys-bench-") as folder:
        yield measure("Aitys", Ours(Path(folder)).meet, own, copies)
    yield measure("rensa", Rensa().meet, own, copies)
    yield measure("datasketch", Datasketch().meet, own, copies)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    written = write(parser.parse_args().posts)
    count = len(written.texts)
    own, before = own_words_of(written.texts)
    print(f"own words and their runs: {count / before:,.0f} posts/s")
    print("| | of texts, posts/s | ours by it | alone, posts/s | ours by it | copies found | candidates |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    found = list(rows(own, written.copies))
    ours = found[0].seconds
    for row in found:
        whole = f"{count / (before + row.seconds):,.0f} | {(before + row.seconds) / (before + ours):.2f}"
        alone = f"{count / row.seconds:,.0f} | {row.seconds / ours:.2f}"
        print(f"| {row.name} | {whole} | {alone} | {row.found:.3f} | {row.candidates:.2f} |")
    _, rensa, datasketch = found
    fast = (before + rensa.seconds) / (before + ours) >= 0.7 and datasketch.seconds / ours >= 4
    return 0 if fast else 1


if __name__ == "__main__":
    sys.exit(main())
