"""Looks at the demo desk's pages from outside, as a browser would, and says what is wrong with them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import feedparser
import httpx

from demo.feeds import Item
from demo.record import DEAD, read_world

# Words that stand on an article's page and not in its feed: found only if the page was read too.
BEHIND_THE_FEED = (
    "Every note we have ever issued is legal tender",
    "two of them carried live sheep",  # the page is packed with gzip
    "трещина идёт по облицовке опоры",  # the page is in windows-1251
)
IN_LATIN_LETTERS = "sug‘orish navbati"
IN_CYRILLIC_LETTERS = "суғориш навбати"


class Elements(HTMLParser):
    """What of a page's markup the checks need: headlines, all text, links, and everything that could run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headlines: list[str] = []
        self.text = ""
        self.links: list[tuple[str, str, str]] = []
        self.running: list[str] = []
        self._in_headline = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "headline" in given.get("class", "").split():
            self._in_headline = True
            self.headlines.append("")
        # A block of data, as schema.org's, is a script in name only: no browser runs it.
        runs = tag == "script" and given.get("type") != "application/ld+json"
        if runs or any(name.startswith("on") for name in given):
            self.running.append(self.get_starttag_text() or tag)
        address = given.get("href", given.get("src", ""))
        if address.strip().lower().startswith(("javascript:", "data:")):
            self.running.append(address)
        self.links.append((given.get("rel", ""), given.get("type", ""), address))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"h1", "h2", "h3"}:
            self._in_headline = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_headline:
            self.headlines[-1] += data


@dataclass(slots=True)
class Visitor:
    """Asks pages and keeps a note of everything that is wrong."""

    client: httpx.Client
    wrong: list[str] = field(default_factory=list)
    visited: int = 0

    def expect(self, path: str, *, holds: bool, says: str) -> None:
        if not holds:
            self.wrong.append(f"{path}: {says}")

    def get(self, path: str, **query: str) -> httpx.Response:
        answer = self.client.get(path, params=query or None)
        self.visited += 1
        self.expect(path, holds=answer.status_code == 200, says=f"answers {answer.status_code}")
        return answer

    def page(self, path: str, **query: str) -> Elements:
        """A page for people: under the strict policy, and with nothing in it that runs."""
        answer = self.get(path, **query)
        policy = answer.headers.get("Content-Security-Policy", "")
        self.expect(path, holds="default-src 'none'" in policy, says=f"Content-Security-Policy is {policy!r}")
        found = Elements(answer.text)
        self.expect(path, holds=not found.running, says=f"it would run {found.running}")
        return found


def tagged(tag: str) -> list[Item]:
    """The posts of the world that carry `tag`, in whatever spelling, newest first."""
    items = [item for site in read_world() for item in site.items()]
    having = [item for item in items if tag in {each.lstrip("#").casefold() for each in item.tags}]
    return sorted(having, key=lambda item: item.date, reverse=True)


def is_plain(item: Item) -> bool:
    """Whether the title is shown as it is written: a title with markup in it is not."""
    return "<" not in item.title


def check_health(visitor: Visitor) -> None:
    for path in ("/healthz", "/readyz", "/robots.txt", "/sitemap.xml"):
        visitor.get(path)
    metrics = visitor.get("/metrics").text
    visitor.expect("/metrics", holds="aitys_posts" in metrics, says="it does not count the posts")


def check_home(visitor: Visitor) -> None:
    home = visitor.page("/")
    newest = max((item for site in read_world() for item in site.items()), key=lambda item: item.date)
    visitor.expect("/", holds=newest.title in home.headlines, says=f"{newest.title!r} is not there")
    for topic in ("telegram", "water"):
        linked = any(address.endswith(f"/topics/{topic}/") for _, _, address in home.links)
        visitor.expect("/", holds=linked, says=f"it has no link to the topic {topic}")


def check_telegram(visitor: Visitor) -> None:
    """The page this project started from said "1 - 6 of 4"."""
    path = "/topics/telegram/"
    page = visitor.page(path)
    counter = "Viewing results 1–4 of 4"
    visitor.expect(path, holds=counter in page.text, says=f"it does not say {counter!r}")
    wanted = [item.title for item in tagged("telegram")]
    visitor.expect(path, holds=page.headlines == wanted, says=f"it lists {page.headlines}, not {wanted}")


def check_water(visitor: Visitor) -> None:
    path = "/topics/water/"
    pages = [visitor.page(path, page=str(number)) for number in (1, 2, 3)]
    for page, counter in zip(pages, ("1–6 of 12", "7–12 of 12"), strict=False):
        says = f"it does not say {counter!r}"
        visitor.expect(path, holds=f"Viewing results {counter}" in page.text, says=says)
    beyond = not pages[2].headlines and "12" in pages[2].text
    visitor.expect(path, holds=beyond, says="page 3 should be empty and still know of 12")
    shown = Counter(pages[0].headlines + pages[1].headlines)
    visitor.expect(path, holds=shown.total() == len(shown) == 12, says=f"it lists {shown}")
    missing = [item.title for item in tagged("water") if is_plain(item) and item.title not in shown]
    visitor.expect(path, holds=not missing, says=f"it lacks {missing}")


def check_topic_feeds(visitor: Visitor) -> None:
    path = "/topics/telegram/"
    feeds = [(kind, href) for rel, kind, href in visitor.page(path).links if rel == "alternate"]
    kinds = sorted(kind for kind, _ in feeds)
    wanted = ["application/atom+xml", "application/feed+json", "application/rss+xml"]
    visitor.expect(path, holds=kinds == wanted, says=f"its feeds are {kinds}")
    for kind, href in feeds:
        found = set(_titles(kind, visitor.get(href).content))
        visitor.expect(
            href, holds=found == {item.title for item in tagged("telegram")}, says=f"it lists {found}"
        )


def _titles(kind: str, body: bytes) -> Iterator[str]:
    items = json.loads(body)["items"] if kind.endswith("json") else feedparser.parse(body).entries
    return (str(item["title"]) for item in items)


def check_search(visitor: Visitor) -> None:
    path = "/search/"
    for phrase in BEHIND_THE_FEED:
        found = visitor.page(path, q=f'"{phrase}"').headlines
        visitor.expect(path, holds=len(found) == 1, says=f"{phrase!r} is found {len(found)} times, not once")
    latin, cyrillic = (
        visitor.page(path, q=words).headlines for words in (IN_LATIN_LETTERS, IN_CYRILLIC_LETTERS)
    )
    same = len(latin) >= 2 and sorted(latin) == sorted(cyrillic)
    visitor.expect(path, holds=same, says=f"Uzbek in two scripts finds {latin} and {cyrillic}")
    nothing = visitor.page(path, q="zzyzzyx")
    visitor.expect(path, holds="Nothing found" in nothing.text, says="it finds what nobody wrote")


def check_sources(visitor: Visitor) -> None:
    path = "/sources/"
    page = visitor.page(path)
    for site in read_world():
        visitor.expect(path, holds=site.host in page.text, says=f"{site.host} is not there")
    dead = page.text.partition(DEAD)[2][:500]
    said = "fails with an error of its own" in dead
    visitor.expect(path, holds=said, says=f"it does not say what is wrong with {DEAD}")


def check_posts(visitor: Visitor) -> None:
    """The pages of single posts, the hostile one among them."""
    links = {href for number in ("1", "2") for href in _post_links(visitor, number)}
    visitor.expect("/posts/", holds=len(links) == 12, says=f"{len(links)} posts of the topic have a page")
    for href in sorted(links):
        visitor.page(href)


def _post_links(visitor: Visitor, number: str) -> Iterator[str]:
    links = visitor.page("/topics/water/", page=number).links
    return (href for _, _, href in links if href.startswith("/posts/"))


CHECKS = (
    check_health,
    check_home,
    check_telegram,
    check_water,
    check_topic_feeds,
    check_search,
    check_sources,
    check_posts,
)


def check(base_url: str) -> Visitor:
    """Look at everything; `wrong` of the result is empty when all is well."""
    with httpx.Client(base_url=base_url, trust_env=False, timeout=30) as client:
        visitor = Visitor(client)
        for one in CHECKS:
            one(visitor)
    return visitor
