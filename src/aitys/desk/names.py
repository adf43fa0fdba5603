"""The names that people give: what cannot stand in an address, or in its column, is refused at the door."""

from __future__ import annotations

import re

from aitys.errors import WrongUse
from aitys.values.sentences import sentence

_SLUG = re.compile(r"[-\w]{1,80}")
_TITLE = 300
# What stands in an article's place in addresses of the desk: the empty form.
RESERVED = frozenset({"new"})


def check_slug(slug: str) -> None:
    """Raises WrongUse unless `slug` can be part of a page's address."""
    if not _SLUG.fullmatch(slug):
        raise WrongUse(
            slug[:80] or '""', sentence("a slug has 1 to 80 letters, digits, - and _, and nothing else")
        )


def check_article_slug(slug: str) -> None:
    """Raises WrongUse as `check_slug` does, and for an address that a page of the desk has."""
    check_slug(slug)
    if slug in RESERVED:
        raise WrongUse(slug, sentence("this address belongs to a page of the desk; name another slug"))


def check_title(title: str) -> None:
    """Raises WrongUse for a title that is no text of one line's length."""
    if not title.strip() or len(title) > _TITLE or not title.isprintable():
        raise WrongUse(
            title[:80] or '""', sentence("a title has 1 to %(most)s characters that can be seen", most=_TITLE)
        )


def check_line(what: str, words: str) -> None:
    """Raises WrongUse for words of a card, which may be none, that are more than a line."""
    if len(words) > _TITLE or not words.isprintable():
        raise WrongUse(words[:80], f"{what} has at most {_TITLE} characters, all of which can be seen")
