"""`docs/terminal.md` has a section for every command, and names every option in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from aitys.cli.commands import aitys

PAGE = (Path(__file__).parent.parent / "docs" / "terminal.md").read_text("utf-8")
_SECTION = re.compile(r"^## (aitys [a-z -]+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
SECTIONS = dict(_SECTION.findall(PAGE))


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(_commands(aitys, "aitys"))


def test_every_command_has_a_section_and_no_section_is_left_over() -> None:
    assert sorted(SECTIONS) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_section_names_every_option(name: str) -> None:
    options = [option for option in COMMANDS[name].params if isinstance(option, click.Option)]
    written = [word for option in options for word in option.opts if word != "--json"]
    assert [word for word in written if word not in SECTIONS[name]] == []
