"""Parts of addresses: nothing that a database would choke on reaches a view."""

from __future__ import annotations

from django.urls.converters import IntConverter, StringConverter


class Slug(StringConverter):
    """Letters of any script, digits, hyphens: as `SlugField(allow_unicode=True)` keeps them."""

    regex = r"[-\w]{1,80}"


class Id(IntConverter):
    """A row's number: 18 digits fit in 64 bits, and a longer one is no row of ours."""

    regex = r"[0-9]{1,18}"


class CurrencyCode(StringConverter):
    """Three letters of ISO 4217, in either case."""

    regex = r"[A-Za-z]{3}"
