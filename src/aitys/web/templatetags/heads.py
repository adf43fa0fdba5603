"""`{% load heads %}`: what a page says of itself to search engines and to those who share it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from aitys.web.context import absolute

register = template.Library()
# As Django's own `json_script` does: no word in a value can end the element or open a comment in it.
_ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.inclusion_tag("parts/head.html", takes_context=True)
def page_head(
    context: Context, title: str, about: str = "", kind: str = "website", picture: str = ""
) -> dict[str, object]:
    """Canonical address, description, Open Graph and Twitter card; `picture` is a path of this site."""
    return {
        "desk": context.get("desk"),
        "title": title,
        "about": " ".join(about.split()),
        "kind": kind,
        "picture": absolute(picture) if picture else "",
    }


@register.filter
def json_ld(value: Mapping[str, object]) -> SafeString:
    """A schema.org value as a data block of the page, which no browser runs."""
    written = json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308 - escaped above
