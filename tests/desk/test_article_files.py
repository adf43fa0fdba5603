from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from aitys.desk.article_files import add_article_file
from aitys.desk.articles import Kept, Outcome, unpublish_article
from aitys.desk.front_matter import read_article
from aitys.errors import AitysError, NotFound, WrongUse
from aitys.settings import current
from aitys.store import articles, models
from aitys.values.articles import ArticleNote, ArticleState, NoteKind, StoredArticle
from tests.articles import picture

pytestmark = pytest.mark.django_db

WHOLE = """---
title: What was said of the old notes
date: 2026-05-12
topics: [Water, Banks]
tags: rumours, notes
lang: en
author: A. Reporter
slug: old-notes
updated: {date: 2026-05-13, note: The bank answered.}
correction:
  - date: 2026-05-14T09:00:00+05:00
    note: The order was signed on Monday.
---
The order was signed.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lake.jpg").write_bytes(picture())
    return tmp_path


def add(folder: Path, text: str | bytes, name: str = "article.md") -> Kept:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return add_article_file(folder / name, ("ru", "en", "kk"), "en")


def kept(slug: str) -> StoredArticle:
    found = articles.by_slug(slug)
    assert found is not None
    return found


def test_everything_that_front_matter_says_is_kept(folder: Path) -> None:
    assert add(folder, WHOLE).slug == "old-notes"
    found = kept("old-notes")
    assert (found.title, found.byline, found.language) == (
        "What was said of the old notes",
        "A. Reporter",
        "en",
    )
    assert found.published_at == datetime(2026, 5, 12, tzinfo=UTC)
    assert [tag.written for tag in found.tags] == ["rumours", "notes", "Water", "Banks"]
    assert found.notes == (
        ArticleNote(NoteKind.UPDATE, datetime(2026, 5, 13, tzinfo=UTC), "The bank answered.", ""),
        ArticleNote(
            NoteKind.CORRECTION,
            datetime(2026, 5, 14, 4, tzinfo=UTC),
            "The order was signed on Monday.",
            "+05:00",
        ),
    )
    assert found.body == "The order was signed."


def test_the_same_file_again_changes_nothing_and_a_changed_one_the_same_article(folder: Path) -> None:
    first = add(folder, WHOLE)
    assert add(folder, WHOLE) == Kept(first.slug, Outcome.UNCHANGED, first.said)
    assert add(folder, WHOLE + "\nAnd read.").outcome is Outcome.CHANGED
    assert [each.slug for each in articles.every()] == ["old-notes"]


def test_windows_files_read_as_others_do(folder: Path) -> None:
    add(folder, WHOLE)
    windows = b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode()
    assert add(folder, windows).outcome is Outcome.UNCHANGED


def test_a_file_without_front_matter_has_its_title_in_the_text(folder: Path) -> None:
    assert add(
        folder, "# Old *notes*\n\nThe order was signed on Monday.\n\n## What next\n\nNothing."
    ).slug == ("old-notes")
    found = kept("old-notes")
    assert (found.title, found.language) == ("Old notes", "en")
    assert found.body.startswith("The order")
    assert found.published_at is not None


def test_a_title_that_stands_in_the_text_too_is_printed_once(folder: Path) -> None:
    add(folder, "---\ntitle: Old notes\n---\n# Old notes\n\nThe order was signed.")
    assert kept("old-notes").body == "The order was signed."
    add(folder, "---\ntitle: Old notes\n---\n# The order\n\nIt was signed.")
    assert kept("old-notes").body == "# The order\n\nIt was signed."


def test_the_language_is_told_from_the_words(folder: Path) -> None:
    slug = add(folder, "# Старые деньги\n\nПриказ о старых деньгах подписан в понедельник.").slug
    assert kept(slug).language == "ru"
    add(folder, "# 404\n\n2026")
    assert kept("404").language == "en"


@pytest.mark.parametrize(
    ("written", "meant", "offset"),
    [
        ("2026-05-12", datetime(2026, 5, 12, tzinfo=UTC), ""),
        ('"2026-05-12"', datetime(2026, 5, 12, tzinfo=UTC), ""),
        ("2026-05-12T09:14:00", datetime(2026, 5, 12, 9, 14, tzinfo=UTC), "+00:00"),
        ("2026-05-12 09:14:00 +05:00", datetime(2026, 5, 12, 4, 14, tzinfo=UTC), "+05:00"),
        ("2026-05-12 09:14 +05:00", datetime(2026, 5, 12, 4, 14, tzinfo=UTC), "+05:00"),
        ("2026-05-12T09:14-03:30", datetime(2026, 5, 12, 12, 44, tzinfo=UTC), "-03:30"),
        ("2026-05-12T09:14Z", datetime(2026, 5, 12, 9, 14, tzinfo=UTC), "+00:00"),
    ],
)
def test_dates_are_read_with_their_offset_and_in_utc_without(
    folder: Path, written: str, meant: datetime, offset: str
) -> None:
    add(folder, f"---\ntitle: Old notes\ndate: {written}\n---\nSigned.")
    found = kept("old-notes")
    assert (found.published_at, found.published_offset) == (meant, offset)


def test_a_file_without_a_date_keeps_the_one_that_is_there_with_its_offset(folder: Path) -> None:
    add(folder, "---\ntitle: Old notes\ndate: 2026-05-12 09:14 +05:00\n---\nSigned.")
    before = kept("old-notes")
    add(folder, "---\ntitle: Old notes\n---\nSigned on Monday.")
    after = kept("old-notes")
    assert (after.published_at, after.published_offset) == (before.published_at, "+05:00")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("date: 2026", "date: this is read as a number; write it as"),
        ("date: 9:14", "date: this is read as a number"),
        ("date: yes", "date: this is read as yes or no"),
        ("date: next Monday", "date: this is no date"),
        ("date: 2026-05-12 09:14 +19:00", "date: this is no date"),
        ("date: 2026-02-31", "front matter cannot be read"),
        ("date: 0001-01-01T00:00:00+05:00", "date: this is no date"),
        ("date: [2026-05-12]", "date: this is read as a list"),
        ("author: 12", "author: this is read as a number; put the text in quotes"),
        ("lang: no", "lang: this is read as yes or no"),
        ("lang: Russian", "a tag of BCP 47"),
        ("topics: 5", "topics: this is read as a number; write a list"),
        ("tags: [[a]]", "tags: a name in it is read as a list"),
        ("tags: [2026-05-12]", "tags: a name in it is read as a date"),
        ("slug: a/b", "a slug has"),
        ('slug: "a\\0"', "a slug has"),
        ('related: ["\\uDCFF"]', "cannot be read in line 3: found invalid Unicode"),
        ("related: [a/b]", "a slug has"),
        ("translation_of: /x", "a slug has"),
        ('title: "!!!"', "no address can be made of the title"),
        ("headline: x", "headline: there is no such key"),
        ("state: secret", "state: this is `draft` or `published`"),
        ("draft: maybe", "draft: this is `true` or `false`"),
        ("draft: true\nstate: published", "different things"),
        ("updated: 2026-05-12", "updated: write each as"),
        ("updated: [{date: x, note: y}]", "updated: this is no date"),
        ("correction: {date: 2026-05-12, note: 5}", "correction: this is read as a number"),
        ("correction: {date: 2026-05-12, note: ' '}", "a note says"),
        ("title: a: b", "cannot be read in line 3: mapping values are not allowed"),
        ("x: &x [*x]", "an alias (*name) is not taken here"),
        ("x: &x [1]\ny:\n  <<: [*x, *x]", "an alias (*name) is not taken here"),
        ("tags: " + "[" * 5000, "cannot be read"),
        ("- a\n- b", "no `key: value`"),
        ("translation_of: none", "no such article, of which old-notes is a translation"),
    ],
)
def test_front_matter_that_is_not_right_is_one_sentence_with_its_file(
    folder: Path, head: str, said: str
) -> None:
    with pytest.raises(AitysError) as caught:
        add(
            folder,
            f"---\ntitle: Old notes\n{head}\n---\nSigned." if head[0] != "-" else f"---\n{head}\n---\nx",
        )
    assert "article.md" in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert articles.every() == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no title"),
        ("Only words.", "no title"),
        ("---\ntitle: Old notes\n", "no line of --- at its end"),
        ("---\ntitle: Old notes\n---\n\n", "no text"),
        ("---\ntitle: " + "x" * 301 + "\n---\nSigned.", "a title has 1 to 300"),
        ("# Приказ\n\nподписан".encode("cp1251"), "no text in UTF-8"),
        ("# Order\n\nsigned".encode("utf-16"), "no text in UTF-8"),
        ("# Order\n\n" + "x " * 600_000, "at most 1,000 kB"),
        ("# Order\n\n" + "x " * 110_000, "at most 200000 characters"),
    ],
)
def test_a_file_that_is_no_article_is_refused(folder: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(WrongUse, match=said) as caught:
        add(folder, text)
    assert "article.md" in str(caught.value)
    assert articles.every() == ()


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.md: there is no such file"):
        add_article_file(folder / "none.md", ("en",), "en")
    with pytest.raises(NotFound, match="this is a folder"):
        add_article_file(folder, ("en",), "en")


@pytest.mark.parametrize("head", ["draft: true", "state: draft"])
def test_a_draft_is_kept_as_one(folder: Path, head: str) -> None:
    add(folder, f"---\ntitle: Old notes\n{head}\n---\nSigned.")
    assert kept("old-notes").state is ArticleState.DRAFT


def test_an_article_taken_back_by_hand_stays_back_when_its_file_is_added_again(folder: Path) -> None:
    add(folder, WHOLE)
    unpublish_article("old-notes")
    assert add(folder, WHOLE).outcome is Outcome.UNCHANGED
    assert kept("old-notes").state is ArticleState.DRAFT
    add(folder, WHOLE.replace("lang: en", "lang: en\nstate: published"))
    assert kept("old-notes").state is ArticleState.PUBLISHED


@hypothesis_settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["---\n", "title: ", "date: ", "tags: ", "updated: ", "draft", ": ", "\n", "# ", "- "]
        )
        | st.sampled_from(
            ["[", "]", "{", "}", "&a ", "*a ", "!!binary ", "!!set ", "? ", "'", '"', "\\ud800"]
        )
        | st.text(max_size=4),
        max_size=25,
    )
)
def test_whatever_stands_in_a_file_is_read_or_refused(parts: list[str]) -> None:
    raw = ("---\n" + "".join(parts)).encode("utf-8", "surrogatepass")
    with suppress(WrongUse):
        assert read_article(raw, "article.md").draft.title.strip()


def media() -> set[str]:
    return {path.name for path in current().media.glob("*")}


@pytest.mark.parametrize(
    "written",
    [
        "![The lake](lake.jpg)",
        '![The lake](<lake.jpg> "At dawn | Photo: A. Reporter")',
        "![The lake](./lake.jpg)",
        "![The *lake*][1]\n\n[1]: lake.jpg 'At dawn'",
        "![The lake](l%61ke.jpg)",
        "[![The lake](lake.jpg)](https://lake.example/)",
    ],
)
def test_a_picture_beside_the_file_comes_with_it(folder: Path, written: str) -> None:
    add(folder, f"# Old notes\n\n{written}")
    (row,) = models.Picture.objects.all()
    assert (row.width, row.height, row.widths) == (960, 640, [480, 960])
    assert row.name in kept("old-notes").body
    assert "lake.jpg" not in kept("old-notes").body
    assert {row.name, row.name.replace("960", "480")} <= media()
    assert add(folder, f"# Old notes\n\n{written}").outcome is Outcome.UNCHANGED


def test_pictures_may_be_named_in_any_script_and_lie_in_a_folder_below(folder: Path) -> None:
    (folder / "сүрөттөр").mkdir()
    for name in ("көл (1).jpg", "мост.png"):
        (folder / "сүрөттөр" / name).write_bytes(picture(500, 300 + len(name)))
    add(folder, "# Old notes\n\n![көл](<сүрөттөр/көл (1).jpg>) ![мост](сүрөттөр/мост.png)")
    assert models.Picture.objects.count() == 2
    assert "сүрөттөр" not in kept("old-notes").body


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("none.jpg", "none.jpg: there is no such file"),
        ("../lake.jpg", "in the article's own folder"),
        ("sub/../../lake.jpg", "in the article's own folder"),
        ("/etc/hostname", "in the article's own folder"),
        ("%2e%2e/lake.jpg", "in the article's own folder"),
        ("link.jpg", "in the article's own folder"),
        ("https://lake.example/lake.jpg", "no pictures of other sites"),
        ("//lake.example/lake.jpg", "no pictures of other sites"),
        ("data:image/png;base64,AAAA", "no pictures of other sites"),
        ("a%00b.jpg", "no name of a file"),
        ("article.md", "no picture in JPEG, PNG, WebP or GIF"),
        ("drawn.svg", "no picture in JPEG, PNG, WebP or GIF"),
        ("cut.jpg", "cannot be read"),
    ],
)
def test_a_picture_that_cannot_be_taken_is_one_sentence_and_nothing_is_kept(
    folder: Path, target: str, said: str
) -> None:
    (folder / "drawn.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (folder / "cut.jpg").write_bytes(picture()[:2000])
    (folder / "link.jpg").symlink_to("/etc/hostname")
    before = media()
    with pytest.raises(AitysError) as caught:
        add(folder, f"# Old notes\n\n![lake](lake.jpg)\n\n![x]({target})")
    assert said in str(caught.value)
    assert "article.md" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not models.Picture.objects.exists()
    assert articles.every() == ()
    assert media() == before


def test_nothing_of_a_photograph_but_its_pixels_is_kept(folder: Path) -> None:
    taken = Image.Exif()
    taken[0x010F] = "Camera of A. Reporter"
    taken[0x0112] = 6  # stored lying on its side
    taken.get_ifd(0x8825)[1] = "N"
    profile = b"private profile" * 20
    (folder / "lake.jpg").write_bytes(picture(1000, 700, exif=taken, icc_profile=profile))
    add(folder, "# Old notes\n\n![lake](lake.jpg)")
    (row,) = models.Picture.objects.all()
    assert row.height > row.width
    for path in current().media.glob(f"{row.name.partition('-')[0]}*"):
        body = path.read_bytes()
        assert b"Reporter" not in body
        assert b"private" not in body
        with Image.open(BytesIO(body)) as shown:
            assert not shown.getexif()
            assert "icc_profile" not in shown.info


def test_an_address_made_of_the_title_replaces_no_article_of_another_title(folder: Path) -> None:
    assert add(folder, "---\ntitle: Water! Again\n---\nThe river rose.\n").slug == "water-again"
    other = add(folder, "---\ntitle: Water again\n---\nThe lake fell.\n")
    assert (other.slug, other.outcome) == ("water-again-2", Outcome.NEW)
    assert kept("water-again").body == "The river rose."
    changed = add(folder, "---\ntitle: Water again\n---\nThe lake fell by a metre.\n")
    assert (changed.slug, changed.outcome) == ("water-again-2", Outcome.CHANGED)
    named = add(folder, "---\ntitle: Water\nslug: water-again\n---\nThe river rose twice.\n")
    assert (named.slug, named.outcome) == ("water-again", Outcome.CHANGED)


def test_titles_that_begin_alike_make_two_articles(folder: Path) -> None:
    same = "the words of the exchange office on the market " * 3
    first = add(folder, f"---\ntitle: {same}one\n---\nThe first.\n")
    second = add(folder, f"---\ntitle: {same}two\n---\nThe second.\n")
    assert (first.slug != second.slug, second.outcome) == (True, Outcome.NEW)


def test_the_address_of_the_empty_form_is_no_articles(folder: Path) -> None:
    with pytest.raises(WrongUse, match="name another slug"):
        add(folder, "---\ntitle: New rules\nslug: new\n---\nThe order.\n")
    assert add(folder, "---\ntitle: New\n---\nThe order.\n").slug == "new-2"


def test_a_picture_whose_links_lead_in_a_circle_is_refused(folder: Path) -> None:
    (folder / "a.jpg").symlink_to(folder / "b.jpg")
    (folder / "b.jpg").symlink_to(folder / "a.jpg")
    with pytest.raises(AitysError, match=r"a\.jpg: this name leads to no file"):
        add(folder, "---\ntitle: Old notes\n---\n![Lake](a.jpg)\n")


def test_a_picture_behind_a_file_is_refused_by_its_name(folder: Path) -> None:
    with pytest.raises(NotFound, match=r"lake\.jpg/in\.jpg: there is no such file"):
        add(folder, "---\ntitle: Old notes\n---\n![Lake](lake.jpg/in.jpg)\n")
