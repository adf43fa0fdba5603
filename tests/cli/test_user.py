from __future__ import annotations

import os
import pty
import select
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.cli.terminal import Desk

PASSWORD = "seven grey horses"


def _given(desk: Desk, *args: str, typed: str = PASSWORD) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        desk.command("user", *args, "--password-stdin"),
        env=desk.environment,
        input=f"{typed}\n",
        capture_output=True,
        text=True,
        check=False,
    )


def _typed(desk: Desk, *args: str, answers: Mapping[str, str]) -> tuple[int, str]:
    """Run `aitys user ARGS` on a terminal of its own, and type each answer when its question stands there.

    Earlier than that it would be thrown away. Returns the exit code and all that could be seen.
    """
    mine, theirs = pty.openpty()
    running = subprocess.Popen(
        desk.command("user", *args),
        env=desk.environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    seen, left = "", dict(answers)
    while select.select([mine], [], [], 30)[0]:
        try:
            seen += os.read(mine, 4096).decode()
        except OSError:  # the terminal of a process that ended
            break
        for question in [each for each in left if seen.rstrip().endswith(each)]:
            os.write(mine, f"{left.pop(question)}\n".encode())
    os.close(mine)
    try:
        return running.wait(timeout=10), seen
    finally:
        running.kill()


def test_people_are_added_listed_switched_off_and_on(desk: Desk, tmp_path: Path) -> None:
    assert "aitys user add" in desk.run("user", "list").out
    assert _given(desk, "add", "Anara", "--byline", "A. Tian").returncode == 0
    (tmp_path / "password").write_text(f"{PASSWORD}\n")
    desk.run("user", "add", "bolot", "--password-file", str(tmp_path / "password"))
    anara = {"name": "anara", "byline": "A. Tian", "active": True, "signed_in_at": None}
    assert desk.json("user", "list") == [anara, {**anara, "name": "bolot", "byline": ""}]
    assert desk.json("user", "off", "anara") == {**anara, "active": False}
    assert "already" in desk.run("user", "off", "anara").out
    assert "switched off" in desk.run("user", "list").out
    assert desk.json("user", "on", "anara") == anara


def test_a_password_is_asked_for_twice_and_never_shown(desk: Desk) -> None:
    code, seen = _typed(desk, "add", "anara", answers={"Password:": PASSWORD, "again:": PASSWORD})
    assert code == 0, seen
    assert seen.count("assword") == 1
    assert "The same again" in seen
    assert PASSWORD not in seen


def test_a_password_that_nobody_can_give_is_wrong_use(desk: Desk, tmp_path: Path) -> None:
    assert "--password-stdin" in desk.run("user", "add", "anara", expect=2).err
    missing = desk.run("user", "add", "anara", "--password-file", str(tmp_path / "none"), expect=2)
    assert "none" in missing.err
    weak = _given(desk, "add", "anara", typed="short")
    assert (weak.returncode, "too short" in weak.stderr) == (2, True)
    assert desk.json("user", "list") == []


def test_a_new_password_is_for_somebody_who_is_there(desk: Desk) -> None:
    assert _given(desk, "password", "anara").returncode == 1
    _given(desk, "add", "anara")
    before = desk.rows("SELECT password FROM store_user")
    assert _given(desk, "password", "anara", typed="eight grey horses").returncode == 0
    assert desk.rows("SELECT password FROM store_user") != before


def test_a_desk_from_before_there_were_sessions_is_upgraded(desk: Desk) -> None:
    for table in ("django_session", "account_emailconfirmation", "account_emailaddress"):
        desk.rows(f"DROP TABLE {table}")
    desk.rows("DELETE FROM django_migrations WHERE app IN ('sessions', 'account')")
    assert "aitys upgrade" in desk.run("user", "list", expect=1).err
    desk.run("upgrade", "--no-backup")
    assert _given(desk, "add", "anara").returncode == 0
    assert desk.json("doctor", expect=0)["not_ready"] == []
