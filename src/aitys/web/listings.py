"""A page of a list of posts and articles: the window that was asked for, looked up and shaped."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from aitys.publish.articles import ArticleItem, listed_article
from aitys.publish.items import Item, shown, shown_hit
from aitys.publish.paging import Page
from aitys.settings import current
from aitys.store import articles, finding
from aitys.store.finding import Found
from aitys.text.queries import Query
from aitys.values.articles import StoredArticle
from aitys.values.search import Filter, Order
from aitys.values.stored import StoredPost

_NUMBER = re.compile(r"[1-9][0-9]{0,6}")


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of posts and articles; `took_ms` is the time inside the search engine."""

    page: Page
    items: tuple[Item | ArticleItem, ...]
    took_ms: float = 0.0
    query: str = ""

    @property
    def previous_link(self) -> str:
        return self._link(self.page.previous)

    @property
    def next_link(self) -> str:
        return self._link(self.page.next)

    def _link(self, number: int | None) -> str:
        """Page 1 is the list's own address: one page, one address."""
        if number is None:
            return ""
        parts = [self.query] if self.query else []
        if number > 1:
            parts.append(f"page={number}")
        return "?" + "&".join(parts)


def page_number(request: HttpRequest) -> int:
    """The page asked for; what is no number of a page is no page of ours."""
    asked = request.GET.get("page", "1")
    if not _NUMBER.fullmatch(asked):
        raise Http404("no such page")
    return int(asked)


def list_posts(asked: Filter, number: int, query: str) -> Listing:
    """Page `number` of what fits, newest first. `query` is the filters as they stand in an address, without
    the page.
    """
    page = Page(number, current().page_size, 0)
    return listing(finding.find(finding.Wish(asked, Order.NEWEST, page.size, page.skipped)), page, query)


def listing(found: Found, page: Page, query: str) -> Listing:
    """What was found for a page, with the words marked that were looked for."""
    sought = found.query if found.query.wanted else None
    items = tuple(_item(each, sought) for each in found.items)
    return Listing(replace(page, total=found.total), items, found.took_ms, query)


def list_articles(number: int) -> Listing:
    """One page of the desk's own articles, newest first: of each the version in the reader's language."""
    page = Page(number, current().page_size, articles.count_apart())
    found = articles.in_language(get_language() or "", page.size, page.skipped)
    return Listing(page, tuple(_item(each, None) for each in found))


def latest(asked: Filter, limit: int) -> tuple[StoredPost | StoredArticle, ...]:
    """The newest that fit."""
    return finding.find(finding.Wish(asked, Order.NEWEST, limit)).items


def _item(each: StoredPost | StoredArticle, sought: Query | None) -> Item | ArticleItem:
    if isinstance(each, StoredArticle):
        return listed_article(each, current().excerpt_words, sought)
    words = current().shared_words
    return shown_hit(each, words, sought) if sought else shown(each, words)
