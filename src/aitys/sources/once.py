"""What a list gives, each post once."""

from __future__ import annotations

from collections.abc import Iterable

from aitys.values.posts import Left, Post


def sort_out(items: Iterable[Post | Left]) -> tuple[list[Post], list[Left]]:
    """Posts and what is left, in their order. A post that shares a name with an earlier one is `repeated`."""
    posts: list[Post] = []
    left: list[Left] = []
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Left):
            left.append(item)
        elif seen.intersection(item.addresses):
            left.append(Left(item.addresses[0], "repeated"))
        else:
            posts.append(item)
            seen.update(item.addresses)
    return posts, left
