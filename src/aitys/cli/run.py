"""`aitys run`: the whole desk."""

from __future__ import annotations

import sys

import click
from django.db import connections

from aitys.cli.doors import open_desk
from aitys.errors import WrongSettings
from aitys.run.supervisor import Child, supervise


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--no-collect", is_flag=True, help="Serve and index, but ask nobody.")
@click.pass_context
def run(context: click.Context, host: str, port: int, *, no_collect: bool) -> None:
    """Serve the site, collect what is due and index it, until stopped."""
    settings = open_desk()
    if not settings.secret_key.get_secret_value():
        raise WrongSettings("secret_key", "none is set; `aitys init` makes one, or give AITYS_SECRET_KEY")
    web = ("-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws")
    children = [
        Child("web", (sys.executable, *web, "aitys.web.wsgi:application")),
        Child("worker", (sys.executable, "-m", "aitys.run.processes", "worker")),
    ]
    if not no_collect:
        children.append(Child("collector", (sys.executable, "-m", "aitys.run.processes", "collector")))
    # The schema was looked at; from here on the parent has no database open.
    connections.close_all()
    click.echo(f"{settings.title} on http://{host}:{port}", err=True)
    context.exit(supervise(children))
