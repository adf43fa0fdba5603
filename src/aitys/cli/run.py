"""`aitys run`: the whole desk."""

from __future__ import annotations

import socket
import sys

import click
from django.db import connections

from aitys.cli.doors import open_desk
from aitys.errors import WrongSettings, WrongUse
from aitys.run.supervisor import Child, supervise

# Four views at once on two cores: more threads only wait for each other, and a flood waits at the door.
_WEB = ("-m", "granian", "--interface", "wsgi", "--no-ws", "--blocking-threads", "4", "--backpressure", "64")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--no-collect", is_flag=True, help="Serve and index, but ask nobody.")
@click.pass_context
def run(context: click.Context, host: str, port: int, *, no_collect: bool) -> None:
    """Serve the site, collect what is due, and index it.

    It goes on until Ctrl-C or SIGTERM, which end it with exit code 0.
    """
    settings = open_desk()
    if not settings.secret_key.get_secret_value():
        raise WrongSettings("secret_key", "none is set; `aitys init` makes one, or give AITYS_SECRET_KEY")
    _check_port(host, port)
    children = [
        Child(
            "web", (sys.executable, *_WEB, "--host", host, "--port", str(port), "aitys.web.wsgi:application")
        ),
        Child("worker", (sys.executable, "-m", "aitys.run.processes", "worker")),
    ]
    if not no_collect:
        children.append(Child("collector", (sys.executable, "-m", "aitys.run.processes", "collector")))
    # The schema was looked at; from here on the parent has no database open.
    connections.close_all()
    click.echo(f"{settings.title} on http://{host}:{port}", err=True)
    context.exit(supervise(children))


def _check_port(host: str, port: int) -> None:
    """Say it now: the web child would only fall and rise again and again."""
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise WrongUse(
                f"{host}:{port}", f"cannot be listened on ({error.strerror}); choose --port"
            ) from error
