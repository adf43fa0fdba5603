"""`aitys search`."""

from __future__ import annotations

import re

import click

from aitys.cli.doors import answer, as_json, open_desk
from aitys.store.found import look_up
from aitys.store.search import search as find
from aitys.text.blocks import plain_text
from aitys.text.excerpts import ELLIPSIS, snippet
from aitys.text.marking import hits
from aitys.text.queries import parse_query
from aitys.values.articles import StoredArticle
from aitys.values.search import Filter, Order
from aitys.values.sources import SourceKind
from aitys.values.stored import StoredPost

_WIDTH = 160
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
_MARKS = re.compile(r"\*\*|__|~~|\|\||`+|^\s*(?:#{1,6}|>)\s+", re.MULTILINE)


@click.command()
@click.argument("query")
@click.option("--limit", type=click.IntRange(0, 1000), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0)
@as_json
def search(query: str, limit: int, offset: int, *, as_json: bool) -> None:
    """Find posts and articles that have all the words of QUERY.

    "Quotes" make a phrase. Newest first.
    """
    settings = open_desk()
    hits = find(Filter(words=query), Order.NEWEST, limit, offset)
    found = [_hit(each, query, settings.site_url.rstrip("/")) for each in look_up(hits.ids)]
    answer(
        {"total": hits.total, "took_ms": round(hits.took_ms, 3), "posts": found},
        as_json=as_json,
        lines=lambda: [f"{hits.total} found"] + [_line(post) for post in found],
    )


def _hit(each: StoredPost | StoredArticle, query: str, site: str) -> dict[str, object]:
    return _article(each, query, site) if isinstance(each, StoredArticle) else _post(each, query, site)


def _article(article: StoredArticle, query: str, site: str) -> dict[str, object]:
    """The desk's own has no number among the posts: its slug names it."""
    return {
        "id": None,
        "source": SourceKind.OWN,
        "date": article.published_at.isoformat() if article.published_at else None,
        "lang": article.language,
        "title": article.title,
        "snippet": _snippet(plain_text(article.body), query, article.language.partition("-")[0]),
        "url": f"{site}/articles/{article.slug}/",
        "article": article.slug,
    }


def _post(post: StoredPost, query: str, site: str) -> dict[str, object]:
    return {
        "id": post.id,
        "source": post.card.slug,
        "date": post.listed_at.isoformat(),
        "lang": post.language,
        "title": post.title,
        "snippet": _snippet(post.text, query, post.language),
        "url": post.url or f"{site}/posts/{post.id}/",
    }


def _snippet(text: str, query: str, language: str) -> str:
    return snippet(text, hits(text, parse_query(query), language), 30).text


def _line(post: dict[str, object]) -> str:
    words = _one_line(str(post["title"] or post["snippet"]))
    name = post["id"] or post["article"]
    return f"{post['date']}  {post['source']}  {name}  [{post['lang']}]  {words}  {post['url']}"


def _one_line(words: str) -> str:
    """A channel's message has no title, but line ends, and Markdown where an archive kept its source."""
    plain = " ".join(_MARKS.sub("", _LINK.sub(r"\1", words)).split())
    return plain if len(plain) <= _WIDTH else plain[: _WIDTH - 1].rstrip() + ELLIPSIS
