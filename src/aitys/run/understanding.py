"""The reading line: what is said of each post beyond its parser's words. Today its language and script."""

from __future__ import annotations

from collections.abc import Iterable

from aitys.text.languages import LANGUAGE_STAGE, detect
from aitys.values.posts import Post
from aitys.values.readings import ReadPost


def understand(posts: Iterable[Post], languages: tuple[str, ...]) -> tuple[ReadPost, ...]:
    """Each post with its language among `languages` (BCP 47), "und" where it has no words."""
    return tuple(_read(post, languages) for post in posts)


def _read(post: Post, languages: tuple[str, ...]) -> ReadPost:
    language = detect(f"{post.title}\n{post.text}", languages)
    return ReadPost(post, language.code, language.script, LANGUAGE_STAGE)
