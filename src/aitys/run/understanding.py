"""The reading line: what is said of a post beyond its parser's words. Its languages, and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from aitys.text.languages import LANGUAGE_STAGE, Language, detect, stretches
from aitys.values.posts import Post
from aitys.values.readings import ReadPost, Stretch


def understand(posts: Iterable[Post], languages: tuple[str, ...]) -> tuple[ReadPost, ...]:
    """Each post with its language among `languages` (BCP 47), "und" where it has no words.

    A post in several has the language of most of its letters, and the stretches of all.
    """
    return tuple(_read(post, languages) for post in posts)


def _read(post: Post, languages: tuple[str, ...]) -> ReadPost:
    parts = stretches(post.text, languages)
    language = _of_most(parts) if parts else detect("\n".join(_longer_first(post)), languages)
    return ReadPost(
        post,
        language.code,
        language.script,
        LANGUAGE_STAGE,
        stretches=tuple(Stretch(start, end, found.code, found.script) for start, end, found in parts),
    )


def _longer_first(post: Post) -> list[str]:
    """A title may be in another language than the text; what is judged is mostly the beginning."""
    return sorted((post.title, post.text), key=len, reverse=True)


def _of_most(parts: tuple[tuple[int, int, Language], ...]) -> Language:
    """Of the language that the most signs are in, its first stretch."""
    signs: Counter[tuple[str, str]] = Counter()
    for start, end, found in parts:
        signs[found.code, found.script] += end - start
    return max((found for _, _, found in parts), key=lambda found: signs[found.code, found.script])
