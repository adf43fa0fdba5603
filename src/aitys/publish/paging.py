"""One definition of a page of results; nothing else in the program counts results for people."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Page:
    """A window over `total` results, numbered for people from 1. A page beyond the last one is empty."""

    number: int
    size: int
    total: int

    @property
    def skipped(self) -> int:
        """How many results stand on the pages before this one."""
        return (self.number - 1) * self.size

    @property
    def first_shown(self) -> int:
        """0 on an empty page."""
        return self.skipped + 1 if self.skipped < self.total else 0

    @property
    def last_shown(self) -> int:
        return min(self.number * self.size, self.total) if self.first_shown else 0

    @property
    def pages(self) -> int:
        """The number of pages that hold something."""
        return -(-self.total // self.size)

    @property
    def previous(self) -> int | None:
        """From beyond the end the way back leads to the last page that holds something."""
        before = min(self.number - 1, self.pages)
        return before if before >= 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    def counter(self) -> str:
        """The line over a list, in the reader's language."""
        if not self.total:
            return _("Nothing found")
        if not self.first_shown:
            return _("Nothing on page %(page)s: there are %(total)s results in all") % {
                "page": self.number,
                "total": self.total,
            }
        return _("Viewing results %(first)s–%(last)s of %(total)s") % {
            "first": self.first_shown,
            "last": self.last_shown,
            "total": self.total,
        }
