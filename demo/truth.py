"""What is true of the invented world: `demo/world/truth.toml`, and the posts that it names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime

from demo.channels import read_channels
from demo.rounds import LAST_ROUND
from demo.sites import WORLD, read_world

Rows = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Written:
    """A post of the world, of a site or of a channel: `texts` are those of rounds 1 to 3, without title."""

    ref: str
    source: str
    lang: str
    date: datetime
    title: str
    texts: tuple[str, ...]
    gone_in: int

    @property
    def text(self) -> str:
        return self.texts[0]


def read_truth() -> dict[str, Rows]:
    """Every table of the file by its name."""
    return tomllib.loads((WORLD / "truth.toml").read_text("utf-8"))


def read_posts() -> dict[str, Written]:
    """Every post of the world under the name that the truth has for it."""
    return {post.ref: post for post in (*_of_sites(), *_of_channels())}


def _of_sites() -> list[Written]:
    return [
        Written(
            ref=f"{site.host}/{section.lang}/{post.slug}",
            source=site.host,
            lang=section.lang,
            date=post.date,
            title=post.title,
            texts=tuple(post.text_in(number) for number in range(1, LAST_ROUND + 1)),
            gone_in=post.gone_in,
        )
        for site in read_world()
        for section in site.sections
        for post in section.post
    ]


def _of_channels() -> list[Written]:
    return [
        Written(
            ref=f"{channel.name}/{message.number}",
            source=channel.name,
            lang=channel.language_of(message),
            date=message.date,
            title="",
            texts=tuple(message.text_in(number) for number in range(1, LAST_ROUND + 1)),
            gone_in=message.gone_in,
        )
        for channel in read_channels()
        for message in channel.post
    ]
