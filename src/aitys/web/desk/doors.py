"""What every page of the desk stands behind: sessions, accounts and the tokens of forms.

They exist here and nowhere else. A public view has no `request.session` and no `request.user`, so none can
show one reader what is another's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_protect

from aitys.publish.pictures import LARGEST_PICTURE
from aitys.values.users import Actor
from aitys.web.accounts import ask_again
from aitys.web.desk import carrying
from aitys.web.desk.article_form import PICTURES_AT_ONCE

LONGEST_FORM = PICTURES_AT_ONCE * LARGEST_PICTURE + 5_000_000
"""Bytes of an article's form with all the pictures that it takes."""
LONGEST_OF_STRANGERS = 5_000_000
"""Bytes of what may be carried past signing in: the words of a long article, and no picture."""

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]

_with_session = decorator_from_middleware(SessionMiddleware)
_with_user = decorator_from_middleware(AuthenticationMiddleware)


def entrance(view: View[Arguments]) -> View[Arguments]:
    """A page with a session and a checked token, for whoever comes: signing in and out."""
    guarded = _with_session(_with_user(_bounded(csrf_protect(view))))

    @wraps(view)
    def answer(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        response: HttpResponseBase = guarded(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        # With the site's "no-referrer" a browser tells no origin of a form, and each would be refused.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return answer


def _bounded(view: View[Arguments]) -> View[Arguments]:
    """Refuse a form that is too long before any of it is read: reading one writes its files to the disk."""

    @wraps(view)
    def answer(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        longest = LONGEST_FORM if request.user.is_authenticated else LONGEST_OF_STRANGERS
        if int(request.META.get("CONTENT_LENGTH") or 0) > longest:
            return render(request, "413.html", status=413)
        return view(request, *args, **kwargs)

    return answer


def signed_in(view: View[Arguments]) -> View[Arguments]:
    """A page of the desk: others are asked to sign in, and what they had typed is carried past it."""

    @wraps(view)
    def answer(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return _asked(request)
        return redirect_to_login(request.get_full_path())

    return entrance(answer)


def forged(request: HttpRequest, reason: str = "") -> HttpResponseBase:  # noqa: ARG001 - Django names it
    """A form whose token is no longer this browser's: somebody signed in meanwhile, or another site sent it.

    Nothing of it is done. Who is signed in sees it again, filled in; others are asked to sign in.
    """
    if request.user.is_authenticated:
        return HttpResponseRedirect(carrying.keep(request).path)
    return _asked(request)


def actor(request: HttpRequest) -> Actor:
    """The person at this door, for the audit trail."""
    return Actor("desk", request.user.pk)


def _asked(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = ask_again(request)
    response.status_code = 403
    return response
