"""The reading line: language, sentences, words, stems, index; posts a second, and where the time goes.

    AITYS_DATA=… python -m bench.reading [--posts 20000]

Twice: on posts in eight language-scripts (`bench.posts`), and on the 13,084 Russian channel posts as they
were written. Each stage is timed by itself, in processor time of one core, with models loaded and caches
empty; where one stage's function does the work of those before it again, theirs is taken off. Then the
whole line: in one process, and in two as on a desk, where a child reads and another process indexes; posts
a second of processor time of the busier one, which is what two free cores do, and by the clock.
Peers, in the same run: py3langid alone for the language, narrowed to the same seven; `lower().split()` and
Tantivy's own tokenizer for all that comes after.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import tantivy
from py3langid import langid

from aitys import settings
from aitys.run.understanding import understand
from aitys.store.search.schema import document
from aitys.text.languages import DESK_LANGUAGES
from aitys.text.sentences import sentences
from aitys.text.terms import terms
from aitys.text.tokens import fold_token, tokens
from aitys.values.posts import Post
from aitys.values.search import IndexedPost
from bench.engines import BATCH, Ours, batches
from bench.posts import FIRST_DAY, Real, indexed, made_posts, midnight, read

_LARGE = 1000
"""A cache of fewer entries holds models or tables, not answers."""

_Item = TypeVar("_Item")

Timed = list[tuple[str, float]]
"""Microseconds a post, by stage."""


def stages(posts: Sequence[IndexedPost], folder: Path) -> Timed:
    """What each stage of the line adds."""
    words = [[token.text for token in tokens(post.text)] for post in posts]
    reading = _microseconds(posts, lambda post: understand([Post((), text=post.text)], DESK_LANGUAGES))
    cutting = _microseconds(posts, lambda post: sentences(post.text))
    parting = _microseconds(posts, lambda post: tokens(post.text))
    folding = _microseconds(words, lambda each: [fold_token(word) for word in each])
    keying = _microseconds(posts, lambda post: terms(post.text, post.language))
    telling = _microseconds(posts, document)
    indexing = _microseconds([posts], Ours(folder).add) / len(posts)
    return [
        ("language and script, of stretches too", reading - cutting),
        ("sentences", cutting),
        ("words", parting),
        ("folding", folding),
        ("stems, other spellings, dates and amounts", keying - parting - folding),
        ("telling Tantivy", telling - keying),
        ("Tantivy", indexing - telling),
    ]


def peers(posts: Sequence[IndexedPost], folder: Path) -> Timed:
    narrowed = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    narrowed.set_languages(list(DESK_LANGUAGES))
    telling = _microseconds(posts, lambda post: narrowed.classify(post.text[:1000]))
    indexing = _microseconds([posts], lambda all_: index_bare(all_, folder)) / len(posts)
    return [("py3langid alone", telling), ("lower().split() and Tantivy", indexing)]


def index_bare(posts: Sequence[IndexedPost], folder: Path) -> None:
    """Words with places, their number and their time: the least that a search newest first needs."""
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("words")
    for name in ("id", "listed"):
        fields.add_integer_field(name, fast=True)
    folder.mkdir()
    writer = tantivy.Index(fields.build(), str(folder)).writer(60_000_000, num_threads=1)
    for batch in batches(posts, BATCH):
        for post in batch:
            words = " ".join(post.text.lower().split())
            writer.add_document(tantivy.Document(words=words, id=post.id, listed=post.listed_at))
        writer.commit()
    writer.wait_merging_threads()


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, and of processor time in the process that needed most of it."""

    wall: float
    busiest: float


def one_process(posts: Sequence[IndexedPost], folder: Path) -> Took:
    began, busy = time.perf_counter(), time.process_time()
    Ours(folder).add(post for batch in batches(posts, BATCH) for post in understood(batch))
    return Took(time.perf_counter() - began, time.process_time() - busy)


def two_processes(posts: Sequence[IndexedPost], folder: Path) -> Took:
    """From the first post on: starting the child and loading its model is not counted."""
    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(target=read_for, args=(there,))
    child.start()
    here.send(posts)
    here.recv()
    began, busy = time.perf_counter(), time.process_time()
    Ours(folder).add(_received(here, len(posts)))
    own, wall = time.process_time() - busy, time.perf_counter() - began
    took = Took(wall, max(own, here.recv()))
    child.join()
    return took


def read_for(other: Connection) -> None:
    """In the child: read what was sent, send it back in batches, and last the processor time of that."""
    posts = other.recv()
    understood(posts[:1])
    other.send("ready")
    busy = time.process_time()
    for batch in batches(posts, BATCH // 4):
        other.send(understood(batch))
    other.send(time.process_time() - busy)


def _received(child: Connection, number: int) -> Iterator[IndexedPost]:
    while number > 0:
        batch = child.recv()
        number -= len(batch)
        yield from batch


def understood(posts: Sequence[IndexedPost]) -> list[IndexedPost]:
    """With the language and the stretches that the desk reads in their text."""
    found = understand([Post((), text=post.text) for post in posts], DESK_LANGUAGES)
    pairs = zip(posts, found, strict=True)
    return [replace(post, language=told.language, stretches=told.stretches) for post, told in pairs]


def _microseconds(items: Sequence[_Item], work: Callable[[_Item], object]) -> float:
    """Of processor time an item, with empty caches; all threads of this process count."""
    _empty_caches()
    began = time.process_time()
    for item in items:
        work(item)
    return (time.process_time() - began) / len(items) * 1e6


def _empty_caches() -> None:
    ours = [module for name, module in sys.modules.items() if name.startswith("aitys.text.")]
    for cached in [each for module in ours for each in vars(module).values() if hasattr(each, "cache_info")]:
        if (cached.cache_info().maxsize or _LARGE) >= _LARGE:
            cached.cache_clear()


def as_written(real: Real) -> list[IndexedPost]:
    return [
        indexed(number, text, "ru", midnight(FIRST_DAY) + number, number % 14)
        for number, text in enumerate(real.channel_posts, 1)
    ]


def report(what: str, posts: Sequence[IndexedPost], folder: Path) -> None:
    folder.mkdir()
    print(f"\n{len(posts):,} {what}, load {os.getloadavg()[0]:.1f}")
    understood(posts[:100])
    ours = stages(posts, folder / "stages")
    whole = sum(took for _, took in ours)
    print("| stage | posts/s | µs a post | share |\n|---|---:|---:|---:|")
    for name, took in [*ours, ("all", whole)]:
        print(f"| {name} | {1e6 / took:,.0f} | {took:,.0f} | {took / whole:.0%} |")
    for name, took in peers(posts, folder / "bare"):
        print(f"| *{name}* | {1e6 / took:,.0f} | {took:,.0f} | |")
    for name, line in (("one process", one_process), ("two processes", two_processes)):
        _empty_caches()
        spent = line(posts, folder / name.partition(" ")[0])
        print(f"| the line in {name} | {len(posts) / spent.busiest:,.0f} | | |", end=" ")
        print(f"by the clock {len(posts) / spent.wall:,.0f}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--posts", type=int, default=20_000)
    number = options.parse_args().posts
    real = read()
    with tempfile.TemporaryDirectory(prefix="aitys-bench-") as name:
        os.environ["AITYS_DESK"] = name
        settings.current.cache_clear()
        report("posts in eight language-scripts", list(made_posts(real, number)), Path(name, "made"))
        report("channel posts as they were written", as_written(real), Path(name, "written"))


if __name__ == "__main__":
    main()
