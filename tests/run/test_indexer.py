from __future__ import annotations

import shutil

import pytest

from aitys.desk.articles import save_article
from aitys.run import indexer
from aitys.settings import current
from aitys.store import articles, models, topics
from aitys.store.search import IndexWriter, search
from aitys.values.search import Filter, Hits, Order, of_topic
from aitys.values.stored import Topic
from tests.articles import draft
from tests.builders import NOON, add_source, keep, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_index() -> None:
    """Rows of the last test were rolled back, its index was not."""
    shutil.rmtree(current().index, ignore_errors=True)
    IndexWriter.open().close()


def find(asked: Filter) -> Hits:
    return search(asked, Order.NEWEST, 100, 0)


def own(slug: str) -> int:
    """Under which id the index holds an article."""
    found = articles.by_slug(slug)
    assert found is not None
    return articles.document_id(found.id)


def test_posts_and_articles_of_one_number_are_two_hits_in_one_order() -> None:
    keep(add_source(), post("bridge", "The registry."))
    save_article(draft("notes", published_at=NOON))
    indexer.wait_until_findable()
    hits = find(Filter(words="registry"))
    assert hits.ids == (own("notes"), models.Post.objects.get().id)
    assert find(Filter(posts_only=True)).ids == hits.ids[1:]
    assert find(Filter(kind="own")).ids == hits.ids[:1]


def test_nothing_waits_any_more_once_it_is_findable() -> None:
    keep(add_source(), post("bridge"))
    save_article(draft())
    indexer.wait_until_findable()
    assert not models.ToIndex.objects.exists()
    assert not models.ToIndexArticle.objects.exists()


def test_only_what_was_put_on_a_topic_by_hand_bears_its_mark() -> None:
    topics.add(Topic("water", "Water"), NOON)
    keep(add_source(), post("bridge", tags=("#water", "water")))
    save_article(draft("picked", topics=("water",)))
    save_article(draft("tagged", tags=("#water",)))
    indexer.wait_until_findable()
    assert find(of_topic(Topic("water", "Water"), Filter())).ids == (own("picked"),)


def test_an_index_made_anew_has_the_published_articles() -> None:
    save_article(draft("notes"))
    indexer.reindex()
    assert find(Filter(words="registry")).ids == (own("notes"),)
    shutil.rmtree(current().index)
    indexer.make_index()
    assert find(Filter(words="registry")).ids == (own("notes"),)


def test_articles_of_one_second_are_told_apart_the_later_one_first() -> None:
    for slug in ("one", "two"):
        save_article(draft(slug, published_at=NOON))
    indexer.wait_until_findable()
    assert find(Filter()).ids == (own("two"), own("one"))
