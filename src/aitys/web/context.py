"""What every template may name. It reads settings only: the page that says "not found" needs no database."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from aitys.settings import current


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk's name, and the path that was asked."""

    title: str
    path: str

    @property
    def canonical(self) -> str:
        """The page's address without its query: the one that search engines keep."""
        return absolute(self.path)

    @property
    def section(self) -> str:
        """The part of the site: "topics" on every page below it."""
        return self.path.strip("/").split("/")[0]


def absolute(path: str) -> str:
    """A path of this site as the address the desk is known by."""
    return current().site_url.rstrip("/") + path


def desk(request: HttpRequest) -> dict[str, Desk]:
    return {"desk": Desk(current().title, request.path)}
