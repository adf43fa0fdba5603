from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.cli.terminal import Desk, lines
from tests.sources.tables import NBK_DAY

_FIRST = "0001_initial"

_MIGRATE_TO_THE_FIRST = f"""
import django
django.setup()
from django.core.management import call_command
call_command("migrate", "store", "{_FIRST}", verbosity=0)
"""

_POSTS: list[dict[str, object]] = [
    {
        "source": "@bazaar_talk",
        "id": number,
        "date": "2026-11-20T09:00:00+05:00",
        "text": f"Word {number} of the old notes.",
        "tags": ["Bank of Tian"],
    }
    for number in range(1, 31)
]


def _take_back(desk: Desk) -> None:
    """Give the desk the tables of the first schema; the rows of all that it had stay."""
    environment = {
        **desk.environment,
        "AITYS_DESK": str(desk.folder),
        "DJANGO_SETTINGS_MODULE": "aitys.django_settings",
    }
    subprocess.run([sys.executable, "-c", _MIGRATE_TO_THE_FIRST], env=environment, check=True)


def test_a_desk_of_the_first_schema_is_upgraded_with_all_its_posts(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text(lines([*_POSTS, {**_POSTS[0], "text": "Withdrawn."}]), encoding="utf-8")
    desk.run("import", "posts", str(file))
    desk.run("topic", "add", "notes", "--title", "Old notes", "--tag", "Bank of Tian")
    told = [desk.json("post", "1"), desk.json("topic", "list"), desk.json("source", "list")]
    _take_back(desk)
    assert desk.json("doctor", expect=1)["schema"] == _FIRST
    assert "aitys upgrade" in desk.run("search", "notes", expect=1).err

    report = desk.json("upgrade", *(["--no-backup"] if "AITYS_DATABASE_URL" in desk.environment else []))
    assert report["before"] == _FIRST
    assert report["now"] > _FIRST
    assert [desk.json("post", "1"), desk.json("topic", "list"), desk.json("source", "list")] == told
    assert (desk.json("search", "notes")["total"], desk.json("search", "withdrawn")["total"]) == (29, 1)
    assert desk.json("verify", "--reread") == {"ok": True, "captures": 1, "problems": [], "not_reread": 0}

    table = tmp_path / "day.xml"
    table.write_text(NBK_DAY, encoding="utf-8")
    assert desk.json("import", "rates", "nbk", str(table))["stored"] == 3
