"""The words of sites whose lists have none are read from their pages as they were written."""

from __future__ import annotations

import pytest

from aitys.sources import page
from aitys.values.captures import Document
from aitys.values.sources import Card
from demo.replay import Answers, load_round
from demo.rounds import LAST_ROUND, ROUNDS
from demo.sites import Published, Site, read_world

# Forms of lists that have no words.
WITHOUT_WORDS = ("cards", "json-list", "sitemap")
SITES = [site for site in read_world() if site.feed in WITHOUT_WORDS]


@pytest.fixture(scope="module")
def answers() -> Answers:
    return load_round(LAST_ROUND)


def read(answers: Answers, site: Site, each: Published) -> str:
    found = answers[site.host, each.path]
    address = f"http://{site.host}{each.path}"
    document = Document(address, found.body, found.header("Content-Type"), ROUNDS[LAST_ROUND])
    (post,) = page.parse(document, Card(site.host, site.title)).posts
    return post.text


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.host)
def test_an_article_is_its_words_and_nothing_around_them(site: Site, answers: Answers) -> None:
    published = site.published(LAST_ROUND)
    assert len(published) >= 10
    for each in published:
        assert read(answers, site, each).split() == each.text.split(), each.path
