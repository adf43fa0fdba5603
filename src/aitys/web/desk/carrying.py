"""What a person had typed when their session ended, carried past the sign-in and back into its form.

The words travel in hidden fields of the sign-in page, then lie in the new session until their form is posted.
Nothing is done with them but that: whoever wrote them presses the button again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

_PREFIX = "kept-"
_IN_SESSION = "carried"
# What belongs to one sending of a form, and not to what was written.
_PASSING = {"csrfmiddlewaretoken", "act", "next", "login", "password"}


@dataclass(frozen=True, slots=True)
class Carried:
    """`fields` of the form at `path`: names and all their values. `lost_files`: files cannot be carried."""

    path: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    lost_files: bool = False

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Hidden fields that `read` understands."""
        found = [(_PREFIX + name, value) for name, values in self.fields.items() for value in values]
        return [*found, (f"{_PREFIX}files", "lost")] if self.lost_files else found


def is_local(url: str | None) -> bool:
    """Whether it is a path of this site."""
    return bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def read(request: HttpRequest) -> Carried:
    """What the request brings of a form: of one posted without a session, or of one that is on its way."""
    posted = request.POST
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if request.path in (reverse("account_login"), reverse("account_logout")):
        fields = {
            name.removeprefix(_PREFIX): [str(value) for value in posted.getlist(name)]
            for name in posted
            if name.startswith(_PREFIX)
        }
        lost = bool(fields.pop("files", None))
        return Carried(wanted if is_local(wanted) else reverse("desk"), fields, lost)
    fields = {name: [str(value) for value in posted.getlist(name)] for name in posted if name not in _PASSING}
    return Carried(request.path, fields, bool(request.FILES))


def keep(request: HttpRequest) -> Carried:
    """Lay what the request brings into its session, where there is anything."""
    found = read(request)
    if found.fields:
        request.session[_IN_SESSION] = {
            "path": found.path,
            "fields": found.fields,
            "lost_files": found.lost_files,
        }
    return found


def waiting(request: HttpRequest) -> Carried | None:
    """What lies in the session for the form at this path."""
    laid = request.session.get(_IN_SESSION)
    return Carried(**laid) if laid and laid["path"] == request.path else None


def forget(request: HttpRequest) -> None:
    """The form was posted: what it had is in the browser again."""
    if waiting(request):
        del request.session[_IN_SESSION]
