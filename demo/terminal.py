"""The terminal of the demo's desk: commands with their JSON answers, and `aitys run` started and stopped."""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel

from demo.net import Net
from demo.replay import LOOPBACK

AITYS = str(Path(sys.executable).with_name("aitys"))
SETTINGS = Path(__file__).with_name("desk.toml")
STOPS_WITHIN = 10.0


class DemoFailed(Exception):
    """What is wrong, in plain words."""


class Added(BaseModel):
    slug: str
    route: str
    address: str


class Said(BaseModel):
    name: str
    says: str


class Pages(BaseModel):
    read: int
    left: dict[str, int]


class Round(BaseModel):
    source: str
    captures: int
    read: int
    stored: int
    unchanged: int
    left: dict[str, int]
    pages: Pages
    error: Said | None


class Rounds(BaseModel):
    rounds: list[Round]


class Tally(BaseModel):
    read: int
    stored: int
    unchanged: int
    left: dict[str, int]


class Quote(BaseModel):
    bank: str
    currency: str
    per: str
    units: str
    amount: str
    day: str
    change_percent: Decimal | None
    flags: list[str]


class Quoted(BaseModel):
    rates: list[Quote]


class Verified(BaseModel):
    ok: bool
    captures: int


class Found(BaseModel):
    date: str
    source: str
    title: str


class Hits(BaseModel):
    total: int
    took_ms: float
    posts: list[Found]


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk and the settings its commands run under; `folder` does not exist before `init`."""

    folder: Path
    environment: dict[str, str]

    def command(self, *words: str, files: Sequence[Path] = ()) -> bytes:
        """Run one command of the terminal and give its JSON; raises DemoFailed with what it said.

        `files` are its last words; of many only the folder is told.
        """
        told = [shlex.quote(f"{file.parent.name}/{file.name}") for file in files]
        if len(files) > 1:
            told = [f"{files[0].parent.name}/*"]
        print(f"\n$ aitys {' '.join([shlex.join(words), *told])}", flush=True)
        whole = [AITYS, *words, *map(str, files), "--json"]
        done = subprocess.run(whole, env=self.environment, capture_output=True, check=False)  # noqa: S603 - our own program
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace") + done.stdout.decode(errors="replace")
            raise DemoFailed(f"aitys {shlex.join(words)} ended with {done.returncode}:\n{said}")
        return done.stdout

    @contextmanager
    def running(self, port: int, log: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
        """`aitys run` while the block runs; what it says goes to `log`, else to the terminal."""
        words = [AITYS, "run", "--host", LOOPBACK, "--port", str(port)]
        with open(log or os.devnull, "wb") as quiet:  # noqa: PTH123 - os.devnull is no Path of ours
            out = quiet if log else None
            # In a session of its own: Ctrl-C in a terminal reaches this process alone, which then stops
            # the site the one way it is meant to be stopped.
            process = subprocess.Popen(  # noqa: S603 - our own program
                words, env=self.environment, stdout=out, stderr=out, start_new_session=True
            )
            try:
                yield process
            finally:
                stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End it as a service manager would; raises DemoFailed when it has to be killed."""
    process.terminate()
    try:
        process.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise DemoFailed(f"aitys run was not down {STOPS_WITHIN:.0f} s after SIGTERM") from None


def environment(desk: Path, net: Net, site_port: int) -> dict[str, str]:
    """The variables of the demo desk: `demo/desk.toml`, the replay server for every host, nothing of ours."""
    told = tomllib.loads(SETTINGS.read_text("utf-8"))
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AITYS_")}
    return {
        **inherited,
        **{f"AITYS_{name.upper()}": str(value) for name, value in told.items()},
        "AITYS_DESK": str(desk),
        "AITYS_SITE_URL": f"http://{LOOPBACK}:{site_port}",
        **net.variables(),
    }


def free_port(wanted: int) -> int:
    """`wanted`, or any when it is 0; raises DemoFailed when it is taken."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((LOOPBACK, wanted))
        except OSError as error:
            raise DemoFailed(f"port {wanted} is taken: stop what listens there, or give --port") from error
        return int(trial.getsockname()[1])
