"""What a parser returns."""

from __future__ import annotations

from dataclasses import dataclass

from aitys.values.captures import Ask
from aitys.values.posts import Left, Post


@dataclass(frozen=True, slots=True)
class Parsed:
    """`reader` is "name@version"; every item of the document is in `posts` or in `left`, none in neither.

    `asks` are addresses the document makes worth asking next (an article page, an older page).
    """

    reader: str
    posts: tuple[Post, ...] = ()
    left: tuple[Left, ...] = ()
    asks: tuple[Ask, ...] = ()
