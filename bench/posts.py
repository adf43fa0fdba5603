"""Posts in eight language-scripts, made of real sentences; benches that need many posts take them from here.

Sentences are those of telegram/channels-ru (Russian: 33,628 different ones), translations/ntrex (956 each in
ru en kk ky uz tg tk, and the Uzbek ones turned to Cyrillic) and language/kaznerd (3,000 Kazakh) under
AITYS_DATA. A post is in one of the eight language-scripts, each as often as the others, as long as a channel
post drawn by chance, and filled up with sentences of that language drawn by chance. So real words stand in
real order, and lengths are real; but outside Russian and Kazakh a sentence comes back every few hundred
posts, and no word is as rare as the rarest of real posts. Posts come in the order of time.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from aitys.text.languages import DESK_LANGUAGES
from aitys.values.search import IndexedPost, has
from evals.languages import in_cyrillic

FIRST_DAY = date(2024, 1, 1)
DAYS = 366
SOURCES = 300
COUNTRIES = ("kg", "kz", "tj", "tm", "uz")


@dataclass(frozen=True, slots=True)
class Real:
    """`sentences` by language and script ("uz-Cyrl"); `channel_posts` as they were written."""

    sentences: dict[str, tuple[str, ...]]
    channel_posts: tuple[str, ...]


def read() -> Real:
    """What is under AITYS_DATA; without it the bench says so and stops."""
    if "AITYS_DATA" not in os.environ:
        sys.exit("not measured: AITYS_DATA names no folder with telegram/, translations/ and language/")
    data = Path(os.environ["AITYS_DATA"])
    posts = tuple(str(row["text"]) for row in _rows(data / "telegram/channels-ru/posts.jsonl.gz"))
    found: dict[str, list[str]] = defaultdict(list)
    for text in posts:
        found["ru"] += [line for line in text.split("\n") if line.strip()]
    for row in _rows(data / "translations/ntrex/sentences.jsonl.gz"):
        for language in DESK_LANGUAGES:
            found[language].append(str(row[language]))
        found["uz-Cyrl"].append(in_cyrillic(str(row["uz"])))
    found["kk"] += [str(row["text"]) for row in _rows(data / "language/kaznerd-sample.jsonl.gz")]
    return Real({name: tuple(dict.fromkeys(texts)) for name, texts in found.items()}, posts)


def made_posts(real: Real, number: int, seed: int = 1) -> Iterator[IndexedPost]:
    """The same posts for the same number and seed, numbered from 1, spread evenly over a year."""
    dice = random.Random(seed)
    lengths = [len(text) for text in real.channel_posts]
    names = sorted(real.sentences)
    for post_id in range(1, number + 1):
        name = dice.choice(names)
        text = _text(real.sentences[name], dice.choice(lengths), dice)
        yield indexed(
            post_id, text, name.partition("-")[0], _second(post_id, number), dice.randrange(SOURCES)
        )


def indexed(post_id: int, text: str, language: str, listed_at: int, source: int) -> IndexedPost:
    return IndexedPost(
        id=post_id,
        title="",
        text=text,
        language=language,
        source=f"channel_{source}",
        kind="channel",
        listed_at=listed_at,
        tags=(f"tag{source}",),
        country=COUNTRIES[source % len(COUNTRIES)],
        has=has(text, None),
    )


def midnight(day: date) -> int:
    """Unix seconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _second(post_id: int, number: int) -> int:
    return midnight(FIRST_DAY) + post_id * DAYS * 86_400 // (number + 1)


def _text(sentences: tuple[str, ...], length: int, dice: random.Random) -> str:
    parts = [dice.choice(sentences)]
    while sum(map(len, parts)) < length:
        parts.append(dice.choice(sentences))
    return "\n\n".join(parts)


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
