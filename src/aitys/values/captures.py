"""Asking, and what came back: evidence before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """Why an address is asked, which decides who reads the answer."""

    ROUTE = "route"
    PAGE = "page"
    OLDER = "older"
    """An older page of a route's list, read as the route is: it tells of the past and not of now."""
    TABLE = "table"
    """A bank's table of rates; `about` is the day asked for (ISO) or the archive, else empty."""
    PIECE = "piece"
    """A run of lines of an imported file; nobody was asked."""


GONE = (404, 410)
"""Statuses that are an answer where the own page of a post is asked for: it is not there any more."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One address to ask. `about` is the address of the post that a page belongs to, the address itself of an
    older page, or what `Purpose.TABLE` says; else empty.
    """

    url: str
    purpose: Purpose = Purpose.ROUTE
    about: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer as it came: `body` still carries its Content-Encoding; times are UTC.

    `url` is what was asked, `final_url` where the redirects `hops` (status, location) led.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    asked_at: datetime
    received_at: datetime
    hops: tuple[tuple[int, str], ...] = ()

    def header(self, name: str) -> str:
        """The first header of that name, whatever its case; empty when there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")


@dataclass(frozen=True, slots=True)
class Document:
    """A captured body ready to be parsed: `content` is decompressed, `url` is the final one.

    `status` is the answer's; of the own page of a post that is not there any more it is one of `GONE`.
    """

    url: str
    content: bytes = field(repr=False)
    content_type: str
    captured_at: datetime
    about: str = ""
    status: int = 200
