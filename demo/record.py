"""Renders the invented world of `demo/world`, and its banks, into the web answers of `demo/answers`.

A site is a folder named after its host: `site.toml` (how it behaves on the wire), `posts.<lang>.toml`,
`home.html` and `page.html` (templates), `robots.txt` where it has one.
The banks are in `demo/banks.py`. The answers are the same bytes every time.
`python -m demo.record` writes them; `--check` only says whether they are in step with the world.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from string import Template
from typing import Literal
from urllib.parse import quote

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from demo import banks, feeds
from demo.rendered import Rendered
from demo.replay import ANSWERS

WORLD = Path(__file__).parent / "world"
# The moment at which the invented sites were "recorded": after their last post.
RECORDED = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
DEAD = "dead-letter.example"

InFeed = Literal["summary", "html", "text"]
Validators = Literal["both", "weak", "date"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PageManner(_Frozen):
    """How a post's page is answered where it is out of the ordinary."""

    charset: str = "utf-8"
    gzip: bool = False
    status: Literal[200, 404] = 200


class WorldPost(_Frozen):
    """One post as it is written in `posts.<lang>.toml`; paragraphs are parted by an empty line.

    `path` and `link` replace what the site would make of the slug: the page's place, and what the feed says.
    """

    slug: str
    title: str
    date: AwareDatetime
    author: str
    tags: tuple[str, ...]
    summary: str
    text: str
    path: str = ""
    link: str = ""
    page: PageManner = PageManner()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text.split("\n\n") if part.strip())


class Section(_Frozen):
    """One file of posts: a site's pages in one language, and how much of them the feed gives."""

    lang: str
    in_feed: InFeed
    post: tuple[WorldPost, ...]


class Site(_Frozen):
    """One site of the world. `page_path` has `{lang}` and `{slug}`; `redirects` are permanent."""

    host: str
    title: str
    about: str
    lang: str
    feed: Literal["rss", "atom", "json"]
    feed_path: str
    page_path: str
    validators: Validators = "both"
    redirects: dict[str, str] = Field(default_factory=dict)
    sections: tuple[Section, ...]

    def items(self) -> list[feeds.Item]:
        """Everything the site published, newest first."""
        found = [_item(self, section, post) for section in self.sections for post in section.post]
        return sorted(found, key=lambda item: item.date, reverse=True)


def _page_path(site: Site, section: Section, post: WorldPost) -> str:
    return post.path or site.page_path.format(lang=section.lang.lower(), slug=post.slug)


def _item(site: Site, section: Section, post: WorldPost) -> feeds.Item:
    address = f"http://{site.host}{quote(_page_path(site, section, post))}"
    full = "".join(f"<p>{escape(part, quote=False)}</p>\n" for part in post.paragraphs)
    return feeds.Item(
        address=address,
        link=post.link or address,
        title=post.title,
        date=post.date,
        author=post.author,
        tags=post.tags,
        lang=section.lang,
        summary=post.summary,
        html=full if section.in_feed == "html" else "",
        text="\n\n".join(post.paragraphs) if section.in_feed == "text" else "",
    )


def read_site(folder: Path) -> Site:
    """One site from its folder; a wrong field is named by pydantic."""
    sections = [tomllib.loads(file.read_text("utf-8")) for file in sorted(folder.glob("posts.*.toml"))]
    card = tomllib.loads((folder / "site.toml").read_text("utf-8"))
    return Site.model_validate({**card, "host": folder.name, "sections": sections})


def read_world(world: Path = WORLD) -> list[Site]:
    return [read_site(folder) for folder in sorted(world.iterdir()) if folder.is_dir()]


def _filled(folder: Path, name: str, words: dict[str, str], *, charset: str = "utf-8") -> bytes:
    # A letter that the old charset lacks is written as a reference, as such sites do.
    return Template((folder / name).read_text("utf-8")).substitute(words).encode(charset, "xmlcharrefreplace")


def _home(site: Site, folder: Path) -> Rendered:
    items = site.items()
    shown = "\n".join(
        f'<li><a href="{escape(item.link)}">{escape(item.title)}</a></li>'
        for item in items[:12]
        if not item.link.startswith("javascript:")
    )
    words = {"title": site.title, "about": site.about, "lang": site.lang, "items": shown}
    return Rendered("/", _filled(folder, "home.html", words), "text/html; charset=utf-8", items[0].date)


def _missing(path: str) -> Rendered:
    body = b"<!doctype html><title>Not found</title><h1>There is no such page</h1>\n"
    return Rendered(path, body, "text/html; charset=utf-8", status="404 Not Found")


def _page(site: Site, folder: Path, section: Section, post: WorldPost) -> Rendered:
    path, manner = _page_path(site, section, post), post.page
    if manner.status == 404:
        return _missing(path)
    words = {
        "site": escape(site.title),
        "lang": section.lang,
        "charset": manner.charset,
        "title": escape(post.title),
        "author": escape(post.author),
        "date": post.date.isoformat(),
        "url": f"http://{site.host}{quote(path)}",
        "body": "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in post.paragraphs),
        "tags": " ".join(f"<a>{escape(tag)}</a>" for tag in post.tags),
    }
    body = _filled(folder, "page.html", words, charset=manner.charset)
    extra = (("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")) if manner.gzip else ()
    return Rendered(path, body, f"text/html; charset={manner.charset}", post.date, extra=extra)


def _feed(site: Site) -> Rendered:
    items = site.items()
    head = feeds.Head(site.title, site.about, site.lang, f"http://{site.host}", site.feed_path)
    body, content_type = feeds.WRITERS[site.feed](head, items)
    return Rendered(site.feed_path, body, content_type, items[0].date)


def _redirect(path: str, goal: str) -> Rendered:
    return Rendered(
        path,
        f"Moved to {goal}\n".encode(),
        "text/plain; charset=utf-8",
        status="301 Moved Permanently",
        extra=(("Location", goal),),
    )


def render_site(site: Site, folder: Path) -> Iterator[Rendered]:
    """Every answer the site has."""
    yield _home(site, folder)
    yield _feed(site)
    yield from (_redirect(path, goal) for path, goal in site.redirects.items())
    if (folder / "robots.txt").exists():
        yield Rendered("/robots.txt", (folder / "robots.txt").read_bytes(), "text/plain", RECORDED)
    for section in site.sections:
        # A post whose feed link leads nowhere on the site has no page there.
        yield from (_page(site, folder, section, post) for post in section.post if not post.link)


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


def to_http(answer: Rendered, manner: Validators, at: datetime = RECORDED) -> bytes:
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


def render_world(world: Path = WORLD) -> dict[Path, bytes]:
    """Every file of `demo/answers` and its bytes."""
    files = {file_of(DEAD, _dead().path): to_http(_dead(), "both")}
    for site in read_world(world):
        for answer in render_site(site, world / site.host):
            files[file_of(site.host, answer.path)] = to_http(answer, site.validators)
    for host, answer in banks.render_banks():
        files[file_of(host, answer.path)] = to_http(answer, "date", banks.RECORDED)
    return files


def out_of_step(answers: Path = ANSWERS) -> list[str]:
    """The files that differ from the world, are missing or are too many; empty when all is well."""
    wanted = render_world()
    there = {file.relative_to(answers): file.read_bytes() for file in answers.rglob("*.http")}
    return sorted(str(file) for file in wanted.keys() | there.keys() if wanted.get(file) != there.get(file))


def write(answers: Path = ANSWERS) -> int:
    """Make the folder anew; gives the number of files."""
    files = render_world()
    for host in {file.parts[0] for file in files}:
        shutil.rmtree(answers / host, ignore_errors=True)
    for file, content in files.items():
        (answers / file).parent.mkdir(parents=True, exist_ok=True)
        (answers / file).write_bytes(content)
    return len(files)


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
