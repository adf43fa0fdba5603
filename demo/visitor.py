"""Reads a desk's pages from outside, as a browser would, and keeps a note of everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
from lxml import etree, html

# Bytes of a page with all that it loads, as they travel.
HEAVIEST = 60_000
_LOADED = {"stylesheet", "preload", "icon"}
_DATA = "application/ld+json"


class Elements:
    """What of a page's markup the checks need: headlines, all text, links, and everything that could run.

    `links` are (rel, type, address) of whatever has an address, `data` the page's words for machines.
    """

    def __init__(self, markup: str | html.HtmlElement) -> None:
        self.root: html.HtmlElement = html.document_fromstring(markup) if isinstance(markup, str) else markup
        every = [self.root, *self.find("//*")]
        self.running = [found for node in every for found in _running(node)]
        self.links = [_link(node) for node in every if "href" in node.attrib or "src" in node.attrib]
        self.data = self.texts(f"//script[@type='{_DATA}']")
        etree.strip_elements(self.root, "script", "style", with_tail=False)
        self.headlines = [str(node.text_content()) for node in self.find("//*[has('headline')]")]
        self.text = str(self.root.xpath("string()"))

    def find(self, path: str) -> list[html.HtmlElement]:
        """Every element on an XPath, in which `has('word')` asks for a word in the class."""
        found = self.root.xpath(f".{path}", extensions={(None, "has"): _has_class})
        nodes = found if isinstance(found, list) else []
        return [node for node in nodes if isinstance(node, html.HtmlElement)]

    def texts(self, path: str) -> list[str]:
        """The words of every element on the path, with single spaces between them."""
        return [" ".join(node.text_content().split()) for node in self.find(path)]


def _has_class(context: etree._XPathContext, word: str) -> bool:
    return word in (context.context_node.get("class") or "").split()


def _running(node: html.HtmlElement) -> Iterator[str]:
    given = {str(name): str(value) for name, value in node.attrib.items()}
    # A block of data, as schema.org's, is a script in name only: no browser runs it.
    runs = node.tag == "script" and given.get("type") != _DATA
    if runs or any(name.startswith("on") for name in given):
        yield f"<{node.tag} {given}>"
    address = given.get("href", given.get("src", ""))
    if address.strip().lower().startswith(("javascript:", "data:")):
        yield address


def _link(node: html.HtmlElement) -> tuple[str, str, str]:
    return node.get("rel", ""), node.get("type", ""), node.get("href", node.get("src", ""))


@dataclass(slots=True)
class Visitor:
    """Asks pages and keeps a note of everything that is wrong. `weights` are what was loaded beside pages."""

    client: httpx.Client
    wrong: list[str] = field(default_factory=list)
    visited: int = 0
    weights: dict[str, int] = field(default_factory=dict)
    heaviest: tuple[int, str] = (0, "")

    def expect(self, path: str, *, holds: bool, says: str) -> None:
        if not holds:
            self.wrong.append(f"{path}: {says}")

    def get(self, path: str, **query: str) -> httpx.Response:
        answer = self.client.get(path, params=query or None)
        self.visited += 1
        self.expect(path, holds=answer.status_code == 200, says=f"answers {answer.status_code}")
        return answer

    def page(self, path: str, **query: str) -> Elements:
        """A page for people: under the strict policy, not too heavy, and with nothing in it that runs."""
        answer = self.get(path, **query)
        policy = answer.headers.get("Content-Security-Policy", "")
        self.expect(path, holds="default-src 'none'" in policy, says=f"Content-Security-Policy is {policy!r}")
        found = Elements(answer.text)
        self.expect(path, holds=not found.running, says=f"it would run {found.running}")
        self._weigh(path, answer.num_bytes_downloaded, found)
        return found

    def _weigh(self, path: str, page: int, found: Elements) -> None:
        """The page and every style, font, picture and icon that it names, once each."""
        named = {address for rel, _, address in found.links if _LOADED & set(rel.split())}
        pictures = {node.get("src", "") for node in found.find("//img")}
        weight = page + sum(self._weight(address) for address in named | pictures)
        self.heaviest = max(self.heaviest, (weight, path))
        self.expect(path, holds=weight <= HEAVIEST, says=f"it weighs {weight:,} bytes with all it loads")

    def _weight(self, address: str) -> int:
        if address not in self.weights:
            self.weights[address] = self.get(address).num_bytes_downloaded
        return self.weights[address]
