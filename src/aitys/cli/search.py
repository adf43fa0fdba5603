"""`aitys search`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import click

from aitys.cli.doors import answer, as_json, open_desk
from aitys.errors import WrongUse
from aitys.store.finding import Found, Wish, find
from aitys.text.blocks import plain_text
from aitys.text.excerpts import ELLIPSIS
from aitys.text.marking import found_words
from aitys.text.queries import Query
from aitys.values.articles import StoredArticle
from aitys.values.search import Filter, Order
from aitys.values.sources import SourceKind
from aitys.values.stored import StoredPost
from aitys.web.told import CountsTold, Understood, tell_counts, tell_problem, tell_understood

_WIDTH = 160
_SNIPPET_WORDS = 30
_LATEST_DAYS = 14
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
_MARKS = re.compile(r"\*\*|__|~~|\|\||`+|^\s*(?:#{1,6}|>)\s+", re.MULTILINE)


@click.command()
@click.argument("query")
@click.option("--limit", type=click.IntRange(0, 1000), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0)
@click.option(
    "--order",
    type=click.Choice([each.value for each in Order]),
    default=Order.NEWEST.value,
    show_default=True,
)
@click.option("--counts", is_flag=True, help="How many by language, source and day.")
@as_json
def search(query: str, limit: int, offset: int, order: str, *, counts: bool, as_json: bool) -> None:
    """Find posts and articles that have all the words of QUERY.

    Each in any of its forms. "Quotes" make a phrase, a minus leaves out, OR means either, bridg* is the
    beginning of words; lang: source: kind: country: has: before: after: since: and until: narrow. A QUERY
    that begins with a minus stands behind --.
    """
    settings = open_desk()
    query = _readable(query)
    found = find(Wish(Filter(words=query), Order(order), limit, offset, counts))
    _check(found.query, query)
    site = settings.site_url.rstrip("/")
    posts = [_hit(each, found.query, site) for each in found.items]
    understood = tell_understood(found.query)
    counted = tell_counts(found.counts) if found.counts else None
    if not as_json:
        _remark(found, understood)
    answer(
        {
            "total": found.total,
            "took_ms": round(found.took_ms, 3),
            "posts": posts,
            "understood": understood.model_dump(mode="json"),
            "meant": found.meant,
            "counts": counted.model_dump(mode="json") if counted else None,
        },
        as_json=as_json,
        lines=lambda: [f"{found.total} found", *map(_line, posts), *_counted(counted)],
    )


def _readable(typed: str) -> str:
    """Bytes that are no UTF-8 come in as half characters, which no database takes."""
    return os.fsencode(typed).decode("utf-8", "replace")


def _check(query: Query, typed: str) -> None:
    """Raises WrongUse for what cannot be searched, with every sentence about it."""
    wrong = [tell_problem(problem) for problem in query.problems if problem.stops]
    if wrong:
        raise WrongUse(typed[:80], " ".join(problem.says for problem in wrong))


def _remark(found: Found, understood: Understood) -> None:
    """Beside the answer, as progress is: whoever reads the posts line by line is not disturbed."""
    if understood.says:
        click.echo(f"understood as: {'; '.join(understood.says)}", err=True)
    for note in understood.notes:
        click.echo(note.says, err=True)
    if found.meant:
        click.echo(f"did you mean: {found.meant}", err=True)


def _counted(counts: CountsTold | None) -> Iterator[str]:
    if counts is None:
        return
    yield from (f"lang    {each.lang:<24} {each.count:>8}" for each in counts.languages)
    yield from (f"source  {each.source:<24} {each.count:>8}" for each in counts.sources)
    yield from (f"day     {each.day!s:<24} {each.count:>8}" for each in counts.days[-_LATEST_DAYS:])


def _hit(each: StoredPost | StoredArticle, query: Query, site: str) -> dict[str, object]:
    return _article(each, query, site) if isinstance(each, StoredArticle) else _post(each, query, site)


def _article(article: StoredArticle, query: Query, site: str) -> dict[str, object]:
    """The desk's own has no number among the posts: its slug names it."""
    return {
        "id": None,
        "source": SourceKind.OWN,
        "date": article.published_at.isoformat() if article.published_at else None,
        "lang": article.language,
        "title": article.title,
        "snippet": found_words(plain_text(article.body), query, (article.language,), _SNIPPET_WORDS).text,
        "url": f"{site}/articles/{article.slug}/",
        "article": article.slug,
    }


def _post(post: StoredPost, query: Query, site: str) -> dict[str, object]:
    return {
        "id": post.id,
        "source": post.card.slug,
        "date": post.listed_at.isoformat(),
        "lang": post.language,
        "title": post.title,
        "snippet": found_words(post.text, query, post.languages, _SNIPPET_WORDS).text,
        "url": post.url or f"{site}/posts/{post.id}/",
    }


def _line(post: dict[str, object]) -> str:
    words = _one_line(str(post["title"] or post["snippet"]))
    name = post["id"] or post["article"]
    return f"{post['date']}  {post['source']}  {name}  [{post['lang']}]  {words}  {post['url']}"


def _one_line(words: str) -> str:
    """A channel's message has no title, but line ends, and Markdown where an archive kept its source."""
    plain = " ".join(_MARKS.sub("", _LINK.sub(r"\1", words)).split())
    return plain if len(plain) <= _WIDTH else plain[: _WIDTH - 1].rstrip() + ELLIPSIS
