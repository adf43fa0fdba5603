"""`aitys user add`, `list`, `password`, `off` and `on`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from aitys.cli.doors import answer, as_json, open_desk
from aitys.desk import users as desk
from aitys.errors import WrongUse
from aitys.store import users
from aitys.values.users import User

_Command = TypeVar("_Command", bound=Callable[..., None])


def _asks_password(command: _Command) -> _Command:
    """By hand, twice; for scripts from a file or standard input, never as an argument that all can see."""
    from_file = click.option(
        "--password-file", type=click.Path(path_type=Path), help="The password is this file's first line."
    )
    from_stdin = click.option("--password-stdin", is_flag=True, help="It is standard input's first line.")
    return from_file(from_stdin(command))


@click.group()
def user() -> None:
    """The people who may sign in at /desk/."""


@user.command()
@click.argument("name")
@click.option("--byline", default="", help="What readers see above an article; may be a pseudonym.")
@_asks_password
@as_json
def add(name: str, byline: str, password_file: Path | None, *, password_stdin: bool, as_json: bool) -> None:
    """Let a person in, under NAME.

    NAME is shown to nobody outside the desk.
    """
    open_desk()
    kept = desk.check_name(name)
    added = desk.add_user(kept, byline, _password(password_file, from_stdin=password_stdin))
    answer(
        _json(added), as_json=as_json, lines=lambda: [f"{added.name} may sign in at /desk/; {_byline(added)}"]
    )


@user.command("list")
@as_json
def list_(*, as_json: bool) -> None:
    """Everybody who may sign in, or might again."""
    open_desk()
    found = users.every()
    answer(
        [_json(each) for each in found],
        as_json=as_json,
        lines=lambda: [_line(each) for each in found] or ["nobody may sign in yet; aitys user add NAME"],
    )


@user.command()
@click.argument("name")
@_asks_password
@as_json
def password(name: str, password_file: Path | None, *, password_stdin: bool, as_json: bool) -> None:
    """Give a person a new password.

    Wherever they are signed in, they are no longer.
    """
    open_desk()
    desk.find_user(name)
    found = desk.change_password(name, _password(password_file, from_stdin=password_stdin))
    answer(_json(found), as_json=as_json, lines=lambda: [f"{found.name} has a new password"])


@user.command()
@click.argument("name")
@as_json
def off(name: str, *, as_json: bool) -> None:
    """Let a person in no more, from their next click on."""
    _switch(name, active=False, as_json=as_json)


@user.command()
@click.argument("name")
@as_json
def on(name: str, *, as_json: bool) -> None:
    """Let a person in again, with the password they had."""
    _switch(name, active=True, as_json=as_json)


def _switch(name: str, *, active: bool, as_json: bool) -> None:
    open_desk()
    changed = desk.switch_user(name, active=active)
    found = desk.find_user(name)
    said = f"{found.name} {'may sign in' if active else 'may not sign in'}" + ("" if changed else " already")
    answer(_json(found), as_json=as_json, lines=lambda: [said])


def _password(file: Path | None, *, from_stdin: bool) -> str:
    """Without the end of its line. Raises WrongUse where there is nobody to ask and nothing to read."""
    if file is not None:
        return _first_line(_read(file))
    if from_stdin:
        return _first_line(sys.stdin.read())
    if not sys.stdin.isatty():
        raise WrongUse("password", "nobody is here to be asked; give --password-stdin or --password-file F")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    return asked


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise WrongUse(str(file), "it is no text in UTF-8") from error
    except OSError as error:
        raise WrongUse(str(file), f"it cannot be read: {error.strerror}") from error


def _first_line(text: str) -> str:
    return text.partition("\n")[0].removesuffix("\r")


def _json(found: User) -> dict[str, object]:
    at = found.signed_in_at
    return {
        "name": found.name,
        "byline": found.byline,
        "active": found.is_active,
        "signed_in_at": at.isoformat() if at else None,
    }


def _line(found: User) -> str:
    at = found.signed_in_at
    seen = f"signed in {at:%Y-%m-%d %H:%M} UTC" if at else "never signed in"
    return f"{found.name}: {_byline(found)}; {seen}{'' if found.is_active else '; switched off'}"


def _byline(found: User) -> str:
    return f"by-line “{found.byline}”" if found.byline else "no by-line"
