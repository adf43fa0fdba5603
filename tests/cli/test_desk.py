from __future__ import annotations

import os
import re
import stat
import subprocess
from pathlib import Path

from tests.cli.terminal import Desk, lines


def test_a_new_desk_has_a_secret_that_only_its_owner_reads(desk: Desk) -> None:
    file = desk.folder / "aitys.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    key = re.search(r'secret_key = "(.+)"', file.read_text())
    assert key is not None
    assert len(key[1]) > 50
    said = desk.json("doctor")
    assert said["settings"]["secret_key"] == "********"
    assert key[1] not in str(said)


def test_a_folder_that_is_a_desk_is_not_made_one_again(desk: Desk) -> None:
    before = (desk.folder / "aitys.toml").read_text()
    desk.run("init", str(desk.folder), expect=2)
    assert (desk.folder / "aitys.toml").read_text() == before


def test_a_folder_without_a_desk_is_wrong_use(desk: Desk, tmp_path: Path) -> None:
    said = Desk(tmp_path, desk.environment).run("search", "x", expect=2)
    assert "aitys init" in said.err


def test_a_wrong_setting_is_one_sentence_and_a_stop(desk: Desk) -> None:
    wrong = Desk(desk.folder, {**desk.environment, "AITYS_PACE": "soon"})
    said = wrong.run("search", "x", expect=2)
    assert said.err.count("\n") == 1
    assert "network.pace" in said.err


def test_a_misspelt_setting_is_refused(desk: Desk) -> None:
    file = desk.folder / "aitys.toml"
    os.chmod(file, 0o600)  # noqa: PTH101 - as a person would
    file.write_text(file.read_text().replace("title =", "titel ="))
    assert "titel" in desk.run("doctor", expect=2).err


def test_a_full_disk_is_one_sentence(desk: Desk) -> None:
    with Path("/dev/full").open("wb") as full:
        said = subprocess.run(
            desk.command("doctor"), env=desk.environment, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert said.returncode == 1
    assert said.stderr == b"aitys: [Errno 28] No space left on device\n"


def test_a_secret_can_come_from_a_file(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from-a-file-0123456789\n")
    given = Desk(desk.folder, {**desk.environment, "AITYS_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert given.json("doctor")["settings"]["secret_key"] == "********"
    missing = Desk(desk.folder, {**desk.environment, "AITYS_SECRET_KEY_FILE": str(tmp_path / "none")})
    assert "none" in missing.run("doctor", expect=2).err


def test_an_older_program_refuses_a_newer_desk(desk: Desk) -> None:
    desk.rows(
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('store', '9999_later', '2030-01-01 00:00:00')"
    )
    for command in (["search", "x"], ["upgrade"]):
        said = desk.run(*command, expect=1)
        assert "newer Aitys" in said.err
        assert "9999_later" in said.err


def test_a_desk_without_tables_is_told_to_upgrade_and_can(desk: Desk) -> None:
    if "AITYS_DATABASE_URL" in desk.environment:
        desk.rows("DROP SCHEMA public CASCADE")
        desk.rows("CREATE SCHEMA public")
    else:
        (desk.folder / "aitys.sqlite3").unlink()
    assert "aitys upgrade" in desk.run("search", "x", expect=1).err
    desk.run("upgrade")
    assert desk.json("search", "x")["total"] == 0


def test_json_is_all_there_is_on_standard_output(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text(
        lines([{"source": "@bazaar_talk", "id": 1, "date": "2026-11-20", "text": "Hello there."}])
    )
    for command in (["import", "posts", str(path)], ["reindex"], ["verify"], ["collect", "--once"]):
        desk.json(*command)


def test_a_search_index_can_be_thrown_away_and_made_again(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text(
        lines([{"source": "@bazaar_talk", "id": 1, "date": "2026-11-20", "text": "Hello there."}])
    )
    desk.run("import", "posts", str(path))
    for file in sorted((desk.folder / "index").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() and not file.is_symlink() else file.unlink()
    assert "aitys reindex" in desk.run("search", "hello", expect=1).err
    assert desk.json("reindex") == {"posts": 1}
    assert desk.json("search", "hello")["total"] == 1


def test_a_flipped_byte_of_evidence_is_found_and_named(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text(
        lines([{"source": "@bazaar_talk", "id": 1, "date": "2026-11-20", "text": "Hello there."}])
    )
    desk.run("import", "posts", str(path))
    assert desk.json("verify") == {"ok": True, "captures": 1, "problems": []}
    (file,) = (desk.folder / "evidence").glob("*.warc.gz")
    bytes_ = bytearray(file.read_bytes())
    bytes_[len(bytes_) * 3 // 4] ^= 1
    file.write_bytes(bytes_)
    found = desk.json("verify", expect=1)
    assert not found["ok"]
    assert found["problems"][0]["name"] == "member-changed"
    assert file.name in found["problems"][0]["subject"]


def test_an_edited_row_of_a_reading_is_found(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text(
        lines([{"source": "@bazaar_talk", "id": 1, "date": "2026-11-20", "text": "Hello there."}])
    )
    desk.run("import", "posts", str(path))
    desk.rows("UPDATE store_reading SET text = 'Goodbye.'")
    assert desk.json("verify", expect=1)["problems"][0]["name"] == "reading-edited"


def test_help_needs_no_desk(desk: Desk, tmp_path: Path) -> None:
    assert "Usage" in Desk(tmp_path, desk.environment).run("--help").out


def test_a_topic_without_a_rule_holds_the_articles_that_name_it(desk: Desk, tmp_path: Path) -> None:
    assert "articles that name it" in desk.run("topic", "add", "water", "--title", "Dry wells").out
    assert "water: “Dry wells”: picked by hand" in desk.run("topic", "list").out
    for name in ("water", "Dry Wells"):
        file = tmp_path / "article.md"
        file.write_text(f"---\ntitle: Of {name}\ntopics: [{name}]\nlang: en\n---\nThe wells are dry.\n")
        assert "there is no topic" not in desk.run("article", "add", str(file)).err
    assert len(desk.rows("SELECT * FROM store_article_topics")) == 2


def test_a_rule_without_a_word_opens_no_topic(desk: Desk) -> None:
    assert "tag or a query" in desk.run("topic", "add", "water", "-t", "Water", "--tag", "#", expect=2).err
    assert desk.json("topic", "list") == []
