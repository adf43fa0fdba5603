"""Parts of addresses: nothing that a database would choke on reaches a view."""

from __future__ import annotations


class Slug:
    """Letters of any script, digits, hyphens: as `SlugField(allow_unicode=True)` keeps them."""

    regex = r"[-\w]{1,80}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Id:
    """A row's number: 18 digits fit in 64 bits, and a longer one is no row of ours."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class CurrencyCode:
    """Three letters of ISO 4217, in either case."""

    regex = r"[A-Za-z]{3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
