"""What a feed says, as printed, before it becomes posts: the values that both ways of reading it make."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as printed: times are strings, `title`, `summary` and `content` may hold markup.

    `id_is_link` says that the publisher does not deny that `id` is an address, `plain` which of `title`,
    `summary` and `content` are declared to hold no markup: Atom and JSON Feed say so, RSS never does.
    """

    id: str = ""
    id_is_link: bool = True
    link: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    published: str = ""
    updated: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    plain: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Feed:
    title: str = ""
    homepage: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
