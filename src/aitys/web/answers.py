"""How a public view answers: GET and HEAD only, cacheable, and an index that is missing is no crash."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aitys.errors import SearchUnavailable
from aitys.web.kept_pages import kept

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]

PUBLIC_SECONDS = 60


def public(view: View[Arguments]) -> View[Arguments]:
    """Serve `view` to everyone, kept by us until something is written, and by caches for a minute;
    `ConditionalGetMiddleware` adds the ETag.
    """
    answered = indexed(view)

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        response = kept(request, lambda: answered(request, *args, **kwargs))
        if response.status_code in (200, 301):
            response.headers.setdefault("Cache-Control", f"public, max-age={PUBLIC_SECONDS}")
        return response

    return require_safe(answer)


def indexed(view: View[Arguments]) -> View[Arguments]:
    """A view that looks things up: without an index the page says so and asks to come back."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except SearchUnavailable:
            return _unavailable(request)

    return answer


def unkept(view: View[Arguments]) -> View[Arguments]:
    """Serve `view` fresh at every look: health and numbers."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    return require_safe(answer)


def _unavailable(request: HttpRequest) -> HttpResponse:
    response = render(request, "503.html", status=503)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Retry-After"] = "30"
    return response
