"""`aitys init DIR`: a folder that is a desk."""

from __future__ import annotations

import json
import os
import secrets
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from pydantic import TypeAdapter

from aitys.cli.doors import answer, as_json
from aitys.cli.source_packs import Packed, told
from aitys.errors import AitysError, WrongUse
from aitys.run.packs import PACKS
from aitys.settings import FILE_NAME

_FILE = """\
# A desk of Aitys. Every setting can also be given as AITYS_<NAME>; `aitys doctor` shows what is in force.
title = {title}
site_url = "http://127.0.0.1:8000"
secret_key = "{key}"

# zone = "Asia/Bishkek"           # the clock of this desk, by the names of the IANA list; else UTC
# contact = "editor@your.site"    # shown on /about/, below your own words in a file about.md
# language = "en"                 # of the interface: "en" or "ru"
# languages = ["ru", "en", "kk", "ky", "uz", "tg", "tk"]   # that the desk tells apart
# page_size = 6                   # posts on a page of a listing
# excerpt_words = 500             # of an article of your own, in listings
# quoted_words = 60               # of other people's words shown to the public
# ticker = ["KGS", "KZT", "TJS", "UZS", "TMT"]             # official rates on every page, in this order
# database_url = "postgresql://user:password@host/name"    # else SQLite in this folder

[network]
# pace = 5                        # seconds between two requests to a host
# user_agent = "Aitys/0.1 (+https://your.site/about)"
"""

_DATABASE = ("AITYS_DATABASE_URL_FILE", "AITYS_DATABASE_URL")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--pack",
    type=click.Choice(["none", *PACKS]),
    default="none",
    show_default=True,
    help="A starter set of sources: banks for the rates on every page; central-asia is these and the region's"
    " outlets, official bodies and fact-checkers.",
)
@as_json
def init(folder: Path, pack: str, *, as_json: bool) -> None:
    """Make DIR a desk, with its settings and empty tables.

    The settings have a new secret key, and only their owner may read them.
    """
    file = folder / FILE_NAME
    if file.exists():
        raise WrongUse(str(file), "there is a desk already")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    title = json.dumps(folder.resolve().name.title() or "Aitys", ensure_ascii=False)
    _write_private(file, _FILE.format(title=title, key=secrets.token_urlsafe(48)))
    if _inside(folder, "upgrade", "--no-backup") is None:
        file.unlink()
        raise AitysError(str(folder), "the tables could not be made; see above", name="init-failed")
    added = _add_pack(folder, pack) if pack != "none" else []
    _remind_of_database()
    found = folder.resolve()
    answer(
        {
            "desk": str(found),
            "sources": _slugs(added),
            "paused": {row.slug: row.restricted_in for row in added if row.paused},
        },
        as_json=as_json,
        lines=lambda: [*(told(added) if added else []), f"{found} is a desk. Next: {_next(folder, pack)}"],
    )


def _slugs(rows: Sequence[Packed]) -> list[str]:
    """A source may have several routes."""
    return list(dict.fromkeys(row.slug for row in rows))


def _add_pack(folder: Path, pack: str) -> list[Packed]:
    said = _inside(folder, "source", "pack", pack, "--json")
    if said is None:
        says = f"the desk is made, but not its sources: try `aitys source pack {pack}` there"
        raise AitysError(str(folder), says, name="init-failed")
    return TypeAdapter(list[Packed]).validate_json(said)


def _inside(folder: Path, *args: str) -> str | None:
    """What a command says on the new desk, None where it fails.

    A process of its own: settings are read once, and this one's are not those of the new desk.
    """
    command = [sys.executable, "-m", "aitys.cli", "--desk", str(folder), *args]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own program
    return done.stdout if done.returncode == 0 else None


def _remind_of_database() -> None:
    """The address holds a password: where it is kept is the person's choice, and not ours."""
    name = next((name for name in _DATABASE if name in os.environ), "")
    if name:
        click.echo(
            f"aitys: the tables are on the server that {name} names: keep it set for every command, or write"
            f" database_url into {FILE_NAME}",
            err=True,
        )


def _next(folder: Path, pack: str) -> str:
    where = "" if folder.resolve() == Path.cwd() else f"--desk {shlex.quote(str(folder))} "
    return f"aitys {where}source add URL" if pack == "none" else f"aitys {where}collect --once"


def _write_private(file: Path, text: str) -> None:
    """The file holds a secret: nobody but its owner reads it, from its first byte on. It appears whole."""
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
    fresh.replace(file)
