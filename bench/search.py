"""How fast the index answers, how fast it is built, how large it is.

    python bench/search.py [--posts 50000] [--invented]

Posts are the real ones under AITYS_DATA (telegram/channels-ru), recombined sentence by sentence up to the
number wanted; without AITYS_DATA, or with `--invented`, sentences made of invented words whose frequencies
fall as in a language. Everything lies in a temporary desk. Times of queries are wall clock around
`store.search.search`, over `--rounds` runs of 30 queries each; posts a second are of processor time, so that
other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from aitys import settings
from aitys.store.search import IndexWriter, current_folder, search
from aitys.text.tokens import search_terms
from aitys.values.search import Filter, IndexedPost, Order

FIRST_DAY = date(2024, 1, 1)
BATCH = 500
QUERIES = 30


@dataclass(frozen=True, slots=True)
class Measured:
    what: str
    p50: float
    p95: float
    hits: float


def real_sentences() -> list[str]:
    path = Path(os.environ["AITYS_DATA"]) / "telegram/channels-ru/posts.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return [part for text in texts for part in text.split("\n") if part.strip()]


def invented_sentences(number: int, dice: random.Random) -> list[str]:
    """Words of two to five syllables; the n-th is drawn with a weight of 1/n."""
    syllables = [a + b for a in "бвгдзклмнпрстш" for b in "аеиоуы"]
    words = ["".join(dice.choices(syllables, k=dice.randint(2, 5))) for _ in range(60_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    drawn = dice.choices(words, weights, k=number * 12)
    return [" ".join(drawn[start : start + 12]) for start in range(0, len(drawn), 12)]


def made_posts(sentences: list[str], number: int, dice: random.Random) -> Iterator[IndexedPost]:
    """Three to five sentences each, over a year, 40 sources, 7 languages."""
    start = int(datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC).timestamp())
    languages = settings.current().languages
    for post in range(1, number + 1):
        text = "\n\n".join(dice.choices(sentences, k=dice.randint(3, 5)))
        listed = start + dice.randrange(366 * 86_400)
        yield IndexedPost(
            post,
            "",
            text,
            dice.choice(languages),
            f"channel_{post % 40}",
            "channel",
            listed,
            (f"tag{post % 300}",),
        )


def build(posts: list[IndexedPost]) -> float:
    """Seconds of processor time to index them in batches, as the worker does."""
    began = time.process_time()
    with IndexWriter.open() as writer:
        for first in range(0, len(posts), BATCH):
            writer.replace(posts[first : first + BATCH])
            if first % (BATCH * 4) == 0:
                writer.commit()
        writer.commit()
    return time.process_time() - began


def measure(what: str, queries: list[Filter], order: Order, rounds: int) -> Measured:
    took, hits = [], []
    for asked in queries * rounds:
        began = time.perf_counter()
        hits.append(search(asked, order, 20, 0).total)
        took.append((time.perf_counter() - began) * 1000)
    return Measured(
        what, statistics.median(took), statistics.quantiles(took, n=20)[-1], statistics.mean(hits)
    )


def all_measures(posts: list[IndexedPost], rounds: int, dice: random.Random) -> Iterator[Measured]:
    sample = [search_terms(post.text) for post in dice.sample(posts, min(len(posts), 5000))]
    counted = Counter(word for words in sample for word in set(words))
    ranked = [word for word, _ in counted.most_common()]
    common = [Filter(words=word) for word in ranked[:QUERIES]]
    rare = [Filter(words=word) for word in dice.sample(ranked[len(ranked) // 2 :], QUERIES)]
    three = [
        Filter(words=" ".join(dice.sample(words, 3)))
        for words in dice.sample(sample, QUERIES)
        if len(words) > 3
    ]
    phrases = [Filter(words=f'"{" ".join(words[2:5])}"') for words in dice.sample(sample, QUERIES)]
    week = [
        Filter(asked.words, since=FIRST_DAY + timedelta(days=90), until=FIRST_DAY + timedelta(days=96))
        for asked in common
    ]
    yield measure("rare word, best first", rare, Order.BEST, rounds)
    yield measure("common word, best first", common, Order.BEST, rounds)
    yield measure("common word, newest first", common, Order.NEWEST, rounds)
    yield measure("three words, newest first", three, Order.NEWEST, rounds)
    yield measure("phrase of three, newest first", phrases, Order.NEWEST, rounds)
    yield measure("common word in one week", week, Order.NEWEST, rounds)
    yield measure(
        "one tag, newest first", [Filter(tags=(f"tag{n}",)) for n in range(QUERIES)], Order.NEWEST, rounds
    )
    yield measure("everything, newest first", [Filter()], Order.NEWEST, rounds * QUERIES)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def add_hundred(posts: list[IndexedPost]) -> None:
    with IndexWriter.open() as writer:
        writer.replace(posts[:100])
        writer.commit()
    search(Filter(), Order.NEWEST, 20, 0)


def report(posts: list[IndexedPost], rounds: int) -> None:
    dice = random.Random(7)
    text_bytes = sum(len(post.text.encode()) for post in posts)
    began = time.process_time()
    for post in posts:
        search_terms(post.text)
    analysing = time.process_time() - began
    building = build(posts)
    size = sum(file.stat().st_size for file in current_folder(settings.current().index).iterdir())
    print(f"{len(posts):,} posts, {text_bytes / 1e6:.1f} MB of text")
    print(f"analyser alone      {len(posts) / analysing:9,.0f} posts/s")
    print(f"analyser and index  {len(posts) / building:9,.0f} posts/s")
    print(f"index               {size / 1e6:9.1f} MB = {size / text_bytes:.0%} of the text")
    print(f"{'':32}{'p50 ms':>8}{'p95 ms':>8}{'hits':>10}")
    for found in all_measures(posts, rounds, dice):
        print(f"{found.what:32}{found.p50:8.2f}{found.p95:8.2f}{found.hits:10,.0f}")
    adding = [seconds(lambda: add_hundred(posts)) * 1000 for _ in range(10)]
    print(f"open, replace 100, commit, close, find: p50 {statistics.median(adding):.0f} ms")


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--posts", type=int, default=50_000)
    options.add_argument("--rounds", type=int, default=10)
    options.add_argument("--invented", action="store_true")
    given = options.parse_args()
    dice = random.Random(1)
    real = "AITYS_DATA" in os.environ and not given.invented
    print("real sentences" if real else "invented sentences (AITYS_DATA is not set or --invented was given)")
    with tempfile.TemporaryDirectory(prefix="aitys-bench-") as desk:
        os.environ["AITYS_DESK"] = desk
        settings.current.cache_clear()
        sentences = real_sentences() if real else invented_sentences(40_000, dice)
        report(list(made_posts(sentences, given.posts, dice)), given.rounds)


if __name__ == "__main__":
    main()
