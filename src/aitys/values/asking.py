"""Whose turn it is first at a host that many want to ask."""

from __future__ import annotations

from enum import IntEnum
from urllib.parse import urlsplit


class Priority(IntEnum):
    """The lower the sooner; each still gets its share (`aitys.run.turns`)."""

    HOT = 0
    """A source that a person marked."""
    CITED = 1
    """One post: another names it, or it has to be looked at a second time."""
    REST = 2
    OLDER = 3
    """Pages back in time, and the depth of sitemaps."""


def masked(proxy: str) -> str:
    """A proxy's address without what signs in there: "socks5://…@proxy.example:1080"."""
    before, at, where = proxy.rpartition("@")
    scheme, parted, _ = before.partition("://")
    return f"{scheme if parted else ''}{parted}…@{where}" if at else proxy


def host_of(url: str) -> str:
    """The host's name in lower case, as its pace is kept; empty where `url` names none."""
    try:
        return (urlsplit(url).hostname or "").removesuffix(".")[:300]
    except ValueError:
        return ""
