"""The site's pages on a large desk, timed from outside: HTTP against `aitys run` on SQLite.

    python -m bench.soak.site [--posts 500000] [--sources 1000] [--captures 200000] [--desk DIR]

Rows and index are written directly, which takes some minutes; a desk in DIR is kept and used again. Every
request asks for something else, and none says what it has already: no cache answers but the program's own,
which keeps three row counts. `first` is the first request for that page. The words are invented.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from aitys.text.tags import fold_tag
from bench.desks import Desk
from bench.search_page import serving

if TYPE_CHECKING:
    from django.db.models import Model

    from aitys.values.search import IndexedPost

_BATCH = 5000
_NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
_TAGS = 20
_EDITED_EVERY, _VERSIONS = 50, 4
_SYLLABLES = (
    "ba",
    "ko",
    "lem",
    "tu",
    "ra",
    "shi",
    "na",
    "do",
    "gul",
    "ya",
    "mer",
    "ot",
    "su",
    "ver",
    "ik",
    "an",
)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Size:
    posts: int
    sources: int
    captures: int


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--posts", type=int, default=500_000)
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--captures", type=int, default=200_000)
    parser.add_argument("--requests", type=int, default=50)
    parser.add_argument("--desk", type=Path)
    given = parser.parse_args()
    size = Size(given.posts, given.sources, given.captures)
    with tempfile.TemporaryDirectory(prefix="aitys-soak-") as folder:
        desk = Desk(given.desk or Path(folder) / "desk")
        if not (desk.folder / "aitys.toml").exists():
            _make(desk, size)
        with serving(desk) as port:
            _report(port, size, given.requests)


def _make(desk: Desk, size: Size) -> None:
    """Fill the tables and the index of a new desk; see that the program's own doctor finds it ready."""
    began = time.monotonic()
    desk.run("init", str(desk.folder), "--pack", "none")
    os.environ |= {"AITYS_DESK": str(desk.folder), "DJANGO_SETTINGS_MODULE": "aitys.django_settings"}
    import django  # noqa: PLC0415 - its settings are this desk's

    django.setup()
    _fill(size)
    desk.run("topic", "add", "water", "--title", "Water", "--tag", "theme 3")
    print(f"made in {time.monotonic() - began:.0f} s", file=sys.stderr)


def _fill(size: Size) -> None:
    from aitys.store import models  # noqa: PLC0415 - after Django is set up
    from aitys.store.search import IndexWriter  # noqa: PLC0415

    _insert(models.Source, (_source(n) for n in range(1, size.sources + 1)))
    _insert(models.Route, (_route(n) for n in range(1, size.sources + 1)))
    _insert(models.Coverage, (row for n in range(1, size.sources + 1) for row in _coverage(n)))
    _insert(models.Capture, (_capture(n, size) for n in range(1, size.captures + 1)))
    draw = random.Random(1)
    words = [_word(draw) for _ in range(30_000)]
    with IndexWriter.open() as writer:
        for numbers in _batched(range(1, size.posts + 1), _BATCH):
            told = {n: (_words(draw, words, 9), _words(draw, words, 70)) for n in numbers}
            _insert(models.Post, (_post(n, size) for n in numbers))
            _insert(models.Address, (_address(n) for n in numbers))
            _insert(models.PostTag, (_tag(n) for n in numbers))
            _insert(models.Version, (row for n in numbers for row in _versions(n, size)))
            _insert(models.Reading, (row for n in numbers for row in _readings(n, size, told[n])))
            writer.replace(_indexed(n, size, told[n]) for n in numbers)
        writer.commit()


def _insert(table: type[Model], rows: Iterator[Model]) -> None:
    for batch in _batched(rows, _BATCH):
        table._default_manager.bulk_create(batch)


def _batched(rows: Iterator[Row] | Sequence[Row], size: int) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def _source(n: int) -> Model:
    from aitys.store.models import Source  # noqa: PLC0415

    title = f"Novosti goroda i oblasti, vypusk dlya chitatelei nomer {n}"
    return Source(id=n, slug=_slug(n), title=title, kind=_kind(n), languages=["ru"], added_at=_NOW)


def _slug(n: int) -> str:
    return f"outlet-of-the-region-{n}"


def _kind(n: int) -> str:
    return ("news", "channel", "official", "factcheck")[n % 4]


def _route(n: int) -> Model:
    from aitys.store.models import Route  # noqa: PLC0415

    wrong = {"failures": 2, "error_name": "http-500", "error_says": "It fails."} if n % 10 == 0 else {}
    return Route(
        id=n,
        source_id=n,
        kind="feed",
        address=f"https://{_slug(n)}.example/feed.xml",
        last_ok_at=_NOW,
        **wrong,
    )


def _coverage(n: int) -> Iterator[Model]:
    from aitys.store.models import Coverage  # noqa: PLC0415

    for week in range(8):
        since = _NOW - timedelta(days=7 * week + 6)
        looked = {"first_read_at": _NOW, "last_read_at": _NOW}
        yield Coverage(route_id=n, since=since, until=since + timedelta(days=5), **looked)


def _capture(n: int, size: Size) -> Model:
    """Ten files a thousand sources deep; every second capture repeats the one a round before it."""
    from aitys.store.models import Capture  # noqa: PLC0415

    route, turn = (n - 1) % size.sources + 1, (n - 1) // size.sources
    digest = hashlib.sha256(str(n).encode()).hexdigest()
    address = f"https://{_slug(route)}.example/feed.xml"
    place = {"same_as_id": n - size.sources} if turn % 2 else _place(n, digest)
    return Capture(
        id=n,
        route_id=route,
        purpose="route",
        url=address,
        final_url=address,
        status=200,
        content_type="application/rss+xml",
        captured_at=_NOW - timedelta(seconds=3 * (size.captures - n)),
        payload_length=20_000,
        payload_sha256=digest,
        statement_sha256=digest,
        **place,
    )


def _place(n: int, digest: str) -> dict[str, object]:
    file = f"202611{n // 20_000 + 1:02}-001.warc.gz"
    return {
        "file": file,
        "offset": 400 + n % 20_000 * 7000,
        "length": 7000,
        "member_sha256": digest,
        "salt": "0" * 32,
    }


def _post(n: int, size: Size) -> Model:
    from aitys.store.models import Post  # noqa: PLC0415

    at = _listed(n, size)
    return Post(id=n, source_id=_owner(n, size), kind="article", url=_link(n), found_at=at, listed_at=at)


def _owner(n: int, size: Size) -> int:
    """One source in ten gives half of all posts, as on a real desk."""
    return 1 + (n % max(1, size.sources // 10) if n % 2 else n // 2 % size.sources)


def _listed(n: int, size: Size) -> datetime:
    return _NOW - timedelta(minutes=size.posts - n)


def _link(n: int) -> str:
    return f"https://steppe-courier.example/{n}"


def _address(n: int) -> Model:
    from aitys.store.models import Address  # noqa: PLC0415

    return Address(address=_link(n), post_id=n)


def _tag(n: int) -> Model:
    from aitys.store.models import PostTag  # noqa: PLC0415

    return PostTag(post_id=n, key=_key(n), written=_key(n).title())


def _key(n: int) -> str:
    return fold_tag(f"theme {n % _TAGS}")


def _count(n: int) -> int:
    return _VERSIONS if n % _EDITED_EVERY == 0 else 1


def _versions(n: int, size: Size) -> Iterator[Model]:
    from aitys.store.models import Version  # noqa: PLC0415

    for number in range(1, _count(n) + 1):
        yield Version(
            id=n * _VERSIONS + number,
            post_id=n,
            number=number,
            first_capture_id=_seen_in(n, size),
        )


def _readings(n: int, size: Size, told: tuple[str, str]) -> Iterator[Model]:
    from aitys.store.models import Reading  # noqa: PLC0415

    digest = hashlib.sha256(told[1].encode()).hexdigest()
    for number in range(1, _count(n) + 1):
        yield Reading(
            version_id=n * _VERSIONS + number,
            capture_id=_seen_in(n, size),
            last_capture_id=_seen_in(n, size),
            route_id=_owner(n, size),
            reader="feed@1",
            title=told[0],
            text=told[1],
            posted_at=_listed(n, size),
            posted_offset="+05:00",
            content_digest=digest,
            digest=digest,
            language="ru",
            script="Cyrl",
        )


def _seen_in(n: int, size: Size) -> int:
    return n % size.captures + 1


def _indexed(n: int, size: Size, told: tuple[str, str]) -> IndexedPost:
    from aitys.values.search import IndexedPost  # noqa: PLC0415

    owner = _owner(n, size)
    moment = int(_listed(n, size).timestamp())
    return IndexedPost(n, *told, "ru", _slug(owner), _kind(owner), moment, (_key(n),))


def _word(draw: random.Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4)))


def _words(draw: random.Random, words: Sequence[str], count: int) -> str:
    """Few words are common and most are rare: the square of an even draw."""
    return " ".join(words[int(draw.random() ** 2 * len(words))] for _ in range(count)).capitalize() + "."


def _report(port: int, size: Size, requests: int) -> None:
    print(f"{size.posts:,} posts, {size.sources:,} sources, {size.captures:,} captures; {requests} requests")
    print("\n| page | first, ms | p50, ms | p95, ms | kB |")
    print("|---|---:|---:|---:|---:|")
    for name, paths in _pages(size, requests).items():
        times, weight = _timed(port, paths)
        p50, p95 = statistics.median(times[1:]), statistics.quantiles(times[1:], n=20)[18]
        print(f"| {name} | {times[0]:.0f} | {p50:.0f} | {p95:.0f} | {weight / 1000:.0f} |", flush=True)


def _pages(size: Size, requests: int) -> dict[str, list[str]]:
    draw, turns = random.Random(2), range(requests + 1)
    common = random.Random(1)
    words = [_word(common) for _ in range(3000)]
    last = -(-size.sources // 30)
    return {
        "`/`": [f"/?turn={turn}" for turn in turns],
        "`/sources/`": [f"/sources/?page={turn % last + 1}" for turn in turns],
        "`/topics/<slug>/`": [f"/topics/water/?page={turn + 1}" for turn in turns],
        "`/search/`, a word": [f"/search/?{urlencode({'q': words[turn]})}" for turn in turns],
        "`/search/`, two words": [
            f"/search/?{urlencode({'q': ' '.join(draw.sample(words[:300], 2))})}" for _ in turns
        ],
        "`/search/`, all of a source": [f"/search/?source={_slug(turn + 1)}" for turn in turns],
        "`/posts/<id>/`": [f"/posts/{draw.randint(1, size.posts)}/" for _ in turns],
        "`/posts/<id>/`, four versions": [
            f"/posts/{draw.randint(1, size.posts // _EDITED_EVERY) * _EDITED_EVERY}/" for _ in turns
        ],
        "`/metrics`": ["/metrics" for _ in turns],
    }


def _timed(port: int, paths: Sequence[str]) -> tuple[list[float], int]:
    """Milliseconds from sending to the last byte, over one connection, and the bytes of the heaviest."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times, weight = [], 0
    for path in paths:
        began = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        times.append((time.perf_counter() - began) * 1000)
        weight = max(weight, len(body))
        if answer.status != http.HTTPStatus.OK:
            raise OSError(f"{path}: {answer.status} {body[:200]!r}")
        if b"Nothing found" in body:
            raise ValueError(f"{path} lists nothing, and that is quickly done")
    return times, weight


if __name__ == "__main__":
    main()
