"""Tags as the sources write them, made comparable."""

from __future__ import annotations

from aitys.text.tokens import search_terms


def fold_tag(tag: str) -> str:
    """The key of a tag: "Telegram" = "#telegram", "Central Asia" = "#central_asia"; words parted by a space.

    A tag without a word (an emoji) is its own key; empty only when the tag is. At most 200 characters.
    """
    key = " ".join(search_terms(tag)) or " ".join(tag.casefold().replace("#", " ").split())
    return key[:200].rstrip()
