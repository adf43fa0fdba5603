"""Renders the invented world of `demo/world`, and its banks, into the web answers of `demo/answers`.

A site is a folder named after its host: `site.toml` (how it behaves on the wire), `posts.<lang>.toml`,
`home.html` and `page.html` (templates), `robots.txt` where it has one. A channel is a file in `t.me`.
The banks are in `demo/banks.py`. The answers are the same bytes every time: those of the first round in
`demo/answers`, and of each later one in `demo/later/<round>` what has become different.
`python -m demo.record` writes them; `--check` only says whether they are in step with the world.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from demo import banks, previews
from demo.channels import CHANNELS, read_channels
from demo.rendered import Rendered
from demo.replay import ANSWERS, LATER
from demo.rounds import LAST_ROUND, ROUNDS
from demo.site_pages import render_site
from demo.sites import WORLD, Validators, read_world

DEAD = "dead-letter.example"


def _dead() -> Rendered:
    """The feed of a site whose program has fallen over."""
    body = b"<html><head><title>500</title></head><body>Database connection failed</body></html>\n"
    return Rendered("/feed.xml", body, "text/html", status="500 Internal Server Error")


def _validators(answer: Rendered, manner: Validators) -> Iterator[tuple[str, str]]:
    if answer.changed is None:
        return
    if manner != "date":
        digest = hashlib.sha256(answer.body).hexdigest()[:16]
        yield "ETag", f'W/"{digest}"' if manner == "weak" else f'"{digest}"'
    if manner != "weak":
        yield "Last-Modified", format_datetime(answer.changed.astimezone(UTC), usegmt=True)


def to_http(answer: Rendered, manner: Validators, at: datetime = ROUNDS[1]) -> bytes:
    """The bytes of the `.http` file; `demo.replay` says what it is made of."""
    headers = [
        ("Date", format_datetime(at, usegmt=True)),
        ("Server", "nginx"),
        ("Content-Type", answer.content_type),
        *_validators(answer, manner),
        *answer.extra,
    ]
    lines = [f"HTTP/1.1 {answer.status}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + answer.body


def file_of(host: str, path: str) -> Path:
    """Where the answer for a path lies below the folder of answers: `replay.address_of` turned round."""
    named = path.replace("?", "@")
    return Path(f"{host}{named}index.http" if named.endswith("/") else f"{host}{named}.http")


Answers = dict[Path, tuple[Rendered, Validators]]


def _render(number: int, world: Path) -> Answers:
    """Every answer of sites and channels in a round, by its file."""
    files: Answers = {file_of(DEAD, _dead().path): (_dead(), "both")}
    for site in read_world(world):
        for answer in render_site(site, world / site.host, number):
            files[file_of(site.host, answer.path)] = answer, site.validators
    for answer in previews.render_channels(read_channels(world / CHANNELS.name), number):
        files[file_of(previews.HOST, answer.path)] = answer, "both"
    return files


def render_world(world: Path = WORLD) -> dict[Path, bytes]:
    """Every file of `demo/answers` and its bytes."""
    files = {file: to_http(*told) for file, told in _render(1, world).items()}
    for host, answer in banks.render_banks():
        files[file_of(host, answer.path)] = to_http(answer, "date", banks.RECORDED)
    return files


def render_later(number: int, world: Path = WORLD) -> dict[Path, bytes]:
    """What a round after the first answers otherwise than the one before it."""
    before, now = _render(number - 1, world), _render(number, world)
    lost = before.keys() - now.keys()
    if lost:
        raise ValueError(
            f"round {number} says nothing of {sorted(map(str, lost))}: a page that is gone says so"
        )
    return {file: to_http(*told, ROUNDS[number]) for file, told in now.items() if told != before.get(file)}


def _all() -> dict[Path, bytes]:
    """Every file there is to write, below the folder of the demo."""
    wanted = {Path(ANSWERS.name) / file: body for file, body in render_world().items()}
    for number in range(2, LAST_ROUND + 1):
        folder = Path(LATER.name) / str(number)
        wanted.update({folder / file: body for file, body in render_later(number).items()})
    return wanted


def _recorded(demo: Path) -> list[Path]:
    return [file for folder in (ANSWERS.name, LATER.name) for file in (demo / folder).rglob("*.http")]


def out_of_step(demo: Path = ANSWERS.parent) -> list[str]:
    """The files that differ from the world, are missing or are too many; empty when all is well."""
    wanted = _all()
    there = {file.relative_to(demo): file.read_bytes() for file in _recorded(demo)}
    return sorted(str(file) for file in wanted.keys() | there.keys() if wanted.get(file) != there.get(file))


def write(demo: Path = ANSWERS.parent) -> int:
    """Make the two folders below `demo` anew; gives the number of files."""
    files = _all()
    for file in _recorded(demo):
        file.unlink()
    for file, content in files.items():
        (demo / file).parent.mkdir(parents=True, exist_ok=True)
        (demo / file).write_bytes(content)
    _prune(demo / ANSWERS.name)
    _prune(demo / LATER.name)
    return len(files)


def _prune(folder: Path) -> None:
    """Take away folders that hold nothing any more, the deepest first."""
    for inner in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(inner.iterdir()):
            inner.rmdir()


def main() -> int:
    parser = argparse.ArgumentParser(description="Render the demo's world into demo/answers.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when they differ")
    if not parser.parse_args().check:
        print(f"{write()} answers recorded")
        return 0
    differing = out_of_step()
    print("\n".join(differing) or "in step")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
