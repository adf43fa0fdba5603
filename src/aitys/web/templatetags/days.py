"""`{% load days %}`: calendar days in a reader's words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django import template
from django.utils.dateformat import format as format_date

register = template.Library()


@register.filter
def day_and_month(day: date) -> str:
    """ "24 November", and "24 November 2025" of a year that is not this one."""
    return format_date(day, "j E" if day.year == datetime.now(UTC).year else "j E Y")
