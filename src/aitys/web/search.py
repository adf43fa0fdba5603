"""The search page, and each search as a feed."""

from __future__ import annotations

from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from aitys.publish.feeds import Feed
from aitys.publish.paging import Page
from aitys.settings import current
from aitys.store.finding import Found, Wish, find
from aitys.text.queries import Query
from aitys.values.search import Counts, Order
from aitys.web import feeds
from aitys.web.answers import indexed, public
from aitys.web.context import absolute
from aitys.web.desk.doors import signed_in
from aitys.web.explained import forms_of, narrowed_to, problem_words, understood
from aitys.web.filters import SearchForm
from aitys.web.listings import Listing, listing, page_number
from aitys.web.narrowing import Asked, narrowing
from aitys.web.strangers import limited

MOST_PROBLEMS = 5


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    """What a stranger is told who searches faster than people do."""
    answer = render(request, "pages/too_often.html", {"seconds": seconds}, status=429)
    answer.headers["Retry-After"] = str(seconds)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@limited(too_often)
@public
def page(request: HttpRequest) -> HttpResponse:
    return _page(request)


@signed_in
@indexed
def desk_page(request: HttpRequest) -> HttpResponse:
    """The same for who is signed in, as often as they like."""
    return _page(request)


@limited(feeds.too_often)
@public
def feed(request: HttpRequest, form: feeds.Form) -> HttpResponse:
    """The newest that a search finds; its parameters are those of the page."""
    asked = SearchForm(request.GET)
    if faults := feeds.faults(asked):
        return feeds.refused(faults)
    found = find(Wish(asked.filter(), Order.NEWEST, feeds.ENTRIES))
    if found.query.stopped:
        return feeds.refused(problems(found.query, stopping=True))
    return form.answer(_feed(asked, request, found))


def problems(query: Query, *, stopping: bool) -> list[str]:
    """The sentences about what stopped a search, or about what was read otherwise than it was written: the
    first of them, for a page has its weight.
    """
    told = (problem_words(problem) for problem in query.problems if problem.stops is stopping)
    return list(islice(told, MOST_PROBLEMS))


def _page(request: HttpRequest) -> HttpResponse:
    form, number = SearchForm(request.GET), page_number(request)
    if not form.is_valid():
        return render(request, "pages/search.html", {"form": form}, status=400)
    wanted = Page(number, current().page_size, 0)
    found = find(Wish(form.filter(), form.asked_order, wanted.size, wanted.skipped, with_counts=True))
    if found.query.stopped:
        form.add_error("q", problems(found.query, stopping=True))
        return render(request, "pages/search.html", {"form": form}, status=400)
    return render(request, "pages/search.html", _shaped(form, found, wanted))


def _shaped(form: SearchForm, found: Found, wanted: Page) -> dict[str, object]:
    asked = Asked(form.chosen, found.query)
    shown = listing(found, wanted, form.query)
    return {
        "form": form,
        "listing": shown,
        "understood": understood(found.query, forms_of(found.query, _marked(shown))),
        "notes": problems(found.query, stopping=False),
        "narrowing": narrowing(asked, found.counts or Counts()),
        "meant": found.meant,
        "meant_link": asked.link(q=found.meant) if found.meant else "",
        "feed_query": asked.link(order=""),
    }


def _marked(shown: Listing) -> list[tuple[str, str]]:
    """The marked words of a list, with the language that each stands in."""
    return [
        (piece.text, item.language)
        for item in shown.items
        for piece in (*item.headline_pieces, *item.pieces)
        if piece.hit
    ]


def _feed(asked: SearchForm, request: HttpRequest, found: Found) -> Feed:
    words = asked.chosen.get("q", "")
    name = _("Search: %(words)s") % {"words": words} if words else _("Search")
    parts = Asked(asked.chosen, found.query).link(order="")
    said = (*understood(found.query), *narrowed_to(asked.filter()))
    return Feed(
        title=f"{name} · {current().title}",
        about="; ".join(said) or _("The newest of all"),
        page=absolute(reverse("search") + parts),
        itself=absolute(request.path + parts),
        entries=feeds.entries(found.items),
    )
