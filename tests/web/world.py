"""What the site's tests add to the shared builders: numbered posts, languages, pages as browsers see them."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from lxml import html

from aitys.run.indexer import wait_until_findable
from aitys.store import keeping, models, topics
from aitys.text.tags import fold_tag
from aitys.values.posts import Post, PostKind, PrintedTime
from aitys.values.readings import ReadPost
from aitys.values.sources import Card, Route, SourceKind
from aitys.values.stored import Topic
from tests.builders import NOON, post, reader

BAZAAR = Card("bazaar-talk", "@bazaar_talk", kind=SourceKind.CHANNEL, country="kz")
WATER = Topic("water", "Water", "Who said what about the lake.", tags=(fold_tag("water"),))


def report(number: int, **parts: object) -> Post:
    """One of a row of posts, each a minute newer than the one before it."""
    posted = PrintedTime(NOON - timedelta(days=1) + timedelta(minutes=number), "+05:00")
    given = {"title": f"Ferry report {number}", "posted": posted, "tags": ("Water",)} | parts
    text = str(given.pop("text", f"The ferry made {number} crossings."))
    return post(f"report-{number}", text, **given)


def message(number: int, text: str) -> Post:
    address = f"https://t.me/bazaar_talk/{number}"
    return Post(addresses=(address,), url=address, text=text, tags=("water",), kind=PostKind.MESSAGE)


def keep_in(language: str, route: Route, *posts: Post) -> None:
    read = [ReadPost(each, language, "Cyrl", "language@test") for each in posts]
    keeping.keep(route.source, reader(route), read)


def add_topic(topic: Topic = WATER) -> None:
    topics.add(topic, NOON)


def index() -> None:
    """Make all that was kept findable."""
    wait_until_findable()


def post_id(post: Post) -> int:
    return models.Address.objects.get(address=post.addresses[0]).post_id


def transferred(client: Client, path: str) -> int:
    """Bytes of a page with all that it makes a browser ask for."""
    linked = "//link[@rel='stylesheet' or @rel='preload' or @rel='icon']/@href | //img/@src"
    files = {address.partition("?")[0] for address in Page(client, path).values(linked)}
    able = {"accept-encoding": "gzip"}
    return sum(len(b"".join(client.get(each, headers=able))) for each in (path, *files))


class Page:
    """An answer as a browser sees it."""

    def __init__(self, client: Client, path: str, query: dict[str, str] | None = None) -> None:
        answer = client.get(path, query)
        self.status = answer.status_code
        self.headers = answer.headers
        self.weight = len(answer.content)
        self.tree = html.document_fromstring(answer.content.decode())

    def texts(self, path: str) -> list[str]:
        """The text of every element that the XPath finds, on one line each."""
        return [" ".join(element.text_content().split()) for element in self._elements(path)]

    def values(self, path: str) -> list[str]:
        """What an XPath that ends in an attribute finds."""
        found = self.tree.xpath(path)
        assert isinstance(found, list)
        return [str(value) for value in found]

    @property
    def text(self) -> str:
        return self.texts("//body")[0]

    @property
    def headlines(self) -> list[str]:
        return self.texts("//article//*[contains(@class, 'headline')]")

    @property
    def counter(self) -> str:
        return self.texts("//p[contains(@class, 'counter')]/text()[1]/..")[0]

    def link(self, rel: str) -> str:
        """Where the page's link of that kind leads; empty where there is none."""
        found = self.values(f"//main//a[@rel='{rel}']/@href")
        return found[0] if found else ""

    def _elements(self, path: str) -> list[html.HtmlElement]:
        found = self.tree.xpath(path)
        assert isinstance(found, list)
        return [element for element in found if isinstance(element, html.HtmlElement)]
