"""The program and its commands. Each has a module of its own, imported only when it is called for."""

from __future__ import annotations

import logging
import os
from importlib import import_module
from importlib.metadata import version
from typing import cast

import click

from aitys.settings import current

# A command's name, and where it is: parsers and the network take half a second to import.
_COMMANDS = {
    "init": "init:init",
    "source": "source:source",
    "topic": "topic:topic",
    "article": "article:article",
    "collect": "collect:collect",
    "import": "importing:import_",
    "search": "search:search",
    "post": "post:post",
    "rates": "rates:rates",
    "user": "user:user",
    "run": "run:run",
    "verify": "verify:verify",
    "reindex": "reindex:reindex",
    "evaluate": "evaluate:evaluate",
    "doctor": "doctor:doctor",
    "upgrade": "upgrade:upgrade",
}


class _Program(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        return cast("click.Command", getattr(import_module(f"aitys.cli.{module}"), name))


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--desk", metavar="DIR", help="The desk's folder; else AITYS_DESK, else the current folder.")
@click.version_option(version("aitys"), prog_name="aitys")
def aitys(desk: str | None) -> None:  # noqa: ARG001 - taken before, see aitys.cli; declared for --help
    """A self-hosted news desk: collects, keeps evidence, finds, publishes."""
    logging.basicConfig(level=current().log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for talkative in ("httpx", "pymorphy3"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    # All that a command makes (database, evidence, pictures) is its owner's.
    os.umask(0o077)
