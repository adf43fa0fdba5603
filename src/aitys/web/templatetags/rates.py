"""`{% load rates %}`: numbers and currencies in a reader's words."""

from __future__ import annotations

from django import template

from aitys.publish.numbers import grouped, percent
from aitys.web import currencies
from aitys.web.rates_shown import FLAGS

register = template.Library()
register.filter("grouped", grouped)
register.filter("percent", percent)
register.filter("currency_name", currencies.currency_name)
register.filter("currency_unit", currencies.currency_unit)


@register.filter
def flag_mark(flag: str) -> str:
    return str(FLAGS[flag][0])
