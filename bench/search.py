"""How fast the index answers, how large it is, and how soon new posts are found: ours beside two peers.

    AITYS_DATA=… python -m bench.search [--posts 500000] [--peers] [--rounds 10] [--folder DIR]

The posts are those of `bench.posts`. Thirty queries a row, drawn from the words of the posts: rare (in one of
20,000 posts), common (the commonest words of four letters and more), every (the commonest of all, "и" and
"in" among them), three words of one post, three words in a row. Milliseconds are wall clock around the search
function, its answer twenty ids and the exact total. At the end another process adds 100 posts at a time, as
the worker does, while this one goes on asking; the delay is from the opening of the writer to the first
answer that has all of them. Everything lies in a temporary folder, or in DIR, where it is used again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

from aitys import settings
from aitys.values.search import IndexedPost, Order
from bench.engines import Asked, Engine, FullText, Ours, Server
from bench.posts import DAYS, FIRST_DAY, Real, indexed, made_posts, midnight, read

QUERIES = 30
_SAMPLE = 20_000
_TURNS = 10
"""Hundreds of new posts."""
_MARK = "қоңырау"
"""A word of the new posts, with their first number behind it, that no other post has."""

_WORD = re.compile(r"[^\W\d_]+")
_IN_A_ROW = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,} [^\W\d_]{2,}(?= )")

Times = list[float]
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Row:
    """Queries of one kind."""

    what: str
    queries: Sequence[Asked]
    orders: Sequence[Order] = (Order.NEWEST, Order.BEST)


def rows(posts: Sequence[IndexedPost], dice: random.Random) -> list[Row]:
    """Queries from the words of some posts."""
    found = Counter(word for post in posts for word in sorted(set(_WORD.findall(post.text.lower()))))
    ranked = [word for word, _ in found.most_common()]
    long = [word for word in ranked if len(word) > 3]
    rare = [word for word in long if found[word] == 1]
    common = [Asked((word,)) for word in long[:QUERIES]]
    weeks = [FIRST_DAY + timedelta(days=dice.randrange(DAYS - 7)) for _ in common]
    return [
        Row("rare word", [Asked((word,)) for word in dice.sample(rare, QUERIES)]),
        Row("common word", common),
        Row("every word", [Asked((word,)) for word in ranked[:QUERIES]]),
        Row("three words", [Asked(words, phrase=False) for words in _threes(posts, dice)]),
        Row("phrase of three", [Asked(words, phrase=True) for words in _phrases(posts, dice)]),
        Row(
            "common word in a week",
            [Asked(each.words, week=of) for each, of in zip(common, weeks, strict=True)],
        ),
    ]


def _threes(posts: Sequence[IndexedPost], dice: random.Random) -> Iterator[tuple[str, ...]]:
    long = (tuple({word for word in _WORD.findall(post.text.lower()) if len(word) > 3}) for post in posts)
    several = [words for words in long if len(words) > 3]
    return (tuple(dice.sample(sorted(words), 3)) for words in dice.sample(several, QUERIES))


def _phrases(posts: Sequence[IndexedPost], dice: random.Random) -> list[tuple[str, ...]]:
    found = sorted({run for post in posts for run in _IN_A_ROW.findall(post.text.lower())})
    return [tuple(run.split()) for run in dice.sample(found, QUERIES)]


@dataclass(frozen=True, slots=True)
class Measured:
    """`wall` and this process's own processor time of each query, and the mean total."""

    wall: Times
    own: Times
    hits: float


def measure(engine: Engine, row: Row, order: Order, rounds: int, *, total: bool) -> Measured:
    """Each query in turn, `rounds` times over; a first round is not counted."""
    hits = [engine.find(asked, order) for asked in row.queries]
    found = Measured([], [], statistics.mean(hits))
    for asked in [*row.queries] * rounds:
        began, busy = time.perf_counter(), time.thread_time()
        engine.find(asked, order, total=total)
        found.own.append((time.thread_time() - busy) * 1000)
        found.wall.append((time.perf_counter() - began) * 1000)
    return found


def p50_p95(times: Times) -> str:
    return f"{statistics.median(times):.2f} / {statistics.quantiles(times, n=20, method='inclusive')[-1]:.2f}"


def build(engine: Engine, real: Real, number: int, folder: Path) -> None:
    built = folder / f"{engine.name}-{number}"
    if built.exists():
        print(f"{engine.name:12} {built.read_text()}, in an earlier run")
        return
    wall, own = time.perf_counter(), time.process_time()
    engine.add(made_posts(real, number))
    if isinstance(engine, Server):
        engine.settle()
    took, busy = time.perf_counter() - wall, time.process_time() - own
    says = (
        f"built in {took:.0f} s, {number / took:,.0f} posts/s; {number / busy:,.0f} of its own processor time"
    )
    built.write_text(says)
    print(f"{engine.name:12} {says}", flush=True)


def print_sizes(engines: Sequence[Engine], text_bytes: int) -> None:
    for engine in engines:
        size = engine.size()
        print(f"{engine.name:12} index {size / 1e6:7.1f} MB = {size / text_bytes:.0%} of the text")


def print_times(engines: Sequence[Engine], asked: Sequence[Row], rounds: int) -> None:
    """A line a kind of query and order; of each engine p50 / p95 ms and mean hits.

    Of ours the second pair is processor time: on a busy machine the first is that of whoever was served
    instead. Of the peers, which are asked for one round, it is the time without the total.
    """
    print("| query, first 20 | order | " + " | ".join(each.name for each in engines) + " |")
    print("|---|---|" + "---:|" * len(engines))
    for row in asked:
        for order in row.orders:
            cells = " | ".join(_cell(engine, row, order, rounds) for engine in engines)
            print(f"| {row.what} | {order} | {cells} |", flush=True)


def _cell(engine: Engine, row: Row, order: Order, rounds: int) -> str:
    if isinstance(engine, Ours):
        found = measure(engine, row, order, rounds, total=True)
        second = found.own
    else:
        found = measure(engine, row, order, 1, total=True)
        second = measure(engine, row, order, 1, total=False).wall
    return f"{p50_p95(found.wall)}; {p50_p95(second)}; {found.hits:,.0f}"


def new_posts(first_id: int) -> list[IndexedPost]:
    """A hundred posts of now with a word of their own."""
    now = midnight(FIRST_DAY + timedelta(days=DAYS)) + 1
    texts = (f"{_MARK}{first_id} {number}: дарё устидаги кўприк очилди" for number in range(100))
    return [indexed(first_id + number, text, "uz", now, number) for number, text in enumerate(texts)]


def new_ids(turns: int) -> Iterator[int]:
    """The first numbers of hundreds of posts; no run uses those of another."""
    first = time.time_ns() // 1_000_000
    return (first + turn * 100 for turn in range(turns))


def add_in_turns(folder: Path, turns: Connection) -> None:
    """In another process: wait for a turn, tell when its writing began, write."""
    ours = Ours(folder)
    while (first_id := turns.recv()) is not None:
        posts = new_posts(first_id)
        turns.send(time.monotonic())
        ours.add(posts)


@dataclass(frozen=True, slots=True)
class Freshness:
    """`delays`: from the opening of the writer until the posts are found; `meanwhile`: the other queries."""

    delays: Times
    meanwhile: Times


def measure_freshness(ours: Ours, asked: Sequence[Asked], turns: int) -> Freshness:
    found = Freshness([], [])
    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(
        target=add_in_turns, args=(ours.folder.parent, there)
    )
    child.start()
    for first_id in new_ids(turns):
        here.send(first_id)
        began = here.recv()
        while ours.find(Asked((f"{_MARK}{first_id}",)), Order.NEWEST) < 100:
            each = asked[len(found.meanwhile) % len(asked)]
            found.meanwhile.append(_milliseconds(partial(ours.find, each, Order.NEWEST)))
        found.delays.append((time.monotonic() - began) * 1000)
    here.send(None)
    child.join()
    return found


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def print_peers_freshness(engines: Sequence[Engine], turns: int) -> None:
    """Of the peers: 100 posts, a commit, and the first answer, one after the other in this process."""
    for engine in engines:
        delays = []
        for first_id in new_ids(turns):
            posts = new_posts(first_id)
            began = time.perf_counter()
            engine.add(posts)
            engine.find(Asked((f"{_MARK}{first_id}",)), Order.NEWEST)
            delays.append((time.perf_counter() - began) * 1000)
        print(f"{engine.name}: 100 new posts added and found, nothing else asked: {p50_p95(delays)} ms")


def report(real: Real, number: int, rounds: int, folder: Path, peers: Sequence[Engine]) -> None:
    ours = Ours(folder)
    text_bytes = sum(len(post.text.encode()) for post in made_posts(real, number))
    print(f"{number:,} posts, {text_bytes / 1e6:,.0f} MB of text, load {os.getloadavg()[0]:.1f}")
    engines: list[Engine] = [ours, *peers]
    for engine in engines:
        build(engine, real, number, folder)
    print_sizes(engines, text_bytes)
    sample = list(islice(made_posts(real, number), min(number, _SAMPLE)))
    asked = rows(sample, random.Random(7))
    print_times(engines, asked, rounds)
    fresh = measure_freshness(ours, asked[1].queries, _TURNS)
    print(f"{ours.name}: 100 new posts found while queries run: {p50_p95(fresh.delays)} ms", end=", ")
    print(
        f"at most {max(fresh.delays):.0f}; the {len(fresh.meanwhile):,} queries: {p50_p95(fresh.meanwhile)}"
    )
    print_peers_freshness(peers, _TURNS)
    print(f"load {os.getloadavg()[0]:.1f}")


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--posts", type=int, default=50_000)
    options.add_argument("--rounds", type=int, default=10)
    options.add_argument("--peers", action="store_true", help="SQLite FTS5 and PostgreSQL too")
    options.add_argument("--folder", type=Path, help="where the indexes stay, to be asked again")
    given = options.parse_args()
    real = read()
    with _folder(given.folder) as folder, ExitStack() as peers:
        os.environ["AITYS_DESK"] = str(folder)
        settings.current.cache_clear()
        others = (FullText(folder), peers.enter_context(closing(Server(folder)))) if given.peers else ()
        report(real, given.posts, given.rounds, folder, others)


@contextmanager
def _folder(named: Path | None) -> Iterator[Path]:
    if named:
        named.mkdir(parents=True, exist_ok=True)
        yield named.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="aitys-bench-") as name:
        yield Path(name)


if __name__ == "__main__":
    main()
