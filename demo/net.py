"""The net of the demo: the replay server twice, for the sites in plain HTTP, for banks and t.me under TLS.

`python -m demo.net` serves until it is stopped, and says first by which variables a desk is led there.
"""

from __future__ import annotations

import argparse
import shlex
import signal
import ssl
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

try:
    import trustme
except ModuleNotFoundError:
    raise SystemExit(
        "demo.net: this Python lacks the packages of development (trustme): run `make .venv/ready` in the"
        " folder of the program, then `.venv/bin/python -m demo.net`"
    ) from None

from demo.banks import BANKS
from demo.previews import HOST
from demo.replay import ANSWERS, LOOPBACK, Seen, Stage, load_answers, load_round, replay
from demo.rounds import ROUNDS

UNDER_TLS = (*BANKS, HOST)


@dataclass(frozen=True, slots=True)
class Net:
    """Where the recorded answers are served, and whose root certificate the names under TLS hang on.

    `stage.turn_to` brings on a later round.
    """

    port: int
    tls_port: int
    ca_file: Path
    stage: Stage = field(default_factory=lambda: Stage({}))

    def variables(self) -> dict[str, str]:
        """What leads a desk here: every host of the recorded world, as settings of AITYS_*."""
        ports = {host: self.tls_port if host in UNDER_TLS else self.port for host in (*sites(), *UNDER_TLS)}
        return {
            "AITYS_PACE": "0",
            "AITYS_CA_FILE": str(self.ca_file),
            "AITYS_ALLOW_HOSTS": ",".join(ports),
            "AITYS_NETWORK_CONNECT_TO": ",".join(f"{host}={LOOPBACK}:{ports[host]}" for host in ports),
        }


def sites() -> list[str]:
    """The hosts that answer in plain HTTP."""
    return sorted({host for host, _ in load_answers(ANSWERS)} - set(UNDER_TLS))


@contextmanager
def serve(folder: Path, log: list[Seen]) -> Iterator[Net]:
    """Serve while the block runs; certificates are made anew, their root goes into `folder`."""
    authority, ca_file = trustme.CA(), folder / "banks-of-the-demo.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*UNDER_TLS).configure_cert(context)
    stage = Stage(load_round(1))
    with replay(stage, log) as port, replay(stage, log, tls=context) as tls_port:
        yield Net(port, tls_port, ca_file, stage)


def main() -> None:
    """Serve until stopped; the variables are the first lines of standard output, for a shell to read."""
    parser = argparse.ArgumentParser(description="Serve the recorded world on loopback.")
    parser.add_argument("--round", type=int, choices=sorted(ROUNDS), default=1, help="of the looks at it")
    given = parser.parse_args()
    # As Ctrl-C, so that the folder goes away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="aitys-net-") as folder, serve(Path(folder), []) as net:
        net.stage.turn_to(given.round)
        for name, value in net.variables().items():
            print(f"export {name}={shlex.quote(value)}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
