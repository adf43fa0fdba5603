"""The demo desk's own articles are what its checks and its README promise."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from aitys.desk.front_matter import read_article
from aitys.publish.articles import excerpt_blocks, images
from aitys.text.blocks import BlockKind, blocks
from aitys.values.articles import ArticleDraft, NoteKind
from demo.article_pages import EXCERPT
from demo.queues import COUNTS, PICTURE, draw_queues
from demo.written import ARTICLES, WRITTEN, read_articles


@pytest.fixture(scope="module")
def drafts() -> list[ArticleDraft]:
    return [read_article((WRITTEN / name).read_bytes(), name).draft for name in ARTICLES]


def test_every_file_is_in_the_list() -> None:
    assert {file.name for file in WRITTEN.glob("*.md")} == set(ARTICLES)


def test_four_are_on_the_topic_and_the_translation_is_not(drafts: list[ArticleDraft]) -> None:
    on_topic = [draft for draft in drafts if draft.topics == ("telegram",)]
    apart = [draft for draft in drafts if draft not in on_topic]
    assert len(on_topic) == 4
    assert [(draft.language, draft.translation_of, draft.topics) for draft in apart] == [
        ("ru", "old-notes-rumour", ())
    ]
    assert "telegram" not in {tag.casefold() for draft in apart for tag in draft.tags}


def test_two_of_the_four_are_longer_than_a_list_shows(drafts: list[ArticleDraft]) -> None:
    cut = [draft.slug for draft in drafts if draft.topics and excerpt_blocks(draft.body, EXCERPT).cut]
    assert cut == ["old-notes-rumour", "letter-round-up"]


def test_each_has_headings(drafts: list[ArticleDraft]) -> None:
    for draft in drafts:
        assert sum(block.kind is BlockKind.HEADING for block in blocks(draft.body)) >= 2, draft.slug


def test_one_was_updated_and_another_corrected(drafts: list[ArticleDraft]) -> None:
    noted = {draft.slug: [note.kind for note in draft.notes] for draft in drafts if draft.topics}
    assert noted["old-notes-rumour"] == [NoteKind.UPDATE]
    assert noted["letter-round-up"] == [NoteKind.CORRECTION]
    assert all(note.at > draft.published_at for draft in drafts for note in draft.notes if draft.published_at)


def test_no_two_are_of_one_day(drafts: list[ArticleDraft]) -> None:
    days = [draft.published_at.date() for draft in drafts if draft.topics and draft.published_at]
    assert len(set(days)) == 4


def test_an_article_relates_to_none_that_comes_after_it() -> None:
    dates = {each.slug: each.date for each in read_articles()}
    for name in ARTICLES:
        draft = read_article((WRITTEN / name).read_bytes(), name).draft
        assert all(dates[slug] < dates[draft.slug] for slug in draft.related), name


@pytest.mark.parametrize("name", ["old-notes-rumour.md", "old-notes-rumour.ru.md"])
def test_the_picture_is_told_in_words_with_all_its_numbers(name: str) -> None:
    (image,) = images(read_article((WRITTEN / name).read_bytes(), name).draft.body)
    counted = re.findall(r"(\d+)(?: [^\W\d]+)? (?:at|в) ", image.alt)
    assert [int(number) for number in counted] == [*COUNTS]
    assert image.caption
    assert image.credit


def test_the_picture_is_the_one_that_the_numbers_draw() -> None:
    """Its bars, pixel by pixel through the middle of each; letters differ from one Pillow to the next."""
    with Image.open(PICTURE) as kept:
        drawn, saved = draw_queues(), kept.convert("RGB")
    assert saved.size == drawn.size
    for left in range(200, 1150, 148):
        column = range(140, 570, 5)
        assert [saved.getpixel((left, y)) for y in column] == [drawn.getpixel((left, y)) for y in column]
