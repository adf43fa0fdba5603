"""What a search found: posts and articles looked up by the ids that the index gives."""

from __future__ import annotations

from collections.abc import Sequence

from aitys.store import articles, posts
from aitys.values.articles import StoredArticle
from aitys.values.stored import StoredPost


def look_up(ids: Sequence[int]) -> tuple[StoredPost | StoredArticle, ...]:
    """In the order of the ids; what the public may not see any more is left out."""
    found: dict[int, StoredPost | StoredArticle] = {}
    found |= {post.id: post for post in posts.by_ids([id_ for id_ in ids if id_ > 0])}
    own = [articles.article_id(id_) for id_ in ids if id_ < 0]
    found |= {articles.document_id(article.id): article for article in articles.by_ids(own)}
    return tuple(found[id_] for id_ in ids if id_ in found)
