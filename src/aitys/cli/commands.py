"""The program and its commands; each has a module of its name."""

from __future__ import annotations

import logging
from importlib.metadata import version

import click

from aitys.cli import (
    collect,
    doctor,
    importing,
    init,
    reindex,
    run,
    search,
    source,
    topic,
    upgrade,
    verify,
)
from aitys.settings import current


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--desk", metavar="DIR", help="The desk's folder; else AITYS_DESK, else the current folder.")
@click.version_option(version("aitys"), prog_name="aitys")
def aitys(desk: str | None) -> None:  # noqa: ARG001 - taken before, see aitys.cli; declared for --help
    """A self-hosted news desk: collects, keeps evidence, finds, publishes."""
    logging.basicConfig(level=current().log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)


aitys.add_command(init.init)
aitys.add_command(source.source)
aitys.add_command(topic.topic)
aitys.add_command(collect.collect)
aitys.add_command(importing.import_)
aitys.add_command(search.search)
aitys.add_command(run.run)
aitys.add_command(verify.verify)
aitys.add_command(reindex.reindex)
aitys.add_command(doctor.doctor)
aitys.add_command(upgrade.upgrade)
