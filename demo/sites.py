"""The invented sites as they are written in `demo/world`: a folder a site, a file of posts a language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from demo import feeds
from demo.rounds import LAST_ROUND, ROUNDS, is_there

WORLD = Path(__file__).parent / "world"

InFeed = Literal["summary", "html", "text"]
Validators = Literal["both", "weak", "date"]
# How a site lists its posts: by a feed, a sitemap, a page of cards or a JSON answer of its own.
Listing = Literal["rss", "atom", "json", "sitemap", "cards", "json-list"]
FEEDS = ("rss", "atom", "json")


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PageManner(Frozen):
    """How a post's page is answered where it is out of the ordinary."""

    charset: str = "utf-8"
    gzip: bool = False
    status: Literal[200, 404] = 200


class WorldPost(Frozen):
    """One post as it is written in `posts.<lang>.toml`; paragraphs are parted by an empty line.

    `path` and `link` replace what the site would make of the slug: the page's place, and what the feed says.
    From round `edited_in` on its text is `edited`; from `gone_in` on it is not there.
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
    edited_in: int = 0
    edited: str = ""
    gone_in: int = 0

    def text_in(self, number: int) -> str:
        return self.edited if 0 < self.edited_in <= number else self.text

    def changed_in(self, number: int) -> datetime:
        """When its page was last written, as far as a round can know."""
        return ROUNDS[self.edited_in] if 0 < self.edited_in <= number else self.date

    def is_there(self, number: int) -> bool:
        return is_there(self.date, self.gone_in, number)


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


class Section(Frozen):
    """One file of posts: a site's pages in one language, and how much of them the feed gives."""

    lang: str
    in_feed: InFeed
    post: tuple[WorldPost, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A post where it stands: on a site, in a language, as it is in a round."""

    section: Section
    post: WorldPost
    item: feeds.Item
    path: str
    text: str


class Site(Frozen):
    """One site of the world. `page_path` has `{lang}` and `{slug}`; `redirects` are permanent.

    `wordpress` sites answer by the REST interface too. `boilerplate` is markup that stands around the texts,
    by round: it changes without anybody's having edited a post.
    """

    host: str
    title: str
    about: str
    lang: str
    feed: Listing
    feed_path: str
    page_path: str
    validators: Validators = "both"
    wordpress: bool = False
    redirects: dict[str, str] = Field(default_factory=dict)
    boilerplate: tuple[str, ...] = ("", "", "")
    sections: tuple[Section, ...]

    @property
    def has_feed(self) -> bool:
        return self.feed in FEEDS

    def published(self, number: int = LAST_ROUND) -> list[Published]:
        """Everything that is there in a round, newest first."""
        found = [
            _published(self, section, post, number)
            for section in self.sections
            for post in section.post
            if post.is_there(number)
        ]
        return sorted(found, key=lambda each: each.item.date, reverse=True)

    def items(self, number: int = LAST_ROUND) -> list[feeds.Item]:
        """The same as its feed has it."""
        return [each.item for each in self.published(number)]


def page_path(site: Site, section: Section, post: WorldPost) -> str:
    return post.path or site.page_path.format(lang=section.lang.lower(), slug=post.slug)


def as_html(text: str) -> str:
    return "".join(f"<p>{escape(part, quote=False)}</p>\n" for part in paragraphs(text))


def _published(site: Site, section: Section, post: WorldPost, number: int) -> Published:
    path, text = page_path(site, section, post), post.text_in(number)
    address = f"http://{site.host}{quote(path)}"
    item = feeds.Item(
        address=address,
        link=post.link or address,
        title=post.title,
        date=post.date,
        author=post.author,
        tags=post.tags,
        lang=section.lang,
        summary=post.summary,
        html=as_html(text) if section.in_feed == "html" else "",
        text="\n\n".join(paragraphs(text)) if section.in_feed == "text" else "",
        changed=post.changed_in(number),
    )
    return Published(section, post, item, path, text)


def read_site(folder: Path) -> Site:
    """One site from its folder; a wrong field is named by pydantic."""
    sections = [tomllib.loads(file.read_text("utf-8")) for file in sorted(folder.glob("posts.*.toml"))]
    card = tomllib.loads((folder / "site.toml").read_text("utf-8"))
    return Site.model_validate({**card, "host": folder.name, "sections": sections})


def read_world(world: Path = WORLD) -> list[Site]:
    return [read_site(file.parent) for file in sorted(world.glob("*/site.toml"))]
