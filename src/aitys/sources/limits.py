"""How long the parts of a post may be, so that no publisher's mistake meets a column that cannot hold it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from aitys.values.posts import Post

_ADDRESS = 500
_TAG = 200
_BYLINE = 500
_LANGUAGE = 40


def address(whole: str) -> str:
    """`whole`, or its beginning and its SHA-256 where it is too long: never two addresses in one."""
    if len(whole) <= _ADDRESS:
        return whole
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return f"{whole[:400]}#sha256-{digest}"


def bounded(post: Post) -> Post:
    """The post with every short field short; title and text stay whole."""
    addresses = tuple(dict.fromkeys(address(name) for name in post.addresses))
    tags = tuple(dict.fromkeys(tag[:_TAG] for tag in post.tags))
    byline, language = post.byline[:_BYLINE], post.language[:_LANGUAGE]
    if (addresses, tags, byline, language) == (post.addresses, post.tags, post.byline, post.language):
        return post
    return replace(post, addresses=addresses, byline=byline, tags=tags, language=language)
