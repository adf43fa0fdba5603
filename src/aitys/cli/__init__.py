"""The terminal: the same doors as the desk's pages. DESIGN.md 8 is its contract with scripts.

Exit codes: 0 done, 1 a finding or a failure (named), 2 wrong use or wrong settings.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

import click
import django
from django.db import OperationalError

from aitys.errors import AitysError, WrongUse


class _Program(Protocol):
    def main(self, args: Sequence[str], *, prog_name: str, standalone_mode: bool) -> int | None: ...


def main() -> None:
    sys.exit(_run(sys.argv[1:]))


def _run(args: Sequence[str]) -> int:
    try:
        rest = _take_desk(args)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aitys.django_settings")
        django.setup()
        # Commands import the tables, and those only load once Django knows its settings.
        program = cast("_Program", import_module("aitys.cli.commands").aitys)
        return program.main(rest, prog_name="aitys", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return 2
    except AitysError as error:
        click.echo(f"aitys: {error}", err=True)
        return 2 if isinstance(error, WrongUse) else 1
    except OperationalError as error:
        # A server that is down, a full disk: nobody's bug, and the driver says in its first line what it is.
        click.echo(f"aitys: the database: {str(error).partition(chr(10))[0]}", err=True)
        return 1
    except OSError as error:
        # A full disk, a folder of another user: the system says which, and no line of ours says more.
        click.echo(f"aitys: {error}", err=True)
        _drop_output()
        return 1
    except (click.Abort, KeyboardInterrupt):
        click.echo("aitys: stopped", err=True)
        return 130


def _drop_output() -> None:
    """What could not be written would be tried again at the end, with a complaint and another exit code."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _take_desk(args: Sequence[str]) -> list[str]:
    """Take `--desk DIR` out of the arguments, wherever it stands, and make it this process's desk."""
    rest: list[str] = []
    given = iter(args)
    for arg in given:
        if arg == "--desk":
            os.environ["AITYS_DESK"] = next(given, "") or _no_desk()
        elif arg.startswith("--desk="):
            os.environ["AITYS_DESK"] = arg.removeprefix("--desk=") or _no_desk()
        else:
            rest.append(arg)
    return rest


def _no_desk() -> str:
    raise WrongUse("--desk", "needs a folder after it")
