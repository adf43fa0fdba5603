"""The net of the demo: the replay server twice, for the sites in plain HTTP and for the banks under TLS."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from demo.banks import BANKS
from demo.replay import ANSWERS, LOOPBACK, Seen, replay


@dataclass(frozen=True, slots=True)
class Net:
    """Where the recorded answers are served, and whose root certificate the banks' names hang on."""

    port: int
    tls_port: int
    ca_file: Path

    def address_of(self, host: str) -> str:
        """What to connect to in place of `host`, as "address:port"."""
        return f"{LOOPBACK}:{self.tls_port if host in BANKS else self.port}"


@contextmanager
def serve(folder: Path, log: list[Seen]) -> Iterator[Net]:
    """Serve while the block runs; certificates are made anew, their root goes into `folder`."""
    authority, ca_file = trustme.CA(), folder / "banks-of-the-demo.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*BANKS).configure_cert(context)
    with replay(ANSWERS, log) as port, replay(ANSWERS, log, tls=context) as tls_port:
        yield Net(port, tls_port, ca_file)
