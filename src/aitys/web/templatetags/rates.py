"""`{% load rates %}`: numbers and currencies in a reader's words."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language

from aitys.publish.numbers import grouped, percent
from aitys.publish.times import shown_moment
from aitys.web import currencies, names
from aitys.web.rates_shown import FLAGS

register = template.Library()
register.filter("grouped", grouped)
register.filter("percent", percent)
register.filter("currency_name", currencies.currency_name)
register.filter("currency_unit", currencies.currency_unit)
register.filter("bank_name", names.bank_name)
register.filter("own_clock", shown_moment)


@register.filter
def short_day(day: date) -> str:
    """ "24 Nov 2026", "24 ноя 2026": only English begins a month with a capital."""
    return format_date(day, "j M Y" if (get_language() or "en").startswith("en") else "j b Y")


@register.filter
def flag_mark(flag: str) -> str:
    return str(FLAGS[flag][0])
