"""Servers of the cast on the loopback, over plain HTTP or, under names of others, over TLS."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme


@dataclass(frozen=True, slots=True)
class Asked:
    """A request; `host` without its port."""

    host: str
    path: str
    headers: Message


@dataclass(frozen=True, slots=True)
class Told:
    """An answer; `more` are headers beside type and length."""

    status: int
    body: bytes = b""
    kind: str = "text/plain"
    more: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def serve(answer: Callable[[Asked], Told], tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server that answers so until the block ends, on the port that is given."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            told = answer(Asked(self.headers.get("Host", "").partition(":")[0], self.path, self.headers))
            self.send_response(told.status)
            self.send_header("Content-Type", told.kind)
            self.send_header("Content-Length", str(len(told.body)))
            for name, value in told.more.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def certified(hosts: Sequence[str], root: Path) -> ssl.SSLContext:
    """TLS for these names; the root certificate that a desk must trust is kept at `root`."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*hosts).configure_cert(context)
    authority.cert_pem.write_to_path(str(root))
    return context


def leading(hosts: Sequence[str], port: int) -> dict[str, str]:
    """What a desk must be told to find these hosts on the loopback."""
    connect = ",".join(f"{host}=127.0.0.1:{port}" for host in hosts)
    return {"AITYS_ALLOW_HOSTS": ",".join(hosts), "AITYS_NETWORK_CONNECT_TO": connect}
