"""`/api/v1/search`: the search of the page for programs, within the same limits on other people's words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query as InQuery
from ninja import Router, Schema
from ninja.errors import Throttled
from pydantic import BeforeValidator
from pydantic import Field as Described
from pydantic_core import PydanticCustomError

from aitys.publish.articles import article_snippet
from aitys.publish.items import joined, shown_hit, snippet_of
from aitys.settings import current
from aitys.store.finding import Found, Wish, find
from aitys.text.marking import found_words
from aitys.text.operators import Field, code
from aitys.text.queries import Problem as QueryProblem
from aitys.text.queries import ProblemName, Query
from aitys.values.articles import StoredArticle
from aitys.values.search import Filter, Order
from aitys.values.sources import SourceKind
from aitys.values.stored import StoredPost
from aitys.web import parameters
from aitys.web.api.site import preflight, refuse
from aitys.web.context import absolute
from aitys.web.strangers import seconds_too_early
from aitys.web.told import (
    CountsTold,
    Problem,
    Understood,
    tell_counts,
    tell_problem,
    tell_understood,
)

router = Router()

Words = Annotated[str, Described(pattern=r"^[^\x00]*$")]
"""PostgreSQL takes no NUL, and nobody's words have one."""


def _read(day: Callable[[str], date | None]) -> BeforeValidator:
    """Pydantic takes "0" for 1 January 1970, and no "2026-05". Empty, as a form sends it, is none."""

    def read(written: object) -> object:
        if not isinstance(written, str) or not written:
            return written or None
        if found := day(written):
            return found
        raise PydanticCustomError("not_a_day", "not a day")

    return BeforeValidator(read)


FirstDay = Annotated[date | None, _read(parameters.first_day)]
LastDay = Annotated[date | None, _read(parameters.last_day)]


class Asked(Schema):
    """The parameters. All that are given must fit."""

    q: Words = Described("", description="words and operators, as in the search box")
    lang: Words = Described("", description="a language (ISO 639): kk")
    source: Words = Described("", description="a source: its short name, @name or title")
    kind: Words = Described("", description="a kind of source: news, channel, official, factcheck, bank, own")
    country: Words = Described("", description="the country of the source (ISO 3166): kz")
    has: Words = Described("", description="what a post must have, with commas: photo,link")
    since: FirstDay = Described(
        None, description="the first day (UTC), itself inside: 2026-05-12, or a month"
    )
    until: LastDay = Described(None, description="the last day (UTC), itself inside")
    order: Order = Described(Order.NEWEST, description="best fits the words best first")
    limit: int = Described(20, ge=0, le=parameters.MOST)
    offset: int = Described(0, ge=0, le=parameters.FARTHEST)
    counts: bool = Described(default=False, description="count all that fits by language, source and day too")


class Post(Schema):
    """A post, or an article of the desk's own (`id` null, `article` its slug).

    `snippet` is what may be shown of it, at most 30 words; `title_hits` and `hits` are the places of the
    found words in title and snippet, each from character to character. `url` is where its publisher has it,
    `page` its page on this desk.
    """

    id: int | None
    article: str | None
    source: str
    source_title: str
    kind: SourceKind
    country: str
    date: datetime | None
    lang: str
    script: str
    languages: list[str]
    title: str
    title_hits: list[tuple[int, int]]
    snippet: str
    hits: list[tuple[int, int]]
    url: str
    page: str


class Answer(Schema):
    """`total` of all that fit; `meant` is a query that finds more, or empty; `counts` if they were wanted."""

    total: int
    took_ms: float
    understood: Understood
    meant: str
    posts: list[Post]
    counts: CountsTold | None


class Refusal(Schema):
    problems: list[Problem]


_ANSWERS = {200: Answer, 400: Refusal, 429: Refusal, 503: Refusal}


@router.get(
    "/search",
    response=_ANSWERS,
    operation_id="search",
    summary="Find posts and articles",
)
def search(request: HttpRequest, response: HttpResponse, asked: InQuery[Asked]) -> Answer | HttpResponse:
    """All words and operators must fit. Nothing is told of a post that its source's card does not allow."""
    if seconds := seconds_too_early(request):
        raise Throttled(seconds)
    wanted = _filter(asked)
    wrong = [*_wrong_parameters(request), *map(tell_problem, _unknown_values(asked, wanted))]
    if wrong:
        return refuse(request, 400, *wrong)
    found = find(Wish(wanted, asked.order, asked.limit, asked.offset, asked.counts))
    if found.query.stopped:
        return refuse(request, 400, *(tell_problem(each) for each in found.query.problems if each.stops))
    told = _answer(found)
    response.headers["ETag"] = _tag(told)
    return told


@router.api_operation(["HEAD"], "/search", response=_ANSWERS, include_in_schema=False)
def head(request: HttpRequest, response: HttpResponse, asked: InQuery[Asked]) -> Answer | HttpResponse:
    """The server sends no body."""
    return search(request, response, asked)


@router.api_operation(["OPTIONS"], "/search", include_in_schema=False)
def options(request: HttpRequest) -> HttpResponse:
    """What browsers ask for another site's page before it sends `If-None-Match`."""
    return preflight(request)


def _tag(told: Answer) -> str:
    """Of all but the time it took, which is another at each look."""
    content = told.model_dump_json(exclude={"took_ms"}).encode()
    return f'W/"{hashlib.blake2b(content, digest_size=16).hexdigest()}"'


def _wrong_parameters(request: HttpRequest) -> Iterator[Problem]:
    """A filter that was misspelt, or is given twice, would find too much, and nobody would see why."""
    for name in parameters.unknown(request.GET, Asked.model_fields):
        yield Problem(name="unknown-parameter", written=name, says=parameters.says_unknown(name))
    for name in parameters.repeated(request.GET, Asked.model_fields):
        yield Problem(name="wrong-parameter", written=name, says=parameters.says_repeated(name))


def _unknown_values(asked: Asked, wanted: Filter) -> Iterator[QueryProblem]:
    """What was asked for and is not in the filter that was made of it."""
    tests = {
        ProblemName.UNKNOWN_LANGUAGE: (asked.lang, wanted.language),
        ProblemName.UNKNOWN_SOURCE: (asked.source, wanted.source),
        ProblemName.UNKNOWN_KIND: (asked.kind, wanted.kind),
        ProblemName.UNKNOWN_COUNTRY: (asked.country, wanted.country),
    }
    for name, (written, known) in tests.items():
        if written and not known:
            yield QueryProblem(name, written)
    for written in parameters.parts_of(asked.has):
        if not code(Field.HAS, written):
            yield QueryProblem(ProblemName.UNKNOWN_HAS, written)
    if asked.since and asked.until and asked.since > asked.until:
        yield QueryProblem(ProblemName.NO_DAYS, "")


def _filter(asked: Asked) -> Filter:
    return Filter(
        words=asked.q,
        language=parameters.language(asked.lang),
        source=parameters.source(asked.source),
        kind=parameters.kind(asked.kind),
        country=parameters.country(asked.country),
        has=tuple(parameters.parts_of(parameters.having(asked.has))),
        since=asked.since,
        until=asked.until,
    )


def _answer(found: Found) -> Answer:
    return Answer(
        total=found.total,
        took_ms=round(found.took_ms, 3),
        understood=tell_understood(found.query),
        meant=found.meant,
        posts=[_told(each, found.query) for each in found.items],
        counts=tell_counts(found.counts) if found.counts else None,
    )


def _told(each: StoredPost | StoredArticle, query: Query) -> Post:
    return _article(each, query) if isinstance(each, StoredArticle) else _post(each, query)


def _post(post: StoredPost, query: Query) -> Post:
    item = shown_hit(post, current().shared_words, query)
    words = snippet_of(item)
    return Post(
        id=post.id,
        article=None,
        source=post.card.slug,
        source_title=post.card.title,
        kind=post.card.kind,
        country=post.card.country,
        date=post.listed_at,
        lang=post.language,
        script=post.script,
        languages=list(post.languages),
        title=item.headline,
        title_hits=list(joined(item.headline_pieces).hits),
        snippet=words.text,
        hits=list(words.hits),
        url=item.origin,
        page=absolute(reverse("post", args=[post.id])),
    )


def _article(article: StoredArticle, query: Query) -> Post:
    words = article_snippet(article, query)
    title = found_words(article.title, query, (article.language,), len(article.title))
    here = absolute(reverse("article", args=[article.slug]))
    language, _sign, script = article.language.partition("-")
    return Post(
        id=None,
        article=article.slug,
        source=SourceKind.OWN,
        source_title=current().title,
        kind=SourceKind.OWN,
        country="",
        date=article.published_at,
        lang=language,
        script=script,
        languages=[language],
        title=article.title,
        title_hits=list(title.hits),
        snippet=words.text,
        hits=list(words.hits),
        url=here,
        page=here,
    )
