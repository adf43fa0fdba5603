"""Looks at the demo desk's pages from outside, as a browser would, and says what is wrong with them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import feedparser
import httpx

from demo import article_pages, rate_pages
from demo.feeds import Item
from demo.record import DEAD
from demo.sites import read_world
from demo.visitor import Visitor
from demo.written import read_articles

# Words that stand on an article's page and not in its feed: found only if the page was read too.
BEHIND_THE_FEED = (
    "A cashier who asked not to be named",
    "two of them carried live sheep",  # the page is packed with gzip
    "трещина идёт по облицовке опоры",  # the page is in windows-1251
)
IN_LATIN_LETTERS = "sug‘orish navbati"
IN_CYRILLIC_LETTERS = "суғориш навбати"


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


def on_telegram() -> list[str]:
    """The titles of the topic: posts of the world and the desk's own articles, newest first."""
    articles = [(each.date, each.title) for each in read_articles() if each.is_on_the_topic]
    posts = [(item.date, item.title) for item in tagged("telegram")]
    return [title for _, title in sorted([*articles, *posts], reverse=True)]


def check_telegram(visitor: Visitor) -> None:
    """The page this project started from said "1 - 6 of 4"."""
    path, wanted = "/topics/telegram/", on_telegram()
    listed = []
    for number, counter in (("1", "1–6 of 8"), ("2", "7–8 of 8")):
        page = visitor.page(path, page=number)
        says = f"page {number} does not say {counter!r}"
        visitor.expect(path, holds=f"Viewing results {counter}" in page.text, says=says)
        listed += page.headlines
    visitor.expect(path, holds=listed == wanted, says=f"it lists {listed}, not {wanted}")


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
        visitor.expect(href, holds=found == set(on_telegram()), says=f"it lists {found}")


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
    *article_pages.CHECKS,
    *rate_pages.CHECKS,
)


def check(base_url: str) -> Visitor:
    """Look at everything; `wrong` of the result is empty when all is well."""
    with httpx.Client(base_url=base_url, trust_env=False, timeout=30) as client:
        visitor = Visitor(client)
        for one in CHECKS:
            one(visitor)
    return visitor
