"""The kind `telegram-post`: the form in which t.me shows one message alone, to see whether it is still there.

It cuts long texts, so its readings are apart from those of the channel's pages, and never shown before them.
"""

from __future__ import annotations

from dataclasses import replace

from aitys.sources.telegram import names, preview
from aitys.values.captures import Ask, Document
from aitys.values.readings import Parsed
from aitys.values.sources import Card, Route, RouteState

READER = "telegram-post@1"


def address(link: str) -> str:
    """Where one message stands alone; a link that is none of a message's stays."""
    found = names.message(link)
    return f"https://t.me/{found.channel}/{found.number}?embed=1&mode=tme" if found else link


def plan(route: Route, state: RouteState) -> tuple[Ask, ...]:
    """The message itself."""
    return (state.ask(address(route.address)),)


def parse(document: Document, card: Card) -> Parsed:
    """The one message; raises UnreadableSource, "post-not-found" where it is not there any more."""
    return replace(preview.parse(document, card), reader=READER, asks=(), covers=())
