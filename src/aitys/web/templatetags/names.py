"""`{% load names %}`: codes in a reader's words."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from aitys.publish.articles import note_time, published_time
from aitys.publish.items import direction
from aitys.web import names

register = template.Library()
register.filter("language_name", names.language_name)
register.filter("own_language_name", names.own_language_name)
register.filter("country_name", names.country_name)
register.filter("source_kind_name", names.source_kind_name)
register.filter("route_kind_name", names.route_kind_name)
register.filter("affiliation_name", names.affiliation_name)
register.filter("media_names", names.media_names)
register.filter("direction", direction)
register.filter("published_time", published_time)
register.filter("note_time", note_time)


@register.filter
def country_names(codes: Sequence[str]) -> str:
    return ", ".join(names.country_name(code) for code in codes)


@register.filter
def language_names(tags: Sequence[str]) -> str:
    return ", ".join(names.language_name(tag) for tag in tags)
