"""Kills while a desk is made, upgraded, or given a new index."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aitys.store.search.folders import INDEX_VERSION, current_folder
from tests.cli.terminal import Desk, lines, new_desk
from tests.kill.killing import IsAtWork, Killer, measure

pytestmark = pytest.mark.kill

_POSTS: list[dict[str, object]] = [
    {"source": "@bazaar_talk", "id": number, "date": "2026-11-20", "text": f"Word {number} from the valley."}
    for number in range(1, 1001)
]
_KILLS = 6

_DIE_BEFORE = """
import os, sys, django
from pkgutil import resolve_name
django.setup()
place, step, about = sys.argv[1:]
owner = resolve_name(place)
real = getattr(owner, step)
def die_or_do(*args, **kwargs):
    if not about or about in args:
        os.kill(os.getpid(), 9)
    return real(*args, **kwargs)
setattr(owner, step, die_or_do)
"""


def _die_before(desk: Desk, step: str, then: str) -> None:
    """Run `then` in a process that is killed where it would do `step`: "place function argument"."""
    environment = {
        **desk.environment,
        "AITYS_DESK": str(desk.folder),
        "DJANGO_SETTINGS_MODULE": "aitys.django_settings",
    }
    command = [sys.executable, "-c", _DIE_BEFORE + then, *step.split(" ")]
    assert subprocess.run(command, env=environment, check=False).returncode == -9


def _import(desk: Desk, folder: Path) -> None:
    file = folder / "posts.jsonl"
    file.write_text(lines(_POSTS))
    desk.run("import", "posts", str(file))


def test_an_upgrade_killed_between_its_tables_and_its_note_of_them_can_be_finished(tmp_path: Path) -> None:
    with new_desk(tmp_path / "desk") as desk:
        if "AITYS_DATABASE_URL" in desk.environment:
            desk.rows("DROP SCHEMA public CASCADE")
            desk.rows("CREATE SCHEMA public")
        else:
            (desk.folder / "aitys.sqlite3").unlink()
        note = "django.db.migrations.recorder:MigrationRecorder record_applied store"
        _die_before(desk, note, "from aitys.store import desk; desk.upgrade()")
        desk.run("upgrade")
        assert desk.json("search", "valley")["total"] == 0


def test_a_lost_index_whose_replacement_was_cut_short_is_made_whole(tmp_path: Path) -> None:
    with new_desk(tmp_path / "desk") as desk:
        _import(desk, tmp_path)
        shutil.rmtree(desk.folder / "index")
        _die_before(
            desk, "aitys.store.indexing mark_all ", "from aitys.run import indexer; indexer.make_index()"
        )
        desk.run("upgrade")
        assert desk.json("search", "valley")["total"] == len(_POSTS)


def _builds_anew(index: Path) -> IsAtWork:
    """At work once a second generation stands beside the one in use."""

    def is_at_work(_process: subprocess.Popen[bytes]) -> bool:
        return len([each for each in (index / INDEX_VERSION).iterdir() if each.is_dir()]) > 1

    return is_at_work


def test_while_a_new_index_is_built_and_killed_the_old_one_answers(tmp_path: Path) -> None:
    with new_desk(tmp_path / "desk") as desk:
        _import(desk, tmp_path)
        builds = _builds_anew(desk.folder / "index")
        works = measure(desk, "reindex", is_at_work=builds)
        killer = Killer(desk, random.Random(7), works, builds)
        kills = 0
        while kills < _KILLS:
            kills += killer.kill("reindex")
            assert desk.json("search", "valley")["total"] == len(_POSTS)
        assert desk.json("reindex") == {"posts": len(_POSTS)}
        assert desk.json("search", "valley")["total"] == len(_POSTS)
        used = current_folder(desk.folder / "index")
        assert [each for each in used.parent.iterdir() if each.is_dir()] == [used]


@pytest.mark.parametrize(
    "step", ["aitys.store.search:IndexWriter commit ", "aitys.store.indexing:Queue done "]
)
def test_an_article_whose_indexing_was_killed_is_found_once_after_the_next(tmp_path: Path, step: str) -> None:
    with new_desk(tmp_path / "desk") as desk:
        file = tmp_path / "notes.md"
        file.write_text("# Old notes\n\nThe registry of the valley is open.")
        _die_before(desk, step, f"from aitys.cli import _run; _run(['article', 'add', {str(file)!r}])")
        assert desk.rows("SELECT count(*) FROM store_toindexarticle") == [(1,)]
        desk.run("article", "add", str(file))
        assert [hit["article"] for hit in desk.json("search", "valley")["posts"]] == ["old-notes"]
        assert desk.rows("SELECT count(*) FROM store_toindexarticle") == [(0,)]


def test_an_init_killed_before_its_settings_are_written_can_be_done_again(tmp_path: Path) -> None:
    with new_desk(tmp_path / "desk") as desk:
        folder = tmp_path / "other"
        init = f"from aitys.cli import _run; _run(['init', {str(folder)!r}])"
        _die_before(desk, "os fdopen ", init)
        desk.run("init", str(folder))
        assert "secret_key" in (folder / "aitys.toml").read_text()
