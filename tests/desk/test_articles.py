from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from aitys.desk.articles import (
    LONGEST_BODY,
    Outcome,
    new_slug,
    publish_article,
    remove_article,
    save_article,
    unpublish_article,
)
from aitys.desk.pictures import add_picture
from aitys.errors import NotFound, WrongUse
from aitys.settings import current
from aitys.store import articles, models, topics
from aitys.text.tags import fold_tag
from aitys.values.articles import ArticleNote, ArticleState, NoteKind
from aitys.values.stored import Topic
from tests.articles import draft, picture

pytestmark = pytest.mark.django_db

DAY = datetime(2026, 11, 20, tzinfo=UTC)
NOTE = ArticleNote(NoteKind.CORRECTION, DAY, "The order was signed on Monday, not on Sunday.")
RUSSIAN = "Приказ подписан в понедельник."


def test_an_article_is_kept_and_the_trail_says_so() -> None:
    kept = save_article(draft(byline="A. Reporter", published_at=DAY, tags=("Banks",)))
    assert (kept.slug, kept.outcome, kept.said) == ("old-notes", Outcome.NEW, ())
    found = articles.by_slug("old-notes")
    assert found is not None
    assert found.is_public
    assert (found.byline, found.published_at, [tag.written for tag in found.tags]) == (
        "A. Reporter",
        DAY,
        ["Banks"],
    )
    assert models.AuditEntry.objects.get().act == "article add"


def test_the_same_article_again_changes_nothing_and_is_not_indexed_again() -> None:
    handed_in = draft(notes=(NOTE,), tags=("Banks", "banks"))
    save_article(handed_in)
    first = articles.by_slug("old-notes")
    models.ToIndexArticle.objects.all().delete()
    assert save_article(handed_in).outcome is Outcome.UNCHANGED
    assert articles.by_slug("old-notes") == first
    assert models.AuditEntry.objects.count() == 1
    assert not models.ToIndexArticle.objects.exists()


def test_a_changed_article_keeps_its_date_and_the_trail_its_earlier_words() -> None:
    save_article(draft())
    before = articles.by_slug("old-notes")
    assert before is not None
    assert save_article(draft(body="Other words.", notes=(NOTE,))).outcome is Outcome.CHANGED
    after = articles.by_slug("old-notes")
    assert after is not None
    assert (after.id, after.published_at, after.body) == (before.id, before.published_at, "Other words.")
    assert after.notes == (NOTE,)
    entry = models.AuditEntry.objects.latest("id")
    assert entry.act == "article change"
    assert entry.details["body"] == {"from": before.body, "to": "Other words."}
    assert sorted(entry.details) == ["body", "notes"]


def test_a_draft_has_no_date_until_it_is_published_and_keeps_it_when_taken_back() -> None:
    save_article(draft(state=ArticleState.DRAFT))
    assert articles.published(10) == ()
    assert publish_article("old-notes")
    assert not publish_article("old-notes")
    (shown,) = articles.published(10)
    assert unpublish_article("old-notes")
    assert articles.published(10) == ()
    assert publish_article("old-notes")
    assert articles.published(10) == (shown,)


def test_a_removed_article_is_gone_and_its_words_are_in_the_trail() -> None:
    save_article(draft())
    remove_article("old-notes")
    assert articles.every() == ()
    assert "anonymous channels" in models.AuditEntry.objects.latest("id").details["body"]
    with pytest.raises(NotFound, match="no such article"):
        remove_article("old-notes")


def test_a_topic_is_named_by_slug_or_title_and_every_name_is_a_tag() -> None:
    topics.add(Topic("water", "Water of the lake"), DAY)
    topics.add(Topic("banks", "Banks"), DAY)
    kept = save_article(draft(topics=("water of the LAKE", "banks", "Rumours")))
    assert kept.said == ("there is no topic “Rumours”; it is kept as a tag",)
    found = articles.by_slug("old-notes")
    assert found is not None
    assert found.topics == ("banks", "water")
    assert [tag.written for tag in found.tags] == ["Water of the lake", "Banks", "Rumours"]


def test_a_tag_that_only_an_article_has_is_spelled_as_there() -> None:
    save_article(draft(tags=("Old notes",)))
    assert topics.spellings([fold_tag("OLD NOTES"), "none"]) == {fold_tag("Old notes"): "Old notes"}


def test_translations_are_linked_to_each_other_whichever_of_them_each_names() -> None:
    save_article(draft("en"))
    save_article(draft("ru", language="ru", translation_of="en"))
    save_article(draft("kk", language="kk", translation_of="ru"))
    for slug, others in (("en", ["kk", "ru"]), ("ru", ["en", "kk"]), ("kk", ["en", "ru"])):
        found = articles.by_slug(slug)
        assert found is not None
        assert [link.slug for link in found.translations] == others
    assert save_article(draft("kk", language="kk", translation_of="ru")).outcome is Outcome.UNCHANGED


def test_the_others_stay_linked_when_the_first_of_the_translations_goes() -> None:
    save_article(draft("en"))
    for language in ("ru", "kk", "ky"):
        save_article(draft(language, language=language, translation_of="en"))
    remove_article("en")
    found = articles.by_slug("kk")
    assert found is not None
    assert [link.slug for link in found.translations] == ["ky", "ru"]


def test_drafts_are_no_translations_for_readers() -> None:
    save_article(draft("en"))
    save_article(draft("ru", language="ru", translation_of="en", state=ArticleState.DRAFT))
    found = articles.by_slug("en")
    assert found is not None
    assert found.translations == ()


def test_a_group_of_translations_can_be_joined_to_another() -> None:
    save_article(draft("en"))
    save_article(draft("ru", language="ru"))
    save_article(draft("kk", language="kk", translation_of="ru"))
    save_article(draft("ru", language="ru", translation_of="en"))
    found = articles.by_slug("en")
    assert found is not None
    assert [link.slug for link in found.translations] == ["kk", "ru"]


def test_a_second_translation_into_one_language_is_refused() -> None:
    save_article(draft("en"))
    save_article(draft("ru", language="ru", body=RUSSIAN, translation_of="en"))
    with pytest.raises(WrongUse, match="in ru already, as ru"):
        save_article(draft("ru-2", language="ru", body=RUSSIAN, translation_of="en"))
    with pytest.raises(NotFound, match="no such article, of which kk is a translation"):
        save_article(draft("kk", language="kk", translation_of="uz"))


def test_related_articles_are_linked_from_both_sides_and_unknown_ones_told() -> None:
    save_article(draft("first"))
    kept = save_article(draft("second", related=("first", "none", "second")))
    assert kept.said == ("there is no article none to relate it to",)
    for slug, other in (("first", "second"), ("second", "first")):
        found = articles.by_slug(slug)
        assert found is not None
        assert [link.slug for link in found.related] == [other]
    assert save_article(draft("first")).outcome is Outcome.UNCHANGED


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"title": " "}, "a title has 1 to 300"),
        ({"title": "x" * 301}, "a title has 1 to 300"),
        ({"title": "!!!", "slug": ""}, "no address can be made of the title"),
        ({"slug": "a/b"}, "a slug has"),
        ({"body": " \n"}, "has no text"),
        ({"body": "[a]: https://a.example"}, "has no text"),
        ({"body": "x" * (LONGEST_BODY + 1)}, f"at most {LONGEST_BODY} characters"),
        ({"body": "one\x00two"}, r"U\+0000"),
        ({"byline": "x" * 201}, "a by-line has at most 200"),
        ({"tags": ("x" * 101,)}, "a tag or a topic has at most 100"),
        ({"tags": tuple(map(str, range(51)))}, "at most 50 tags"),
        ({"language": "Russian"}, "a tag of BCP 47"),
        ({"language": "uzb-Cyrl-UZ"}, "a tag of BCP 47"),
        ({"notes": (replace(NOTE, words=" "),)}, "a note says"),
        ({"body": "![lake](lake.jpg)"}, "no picture lake.jpg on this desk"),
    ],
)
def test_what_cannot_be_kept_is_one_sentence_and_nothing_is(parts: dict[str, object], said: str) -> None:
    handed_in = {"slug": "old-notes", **parts}
    with pytest.raises(WrongUse, match=said):
        save_article(draft(**handed_in))  # type: ignore[arg-type]  # one part is wrong each time
    assert not models.Article.objects.exists()
    assert not models.AuditEntry.objects.exists()


def test_a_picture_of_the_desk_may_be_named_and_one_without_words_is_told() -> None:
    name = add_picture(picture(), "lake.jpg").name
    kept = save_article(draft(body=f"![]({name})"))
    (said,) = kept.said
    assert said.startswith("picture 1 of the text has no words for those who cannot see it")
    assert name not in said, "a digest tells nobody which picture it is"


def files_of(name: str) -> list[str]:
    return sorted(path.name for path in current().media.glob(f"{name[:16]}*"))


def test_pictures_go_with_the_last_article_that_names_them(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    shared, own = (add_picture(picture(size), "lake.jpg").name for size in (1201, 1202))
    save_article(draft("first", body=f"![Lake]({shared}) ![Shore]({own})"))
    save_article(draft("second", body=f"![Lake]({shared.replace('-', '&#45;')})", state=ArticleState.DRAFT))
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_article("first") == (own,)
    assert (files_of(own), len(files_of(shared))) == ([], 3)
    assert models.AuditEntry.objects.latest("id").details["pictures_removed"] == [own]
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_article("second") == (shared,)
    assert files_of(shared) == []
    assert not models.Picture.objects.exists()


def test_a_picture_that_nobody_named_for_a_week_goes_too_and_a_new_one_stays(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    old, new = (add_picture(picture(size), "lake.jpg").name for size in (1203, 1204))
    models.Picture.objects.filter(name=old).update(added_at=datetime.now(UTC) - timedelta(days=8))
    save_article(draft())
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_article("old-notes") == (old,)
    assert (files_of(old), len(files_of(new))) == ([], 3)


def test_a_picture_brought_again_meanwhile_keeps_its_files(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    name = add_picture(picture(1205), "lake.jpg").name
    save_article(draft(body=f"![Lake]({name})"))
    with django_capture_on_commit_callbacks(execute=True):
        remove_article("old-notes")
        add_picture(picture(1205), "lake.jpg")
    assert len(files_of(name)) == 3


def test_uzbek_in_cyrillic_says_so() -> None:
    save_article(draft(language="uz", body="Эски пуллар ҳақида нима дейилди."))
    found = articles.by_slug("old-notes")
    assert found is not None
    assert found.language == "uz-Cyrl"


def test_a_date_to_come_is_told() -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert save_article(draft(published_at=tomorrow)).said == ("its date is in the future",)


def test_a_new_slug_is_one_that_no_article_has() -> None:
    assert new_slug("Old notes") == "old-notes"
    assert new_slug("Ескі ақша: не айтылды?") == "eski-aqsha-ne-aytyldy"
    save_article(draft("old-notes"))
    save_article(draft("old-notes-2"))
    assert new_slug("Old notes") == "old-notes-3"
    assert new_slug("Что говорили о старых деньгах на базаре в тот вечер, когда закрылись все обменники") == (
        "chto-govorili-o-starykh-dengakh-na-bazare-v-tot-vecher-kogda"
    )


def test_an_article_keeps_the_slug_that_was_made_of_its_title_before() -> None:
    save_article(draft("ескі-ақша", title="Ескі ақша"))
    assert save_article(draft("", title="Ескі ақша")).slug == "ескі-ақша"
    assert models.Article.objects.count() == 1


def test_a_topic_named_by_its_slug_is_a_tag_by_its_title() -> None:
    topics.add(Topic("reka", "Река"), DAY)
    save_article(draft(topics=("reka",)))
    found = articles.by_slug("old-notes")
    assert found is not None
    assert (found.topics, [tag.written for tag in found.tags]) == (("reka",), ["Река"])
