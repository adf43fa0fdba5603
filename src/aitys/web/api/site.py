"""The API as a whole: what it is called, how every answer is open to other sites, and how it says no."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from ninja import NinjaAPI
from ninja.errors import Throttled, ValidationError
from ninja.renderers import JSONRenderer

from aitys.errors import SearchUnavailable
from aitys.settings import current
from aitys.web.answers import PUBLIC_SECONDS
from aitys.web.parameters import says_too_often, says_wrong
from aitys.web.told import Problem

_ANYWHERE = "Access-Control-Allow-Origin"
_METHODS = "GET, HEAD, OPTIONS"
_BUSY_SECONDS = 30


def _open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "OPTIONS":
            return preflight(request)
        response = view(request, *args, **kwargs)
        response.headers[_ANYWHERE] = "*"
        response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
        return response

    return require_http_methods(["GET", "HEAD", "OPTIONS"])(answer)


class _Letters(JSONRenderer):
    """Cyrillic as it is: a third of the bytes, and people read answers too."""

    json_dumps_params = {"ensure_ascii": False}  # noqa: RUF012 - as ninja has it


class _Api(NinjaAPI):
    """Any site may read any answer: nothing in them is not public, and no cookie is looked at."""

    def create_response(
        self,
        request: HttpRequest,
        data: object,
        *,
        status: int | None = None,
        temporal_response: HttpResponse | None = None,
    ) -> HttpResponse:
        response = super().create_response(request, data, status=status, temporal_response=temporal_response)
        response.headers[_ANYWHERE] = "*"
        kept = f"public, max-age={PUBLIC_SECONDS}" if response.status_code == 200 else "no-store"
        response.headers["Cache-Control"] = kept
        return response


api = _Api(
    title="Aitys",
    version="1",
    description="What this desk has read, as far as the card of each source lets it be shown.",
    servers=[{"url": current().site_url.rstrip("/")}],
    # The page that could be made of it asks third parties for its scripts.
    docs_url=None,
    docs_decorator=_open,
    renderer=_Letters(),
)


def preflight(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same to everyone
    """Any site's page may read, with whatever headers it sends."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": _METHODS,
            _ANYWHERE: "*",
            "Access-Control-Allow-Methods": _METHODS,
            "Access-Control-Allow-Headers": "*",
            "Access-Control-Max-Age": "86400",
        },
    )


def nowhere(request: HttpRequest, asked: str = "") -> HttpResponse:  # noqa: ARG001 - no address is better than another
    """What is answered where nothing is: a program that reads JSON gets JSON."""
    if request.method == "OPTIONS":
        return preflight(request)
    says = _("There is nothing at this address; /api/v1/openapi.json describes what there is.")
    return refuse(request, 404, Problem(name="unknown-address", written=request.path, says=says))


def refuse(request: HttpRequest, status: int, *problems: Problem) -> HttpResponse:
    told = {"problems": [problem.model_dump() for problem in problems]}
    return api.create_response(request, told, status=status)


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = dict.fromkeys(str(each["loc"][-1]) for each in error.errors)
    found = [Problem(name="wrong-parameter", written=name, says=says_wrong(name)) for name in names]
    return refuse(request, 400, *found)


@api.exception_handler(Throttled)
def _too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
    says = says_too_often(int(error.wait or 1))
    response = refuse(request, 429, Problem(name="too-many-searches", written="", says=says))
    response.headers["Retry-After"] = str(error.wait)
    return response


@api.exception_handler(SearchUnavailable)
def _unavailable(request: HttpRequest, error: SearchUnavailable) -> HttpResponse:  # noqa: ARG001 - for the desk alone
    says = _("Search is not available now") + "."
    response = refuse(request, 503, Problem(name="search-unavailable", written="", says=says))
    response.headers["Retry-After"] = str(_BUSY_SECONDS)
    return response
