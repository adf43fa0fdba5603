"""The page of one source: what is known of it, what was read of it over time, and what could not be."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from aitys.publish.coverage import read_source
from aitys.publish.strips import coverage_shown
from aitys.store import covered, sources
from aitys.web.answers import public


@public
def source(request: HttpRequest, slug: str) -> HttpResponse:
    found = sources.status(slug)
    if found is None:
        raise Http404("no such source")
    shaped = {
        "source": read_source(found),
        "coverage": coverage_shown(covered.routes_of(slug), datetime.now(UTC)),
    }
    return render(request, "pages/source.html", shaped)
