from __future__ import annotations

from pathlib import Path

import pytest

from tests.articles import picture
from tests.cli.terminal import Desk

PLAIN = "# {title}\n\nThe order was signed on Monday, and the registry is open.\n"


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text)
    return str(folder / name)


def test_an_article_is_added_found_listed_taken_back_and_removed(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "lake.png").write_bytes(picture(kind="PNG"))
    desk.run("topic", "add", "telegram", "--title", "Telegram", "--tag", "telegram")
    head = "---\ntitle: Old notes\ndate: 2026-05-12\ntopics: [Telegram]\nlang: en\nauthor: A. Reporter\n---\n"
    file = write(tmp_path, "notes.md", head + "The registry is open.\n\n![](lake.png)\n")
    added = desk.run("article", "add", file, "--json")
    assert added.json() == {"slug": "old-notes"}
    assert "has no words for those who cannot see it" in added.err
    assert desk.run("article", "add", file).out == "/articles/old-notes/ unchanged\n"
    assert desk.json("search", "registry")["posts"] == [
        {
            "id": None,
            "source": "own",
            "date": "2026-05-12T00:00:00+00:00",
            "lang": "en",
            "title": "Old notes",
            "snippet": "The registry is open.",
            "url": "http://127.0.0.1:8000/articles/old-notes/",
            "article": "old-notes",
        }
    ]
    (listed,) = desk.json("article", "list")
    assert (listed["slug"], listed["state"], listed["tags"]) == ("old-notes", "published", ["Telegram"])
    assert desk.json("article", "unpublish", "old-notes") == {"slug": "old-notes", "state": "draft"}
    assert desk.json("search", "registry")["total"] == 0
    assert "is public\n" in desk.run("article", "publish", "old-notes").out
    assert "own  old-notes  [en]  Old notes" in desk.run("search", "registry").out
    (name,) = (path.name for path in (desk.folder / "media").glob("*-960.webp"))
    assert desk.json("article", "remove", "old-notes") == {"slug": "old-notes", "pictures": [name]}
    assert [*(desk.folder / "media").iterdir()] == []
    assert "no articles yet" in desk.run("article", "list").out
    assert "no such article" in desk.run("article", "publish", "old-notes", expect=1).err


def test_files_may_name_each_other_in_any_order_and_a_wrong_one_stops_no_other(
    desk: Desk, tmp_path: Path
) -> None:
    russian = "---\ntitle: Старые деньги\nslug: ru\nlang: ru\ntranslation_of: en\n---\nПриказ подписан.\n"
    files = [
        write(tmp_path, "ru.md", russian),
        write(tmp_path, "en.md", "---\ntitle: Old notes\nslug: en\nrelated: [more]\n---\nSigned.\n"),
        write(tmp_path, "bad.md", "---\ntitle: 5\n---\nSigned.\n"),
        write(tmp_path, "more.md", PLAIN.format(title="More")),
        str(tmp_path / "none.md"),
    ]
    done = desk.run("article", "add", *files, "--json", expect=2)
    assert done.json() == [{"slug": "ru"}, {"slug": "en"}, {"slug": "more"}]
    assert "bad.md, title: this is read as a number" in done.err
    assert "none.md: there is no such file" in done.err
    assert "to relate it to" not in done.err
    translated = "SELECT count(*) FROM store_article WHERE translation_of_id IS NOT NULL"
    assert desk.rows(translated) == [(1,)]
    assert desk.rows("SELECT count(*) FROM store_article_related") == [(1,)]


@pytest.mark.parametrize(
    ("text", "code"), [("---\ntitle: 5\n---\nx", 2), ("# A\n\n![x](none.jpg)", 1), (None, 1)]
)
def test_one_wrong_file_is_one_sentence_and_an_exit_code(
    desk: Desk, tmp_path: Path, text: str | None, code: int
) -> None:
    if text is not None:
        write(tmp_path, "notes.md", text)
    done = desk.run("article", "add", str(tmp_path / "notes.md"), "--json", expect=code)
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "notes.md" in done.err


def test_a_lost_index_is_made_anew_with_the_articles(desk: Desk, tmp_path: Path) -> None:
    desk.run("article", "add", write(tmp_path, "notes.md", PLAIN.format(title="Old notes")))
    assert desk.json("reindex") == {"posts": 0}
    assert desk.json("search", "registry")["total"] == 1


def test_a_file_whose_title_changed_is_told_to_be_a_second_article(desk: Desk, tmp_path: Path) -> None:
    desk.run("article", "add", write(tmp_path, "notes.md", PLAIN.format(title="Old notes")))
    again = desk.run("article", "add", write(tmp_path, "notes.md", PLAIN.format(title="Older notes")))
    assert "this is a second article, nearly the same as old-notes" in again.err
    assert "`slug: old-notes`" in again.err
    assert [each["slug"] for each in desk.json("article", "list")] == ["older-notes", "old-notes"]


def test_verify_and_doctor_name_a_picture_that_is_gone(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "lake.png").write_bytes(picture(kind="PNG"))
    desk.run("article", "add", write(tmp_path, "notes.md", "# Notes\n\n![The lake](lake.png)\n\nOpen.\n"))
    for file in (desk.folder / "media").iterdir():
        assert file.stat().st_mode & 0o077 == 0
        file.unlink()
    assert "picture-missing" in desk.run("verify", expect=1).out
    assert "picture-missing" in desk.run("doctor", expect=1).out
