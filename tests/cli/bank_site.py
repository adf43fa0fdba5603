"""Central banks on the loopback, over TLS and under their own names: true formats, invented numbers."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import trustme

from tests.sources.tables import (
    CBT_DOLLAR,
    CBT_TENGE,
    NBK_DAY,
    NBK_RSS,
    NBKR_DAILY,
    NBKR_WEEKLY,
    NBT_DAY,
    cbt_day,
)

NBK, NBKR, NBT, CBT, CBR = (
    "nationalbank.kz",
    "www.nbkr.kg",
    "www.nbt.tj",
    "cbt.tm",
    "www.cbr.ru",
)
HOSTS = (NBK, NBKR, NBT, CBT, CBR)
SATURDAY, SUNDAY = 5, 6

Answer = tuple[int, str]
"""Status and body."""

NOT_THERE: Answer = (404, "not here")


def today() -> date:
    """What it is at the banks of the region, all but NBKR's."""
    return (datetime.now(UTC) + timedelta(hours=5)).date()


@dataclass
class Banks:
    """`odd` are answers by a part of the address, before the banks' own; `asked` are (host, path, status)."""

    root: Path
    port: int = 0
    odd: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What a desk must be told to find the banks, with ten days of their past."""
        connect = ",".join(f"{host}=127.0.0.1:{self.port}" for host in HOSTS)
        return {
            "AITYS_ALLOW_HOSTS": ",".join(HOSTS),
            "AITYS_NETWORK_CONNECT_TO": connect,
            "AITYS_CA_FILE": str(self.root),
            "AITYS_HISTORY_DAYS": "10",
        }

    def answer(self, host: str, path: str) -> Answer:
        if path == "/robots.txt":
            return NOT_THERE
        odd = (answer for part, answer in self.odd.items() if part in f"{host}{path}")
        return next(odd, None) or _HABITS[host](path)

    def paths(self, host: str) -> list[str]:
        """What was asked of a host, without its robots.txt."""
        return [path for at, path, _ in self.asked if at == host and path != "/robots.txt"]


def _nbk(path: str) -> Answer:
    """The day asked for, tomorrow not yet, no Sundays; the RSS of what is in force."""
    query = parse_qs(urlsplit(path).query)
    if "fdate" not in query:
        return 200, NBK_RSS.replace("20.05.2026", f"{today():%d.%m.%Y}")
    day = datetime.strptime(query["fdate"][0], "%d.%m.%Y").replace(tzinfo=UTC).date()
    if day > today() or day.weekday() == SUNDAY:
        return NOT_THERE
    return 200, nbk_day(day)


def nbk_day(day: date) -> str:
    """One day's table; the tenge is dearer on each day of the month."""
    return NBK_DAY.replace("20.05.2026", f"{day:%d.%m.%Y}").replace("501.4", f"501.{day.day:02}")


def _nbkr(path: str) -> Answer:
    table = {"/XML/daily.xml": NBKR_DAILY, "/XML/weekly.xml": NBKR_WEEKLY}.get(path)
    return (200, table) if table else NOT_THERE


def _nbt(path: str) -> Answer:
    """The table of the day; for weekends and tomorrow, silently, the last one there is."""
    day = min(date.fromisoformat(parse_qs(urlsplit(path).query)["date"][0]), today())
    day -= timedelta(days=max(0, day.weekday() - 4))
    return 200, NBT_DAY.replace("2026-05-20", day.isoformat())


def _cbt(path: str) -> Answer:
    day = datetime.strptime(path[-12:-4], "%d%m%Y").replace(tzinfo=UTC).date()
    if day > today() or day.weekday() == SUNDAY:
        return NOT_THERE
    return 200, cbt_day(CBT_DOLLAR, CBT_TENGE, day=f"{day:%d.%m.%Y}")


_HABITS: dict[str, Callable[[str], Answer]] = {
    NBK: _nbk,
    NBKR: _nbkr,
    NBT: _nbt,
    CBT: _cbt,
    CBR: lambda _path: NOT_THERE,
}


@contextmanager
def serve_banks(folder: Path) -> Iterator[Banks]:
    """All of them until the block ends; their root certificate is kept in `folder`."""
    authority = trustme.CA(organization_name="Root of Tian")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*HOSTS).configure_cert(context)
    banks = Banks(folder / "root.pem")
    authority.cert_pem.write_to_path(str(banks.root))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers["Host"].partition(":")[0]
            status, text = banks.answer(host, self.path)
            banks.asked.append((host, self.path, status))
            body = text.encode("cp1251" if "windows-1251" in text[:99] and host != NBT else "utf-8")
            self.send_response(status)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        banks.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield banks
        finally:
            server.shutdown()
            thread.join()
