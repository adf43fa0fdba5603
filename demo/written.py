"""The demo desk's own articles as they are written in `demo/articles`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import frontmatter

WRITTEN = Path(__file__).parent / "articles"
# A translation after its original, an article after those that it is related to.
ARTICLES = (
    "old-notes-rumour.md",
    "old-notes-rumour.ru.md",
    "letter-round-up.md",
    "anonymous-channels-plan.md",
    "official-rate.md",
)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Written:
    """One article's file. `words` counts its Markdown without pictures and tables, as lists show it; `keys`
    are its front matter's.
    """

    slug: str
    title: str
    date: datetime
    lang: str
    headings: tuple[str, ...]
    words: int
    keys: frozenset[str]

    @property
    def path(self) -> str:
        return f"/articles/{self.slug}/"

    @property
    def is_on_the_topic(self) -> bool:
        return "topics" in self.keys


def read_written(name: str) -> Written:
    found = frontmatter.load(str(WRITTEN / name))
    told = found.metadata
    return Written(
        slug=str(told["slug"]),
        title=str(told["title"]),
        date=datetime.fromisoformat(str(told["date"])),
        lang=str(told["lang"]),
        headings=tuple(_HEADING.findall(found.content)),
        words=len(re.sub(r"(?m)^(!\[|\|).*$", "", found.content).split()),
        keys=frozenset(told),
    )


def read_articles() -> list[Written]:
    """All of them, in the order of `ARTICLES`."""
    return [read_written(name) for name in ARTICLES]
