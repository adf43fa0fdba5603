"""Other addresses of one article, as its own page names them: nothing is made up from the address alone.

Uzbek outlets publish each article in both scripts. Some say so by `hreflang`, some only by the switch at the
head of the page, which leads to the same path below a word like /k/ or /uzkr/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html

from aitys.sources import addresses, markup
from aitys.values.captures import Document

_SAME = ("canonical", "amphtml", "shortlink")
# Parts of a path that say a script. "uz" alone does not: beside it an address without any may be Russian.
_SCRIPTS = frozenset(
    ("k", "oz", "uzk", "uzkr", "uz-cyrl", "uz-latn", "cyrl", "latn", "kiril", "krill", "lotin")
)
_LANGUAGE = "uz"
_OF_ONE_LANGUAGE = {"oz": _LANGUAGE, "uzk": _LANGUAGE, "uzkr": _LANGUAGE}
_MOST_LINKS = 5000
_TAG = re.compile(r"[a-zA-Z]{2,8}(?:[-_][a-zA-Z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Twins:
    """Canonical forms of addresses on the article's own site, none of them the page's own.

    `same` hold the same words (the canonical address, AMP, a short link), `scripts` the same words in
    another script, `translations` other languages, as (tag as printed, address).
    """

    same: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    translations: tuple[tuple[str, str], ...] = ()


def of(document: Document) -> Twins:
    """What the page says of itself; nothing where it is no HTML page."""
    root = markup.page(document)
    own = addresses.canonical(document.url)
    if root is None or not own:
        return Twins()
    same = dict.fromkeys(link for rel in _SAME for link in _links(root, rel, own))
    spoken = _language(root.get("lang") or "")
    versions = dict(_versions(root, own, set(same)))
    # A page that says its own language in its list says it better than in its head.
    spoken = _language(next((tag for tag, link in _tagged(root, own) if link == own), "")) or spoken
    scripts = [link for link, tag in versions.items() if spoken and _language(tag) == spoken]
    switched = [link for link in _switches(root, own) if link not in same and link not in versions]
    return Twins(
        tuple(same),
        tuple(dict.fromkeys([*scripts, *switched])),
        tuple((tag, link) for link, tag in versions.items() if link not in scripts),
    )


def _links(root: html.HtmlElement, rel: str, own: str) -> Iterator[str]:
    for element in root.xpath("//link[@href]")[:_MOST_LINKS]:
        if rel in (element.get("rel") or "").lower().split():
            yield from _of_this_site(element.get("href") or "", own)


def _of_this_site(href: str, own: str) -> Iterator[str]:
    """The canonical form of a link to another page of this site that is not its front page."""
    link = addresses.canonical(href, own)
    near = addresses.is_near(addresses.site(link), addresses.site(own))
    if link and near and link not in (own, addresses.canonical(addresses.home(link))):
        yield link


def _tagged(root: html.HtmlElement, own: str) -> Iterator[tuple[str, str]]:
    """Each (language tag, address) that the page lists of itself, its own among them."""
    for element in root.xpath("//link[@hreflang and @href] | //a[@hreflang and @href]")[:_MOST_LINKS]:
        tag = (element.get("hreflang") or "").strip()
        is_version = element.tag == "a" or "alternate" in (element.get("rel") or "").lower().split()
        link = addresses.canonical(element.get("href") or "", own)
        if is_version and link and tag.lower() != "x-default" and _TAG.fullmatch(tag):
            yield tag, link


def _versions(root: html.HtmlElement, own: str, same: set[str]) -> Iterator[tuple[str, str]]:
    """Each (address, language tag) of another version."""
    for tag, link in _tagged(root, own):
        if link not in same:
            yield from ((found, tag) for found in _of_this_site(link, own))


def _language(tag: str) -> str:
    first = re.split("[-_]", tag.strip().lower())[0]
    return _OF_ONE_LANGUAGE.get(first, first)


def _switches(root: html.HtmlElement, own: str) -> Iterator[str]:
    """Links to this very path below another word for a script."""
    here, scripts = _without_script(own)
    for element in root.xpath("//a[@href]")[:_MOST_LINKS]:
        for link in _of_this_site(element.get("href") or "", own):
            there, others = _without_script(link)
            if there == here and len(here) > 0 and (scripts | others) & _SCRIPTS and scripts != others:
                yield link


def _without_script(url: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The path's parts and query without those that say a script, and these."""
    parts = urlsplit(url)
    first, *rest = [part for part in parts.path.split("/") if part] or [""]
    says = first.lower() in _SCRIPTS or first.lower() == _LANGUAGE
    kept = rest if says else [first, *rest]
    query = [parts.query] if parts.query else []
    return tuple(part for part in [*kept, *query] if part), frozenset([first.lower()] if says else [])
