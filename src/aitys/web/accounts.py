"""Signing in and out: django-allauth does it; what stands here is how this desk wants it.

No sign-up, no e-mail: `aitys user add` makes the accounts. One answer for a name nobody has, a wrong password
and an account that was switched off.
"""

from __future__ import annotations

from ipaddress import ip_address

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView, LogoutView
from django import forms
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from aitys.web.desk import carrying


class DeskAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Where allauth asks what this desk allows."""

    error_messages = {  # noqa: RUF012 - as allauth has it
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("This name and this password do not belong together."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only a path of this site, and no address of whatever host the request named."""
        return carrying.is_local(url)

    def authenticate(self, request: HttpRequest, **credentials: str) -> object:
        """Names are kept in small letters; telephones like to begin with a large one."""
        name = credentials.get("username", "")
        return super().authenticate(request, **{**credentials, "username": name.lower()})

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits are counted by: the peer's, or what a proxy on this machine says of it.

        The last one of the list is the one that proxy saw; those before it are the client's own words.
        """
        peer = str(request.META.get("REMOTE_ADDR", ""))
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        return told if told and _is_local(peer) else peer


def _is_local(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


class SignIn(LoginView):  # type: ignore[misc]  # allauth publishes no types
    """Sign in, and find what was being written when the session ended.

    `asks_only`: show the form for whatever was posted, and try nobody's password.
    """

    asks_only = False

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        answer: HttpResponse = (
            super().get(request) if self.asks_only else super().post(request, *args, **kwargs)
        )
        return answer

    def get_form_kwargs(self) -> dict[str, object]:
        given: dict[str, object] = super().get_form_kwargs()
        return {"request": self.request} if self.asks_only else given

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        form: forms.Form = super().get_form(form_class)
        form.label_suffix = ""
        form.use_required_attribute = False
        form.fields["login"].label = _("Login name")
        form.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")
        for field in form.fields.values():
            field.widget.attrs.pop("placeholder", None)
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        carrying.keep(self.request)
        # Nobody else throws them away, and here a person waits anyway.
        SessionStore.clear_expired()
        return answer

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        found = carrying.read(self.request)
        says = {"path": found.path, "carried": found.pairs, "lost_files": found.lost_files}
        return {**super().get_context_data(**kwargs), **says, "is_again": self.asks_only}


sign_in = SignIn.as_view()
ask_again = SignIn.as_view(asks_only=True)
sign_out = LogoutView.as_view()
