"""Pictures of the desk's own articles."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from aitys.publish.articles import images
from aitys.store import pictures
from aitys.values.articles import Picture

# The name is made of the original's digest: what is under it never changes.
_FOR_EVER = "public, max-age=31536000, immutable"


def pictures_of(body: str) -> tuple[Picture, ...]:
    """Those on the desk that the Markdown names."""
    return pictures.by_names({image.name for image in images(body)})


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - Django calls every view with it
    body = pictures.read(name)
    if body is None:
        raise Http404("no such picture")
    kind = "image/jpeg" if name.endswith(".jpg") else "image/webp"
    return HttpResponse(body, content_type=kind, headers={"Cache-Control": _FOR_EVER})
